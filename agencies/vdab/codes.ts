import type { Outflow } from "../population/world.js";

/** VDAB's own codes, with the Dutch texts that usually come along. */
export const ADVICE = {
  TOEGEKEND: { code: "TG", omschrijving: "Toegekend" },
  IN_BEHANDELING: { code: "IB", omschrijving: "In behandeling" },
  GEWEIGERD: { code: "GW", omschrijving: "Geweigerd" },
  AFGESLOTEN: { code: "AF", omschrijving: "Afgesloten" },
};
export const REFERRAL = {
  VERWEZEN: { code: "VW", omschrijving: "Verwezen" },
  AANVAARD: { code: "AA", omschrijving: "Aanvaard" },
  GEWEIGERD: { code: "GW", omschrijving: "Geweigerd" },
  INGETROKKEN: { code: "IT", omschrijving: "Ingetrokken" },
  GESTART: { code: "GS", omschrijving: "Gestart" },
  BEEINDIGD: { code: "BE", omschrijving: "Beëindigd" },
};
export const ASSESSMENT = {
  VERDERZETTEN: { code: "V", omschrijving: "Verderzetten" },
  DOORSTROOM_MOGELIJK: { code: "D", omschrijving: "Doorstroom mogelijk" },
  STOPZETTEN: { code: "S", omschrijving: "Stopzetten" },
};
export const STATUTE = { NWWZ: "NWWZ", LEEFLOON: "LL", ZIEKTE: "RIZIV", IVT: "FOD-IVT", IT: "FOD-IT" };
export const DESTINATION: Record<Outflow["destination"], string> = {
  NORMAAL_ECONOMISCH_CIRCUIT: "NEC",
  MAATWERKBEDRIJF: "MWB",
  INDIVIDUEEL_MAATWERK: "IMW",
  LOKALE_DIENSTENECONOMIE: "LDE",
  OPLEIDING: "OPL",
  ACTIVERINGSTRAJECT: "ACT",
  AMA_WELZIJN: "AMW",
  UITKERING: "UIT",
  ONBEKEND: "ONB",
};
