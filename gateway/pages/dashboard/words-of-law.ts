import type { EventKind } from "../../../schema/events.js";
import { dictionary } from "../shell/language.js";
import type { Actor, ConditionKind, ObligationKind, OccupancyState, StatuteKind } from "./data/answers.js";

/** What the codes of the graph are called by those who work with them. */
interface LawWords {
  state: Record<OccupancyState, string>;
  condition: Record<ConditionKind, string>;
  conditionShort: Record<ConditionKind, string>;
  conditionState: Record<"MET" | "LACKING" | "UNKNOWN", string>;
  actor: Record<Actor, string>;
  obligation: Record<ObligationKind, string>;
  statute: Record<StatuteKind, string>;
  event: Record<EventKind | "SNAPSHOT", (whom: string) => string>;
  phase: Record<string, string>;
  advice: Record<string, string>;
  permission: Record<string, string>;
  agreement: Record<string, string>;
  outcome: Record<string, string>;
  role: Record<"LEAD" | "PARTNER", string>;
}

export const lawWords = dictionary<LawWords>(
  {
    state: {
      OVER: "Overschreden",
      FULL: "Volzet",
      BALANCED: "In evenwicht",
      UNDER_USED: "Onderbenut",
      NOT_GRANTED: "Geen contingent",
      TOO_FEW: "Te weinig om te tonen",
      UNCERTAIN: "Niet te zeggen",
    },
    condition: {
      ADVICE: "Advies van VDAB",
      ASSESSMENT: "Inschatting van het laatste jaar",
      HOURS_ABLE: "Minstens 12 uur per week",
      PERMISSION: "Toelating",
      INSURANCE_BODILY_ACCIDENT: "Verzekering lichamelijke ongevallen",
      INSURANCE_LIABILITY: "Verzekering aansprakelijkheid",
      AGREEMENT: "Getekende overeenkomst",
      DIMONA: "Dimona DWD",
    },
    conditionShort: {
      ADVICE: "Advies",
      ASSESSMENT: "Inschatting",
      HOURS_ABLE: "12 uur",
      PERMISSION: "Toelating",
      INSURANCE_BODILY_ACCIDENT: "Ongevallen",
      INSURANCE_LIABILITY: "Aansprak.",
      AGREEMENT: "Overeenk.",
      DIMONA: "Dimona",
    },
    conditionState: { MET: "voldaan", LACKING: "ontbreekt", UNKNOWN: "niet gekend" },
    actor: {
      VDAB: "VDAB",
      ADVISORY_PHYSICIAN: "Adviserend arts",
      PCSW: "OCMW",
      LEAD: "Penhouder",
      MEMBER: "Begeleidend lid",
      DEPARTMENT: "Departement WSE",
    },
    obligation: {
      QUALIFIED_GUIDE: "Gekwalificeerde begeleider",
      INSURANCE_BODILY_ACCIDENT: "Verzekering lichamelijke ongevallen",
      INSURANCE_LIABILITY: "Verzekering burgerlijke aansprakelijkheid",
      QUARTERLY_STATEMENT: "Kwartaaloverzicht ingediend",
      QUARTERLY_STATEMENT_READABLE: "Kwartaaloverzicht leesbaar",
      QUARTERLY_STATEMENT_IN_TIME: "Kwartaaloverzicht op tijd",
      QUARTERLY_STATEMENT_SETTLED: "Kwartaaloverzicht ongewijzigd na afrekening",
      AGREEMENT_SIGNED: "Overeenkomsten getekend",
      DIMONA: "Dimona voor wie loopt",
      CONTINGENT_NOT_EXCEEDED: "Contingent niet overschreden",
    },
    statute: {
      JOB_SEEKER: "Werkzoekende",
      LIVING_WAGE: "Leefloon",
      WORK_INCAPACITY: "Arbeidsongeschiktheid",
      INCOME_REPLACEMENT: "Inkomensvervangende tegemoetkoming",
      INTEGRATION_ALLOWANCE: "Integratietegemoetkoming",
    },
    event: {
      SNAPSHOT: (whom) => `Stand van zaken van ${whom}.`,
      DOSSIER_CHANGED: (whom) => `VDAB wijzigde het dossier van ${whom}.`,
      REFERRAL_CHANGED: (whom) => `De toeleiding van ${whom} wijzigde.`,
      ASSESSMENT_CHANGED: (whom) => `VDAB deed een inschatting van ${whom}.`,
      PERMISSION_CHANGED: (whom) => `Over de toelating van ${whom} werd beslist of ze werd gevraagd.`,
      STATUTE_CHANGED: (whom) => `Een hoedanigheid van ${whom} begon of eindigde.`,
      AGREEMENT_CHANGED: (whom) => `Een begeleidingsovereenkomst wijzigde: ${whom}.`,
      CONTINGENT_CHANGED: (whom) => `Contingent, partners of begeleiders wijzigden: ${whom}.`,
      STATEMENT_CHANGED: (whom) => `Het departement verwerkte een kwartaaloverzicht van ${whom}.`,
      FUNDING_CHANGED: (whom) => `Een toekenning, voorschot of saldo werd geboekt: ${whom}.`,
    },
    phase: {
      REGISTERED: "Ingeschreven",
      SCREENED: "Gescreend",
      ADVISED: "Geadviseerd",
      REFERRED: "Toegeleid",
      PERMISSION_PENDING: "Wacht op toelating",
      PERMITTED: "Toegelaten",
      REFUSED: "Geweigerd",
      AGREED: "Overeengekomen",
      ACTIVE: "Actief",
      ENDED: "Beëindigd",
      OUTFLOW: "Doorgestroomd",
    },
    advice: {
      GRANTED: "Toegekend",
      PENDING: "In behandeling",
      REFUSED: "Geweigerd",
      CLOSED: "Afgesloten",
      UNKNOWN: "Niet gekend",
    },
    permission: {
      REQUESTED: "Aangevraagd",
      GRANTED: "Toegestaan",
      REFUSED: "Geweigerd",
      EXPIRED: "Verlopen",
      REVOKED: "Herroepen",
      NOT_NEEDED: "Niet nodig",
    },
    agreement: { PLANNED: "Gepland", RUNNING: "Lopend", ENDED: "Beëindigd" },
    outcome: {
      CONTINUE: "Verderzetten",
      OUTFLOW_POSSIBLE: "Doorstroom mogelijk",
      STOP: "Stopzetten",
      UNKNOWN: "Niet gekend",
    },
    role: { LEAD: "Penhouder", PARTNER: "Partner" },
  },
  {
    state: {
      OVER: "Over",
      FULL: "Full",
      BALANCED: "Balanced",
      UNDER_USED: "Under-used",
      NOT_GRANTED: "No contingent",
      TOO_FEW: "Too few to show",
      UNCERTAIN: "Cannot be told",
    },
    condition: {
      ADVICE: "Advice of VDAB",
      ASSESSMENT: "Assessment of the last year",
      HOURS_ABLE: "At least 12 hours a week",
      PERMISSION: "Permission",
      INSURANCE_BODILY_ACCIDENT: "Insurance for bodily accidents",
      INSURANCE_LIABILITY: "Insurance for liability",
      AGREEMENT: "Signed agreement",
      DIMONA: "Dimona DWD",
    },
    conditionShort: {
      ADVICE: "Advice",
      ASSESSMENT: "Assessment",
      HOURS_ABLE: "12 hours",
      PERMISSION: "Permission",
      INSURANCE_BODILY_ACCIDENT: "Accidents",
      INSURANCE_LIABILITY: "Liability",
      AGREEMENT: "Agreement",
      DIMONA: "Dimona",
    },
    conditionState: { MET: "met", LACKING: "lacking", UNKNOWN: "not known" },
    actor: {
      VDAB: "VDAB",
      ADVISORY_PHYSICIAN: "Advisory physician",
      PCSW: "OCMW",
      LEAD: "Lead",
      MEMBER: "Guiding member",
      DEPARTMENT: "Department WSE",
    },
    obligation: {
      QUALIFIED_GUIDE: "Qualified guide",
      INSURANCE_BODILY_ACCIDENT: "Insurance for bodily accidents",
      INSURANCE_LIABILITY: "Insurance for liability",
      QUARTERLY_STATEMENT: "Quarterly statement delivered",
      QUARTERLY_STATEMENT_READABLE: "Quarterly statement readable",
      QUARTERLY_STATEMENT_IN_TIME: "Quarterly statement in time",
      QUARTERLY_STATEMENT_SETTLED: "Quarterly statement unchanged after settlement",
      AGREEMENT_SIGNED: "Agreements signed",
      DIMONA: "Dimona for whoever runs",
      CONTINGENT_NOT_EXCEEDED: "Contingent not exceeded",
    },
    statute: {
      JOB_SEEKER: "Job seeker",
      LIVING_WAGE: "Living wage",
      WORK_INCAPACITY: "Work incapacity",
      INCOME_REPLACEMENT: "Income replacement",
      INTEGRATION_ALLOWANCE: "Integration allowance",
    },
    event: {
      SNAPSHOT: (whom) => `How things stand with ${whom}.`,
      DOSSIER_CHANGED: (whom) => `VDAB changed the file of ${whom}.`,
      REFERRAL_CHANGED: (whom) => `The referral of ${whom} changed.`,
      ASSESSMENT_CHANGED: (whom) => `VDAB assessed ${whom}.`,
      PERMISSION_CHANGED: (whom) => `A permission for ${whom} was asked for or decided on.`,
      STATUTE_CHANGED: (whom) => `A statute of ${whom} began or ended.`,
      AGREEMENT_CHANGED: (whom) => `A guidance agreement changed: ${whom}.`,
      CONTINGENT_CHANGED: (whom) => `Contingent, partners or guides changed: ${whom}.`,
      STATEMENT_CHANGED: (whom) => `The department took in a quarterly statement of ${whom}.`,
      FUNDING_CHANGED: (whom) => `A grant, an advance or a balance was booked: ${whom}.`,
    },
    phase: {
      REGISTERED: "Registered",
      SCREENED: "Screened",
      ADVISED: "Advised",
      REFERRED: "Referred",
      PERMISSION_PENDING: "Permission pending",
      PERMITTED: "Permitted",
      REFUSED: "Refused",
      AGREED: "Agreed",
      ACTIVE: "Active",
      ENDED: "Ended",
      OUTFLOW: "Outflow",
    },
    advice: { GRANTED: "Granted", PENDING: "Pending", REFUSED: "Refused", CLOSED: "Closed", UNKNOWN: "Not known" },
    permission: {
      REQUESTED: "Requested",
      GRANTED: "Granted",
      REFUSED: "Refused",
      EXPIRED: "Expired",
      REVOKED: "Revoked",
      NOT_NEEDED: "Not needed",
    },
    agreement: { PLANNED: "Planned", RUNNING: "Running", ENDED: "Ended" },
    outcome: { CONTINUE: "Continue", OUTFLOW_POSSIBLE: "Outflow possible", STOP: "Stop", UNKNOWN: "Not known" },
    role: { LEAD: "Lead", PARTNER: "Partner" },
  },
);
