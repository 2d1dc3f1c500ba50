import type { Capacity, Purpose } from "../../../schema/mandate.js";
import { dictionary } from "./language.js";

export const capacityWords = dictionary<Record<Capacity, string>>(
  {
    VDAB_MEDIATOR: "Bemiddelaar VDAB",
    OCMW_WORKER: "Medewerker OCMW",
    SICKNESS_FUND_EMPLOYEE: "Medewerker ziekenfonds",
    LEAD: "Sturend maatwerkbedrijf",
    PARTNER_GUIDE: "Begeleider bij een partner",
    DOSSIER_MANAGER: "Dossierbeheerder departement",
    INSPECTOR: "Inspecteur",
    ANALYST: "Analist",
    CITIZEN: "Burger",
  },
  {
    VDAB_MEDIATOR: "VDAB mediator",
    OCMW_WORKER: "OCMW worker",
    SICKNESS_FUND_EMPLOYEE: "Sickness fund employee",
    LEAD: "Lead of a partnership",
    PARTNER_GUIDE: "Guide at a partner",
    DOSSIER_MANAGER: "Dossier manager, department",
    INSPECTOR: "Inspector",
    ANALYST: "Analyst",
    CITIZEN: "Citizen",
  },
);

export const purposeWords = dictionary<Record<Purpose, string>>(
  {
    GUIDANCE: "Begeleiding",
    PERMISSION_DECISION: "Beslissen over een toelating",
    PARTNERSHIP_MANAGEMENT: "Beheer van een samenwerkingsverband",
    FUNDING: "Financiering",
    INSPECTION: "Toezicht",
    STATISTICS: "Statistiek",
    OWN_FILE: "Het eigen dossier",
  },
  {
    GUIDANCE: "Guidance",
    PERMISSION_DECISION: "Deciding on a permission",
    PARTNERSHIP_MANAGEMENT: "Partnership management",
    FUNDING: "Funding",
    INSPECTION: "Inspection",
    STATISTICS: "Statistics",
    OWN_FILE: "One's own file",
  },
);
