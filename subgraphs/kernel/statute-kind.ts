import { registerEnumType } from "type-graphql";

/** Statutes (hoedanigheden) that matter for access to AMA WSE. A person may hold several at once. */
export enum StatuteKind {
  JOB_SEEKER = "JOB_SEEKER",
  LIVING_WAGE = "LIVING_WAGE",
  WORK_INCAPACITY = "WORK_INCAPACITY",
  INCOME_REPLACEMENT = "INCOME_REPLACEMENT",
  INTEGRATION_ALLOWANCE = "INTEGRATION_ALLOWANCE",
}

registerEnumType(StatuteKind, {
  name: "StatuteKind",
  description: "Hoedanigheid. The kinds of statute that decide who must permit the activities.",
  valuesConfig: {
    JOB_SEEKER: { description: "Niet-werkende werkzoekende. VDAB's own decision suffices." },
    LIVING_WAGE: { description: "Leefloon. Needs permission of the OCMW." },
    WORK_INCAPACITY: { description: "Erkende arbeidsongeschiktheid. Needs permission of the adviserend arts." },
    INCOME_REPLACEMENT: { description: "Inkomensvervangende tegemoetkoming (IVT). Needs no permission." },
    INTEGRATION_ALLOWANCE: { description: "Integratietegemoetkoming (IT). Needs no permission." },
  },
});
