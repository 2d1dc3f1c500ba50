import { dictionary } from "./language.js";
import type { Owner } from "./owner.js";

export type { Owner };

export const OWNERS: readonly Owner[] = ["VDAB", "MAGDA", "LOKET", "DWSE", "GATEWAY"];

interface AgencyWords {
  readonly name: string;
  /** Whose system it is. */
  readonly owner: string;
  /** What it brings to the graph. */
  readonly brings: string;
}

/** What readers know the agencies by. */
export const agencyWords = dictionary<Record<Owner, AgencyWords>>(
  {
    VDAB: { name: "VDAB", owner: "VDAB", brings: "advies, toeleiding, inschatting, doorstroom" },
    MAGDA: {
      name: "MAGDA",
      owner: "Ziekenfondsen en OCMW's, via MAGDA",
      brings: "toelatingen en bevestigde hoedanigheden",
    },
    LOKET: {
      name: "WSE-loket",
      owner: "Maatwerkbedrijven en hun partners",
      brings: "contingenten, overeenkomsten, begeleiders, aanwezigheid",
    },
    DWSE: {
      name: "DWSE",
      owner: "Departement Werk en Sociale Economie",
      brings: "middelen, voorschotten, saldo's, vaststellingen",
    },
    GATEWAY: {
      name: "Gateway",
      owner: "De gateway zelf",
      brings: "wie vraagt, wie keek, hoe de instanties antwoorden",
    },
  },
  {
    VDAB: { name: "VDAB", owner: "VDAB", brings: "advice, referral, assessment, outflow" },
    MAGDA: {
      name: "MAGDA",
      owner: "Sickness funds and OCMWs, through MAGDA",
      brings: "permissions and confirmed statutes",
    },
    LOKET: {
      name: "WSE-loket",
      owner: "Social enterprises and their partners",
      brings: "contingents, agreements, guides, attendance",
    },
    DWSE: {
      name: "DWSE",
      owner: "Department of Work and Social Economy",
      brings: "funding, advances, balances, findings",
    },
    GATEWAY: { name: "Gateway", owner: "The gateway itself", brings: "who asks, who looked, how agencies answer" },
  },
);
