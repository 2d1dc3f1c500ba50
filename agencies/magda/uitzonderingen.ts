import { element, type Fragment } from "./element.js";
import { tijdstip } from "./tijdstip.js";

export type Ernst = "FOUT" | "WAARSCHUWING" | "INFORMATIE";

export interface Uitzondering {
  code: string;
  type: Ernst;
  oorsprong: "MAGDA" | "KSZ";
  diagnose: string;
  omstandigheid?: string;
  annotaties?: readonly { naam: string; waarde: string }[];
}

const fout = (code: string, oorsprong: Uitzondering["oorsprong"], diagnose: string): Uitzondering => ({
  code,
  type: "FOUT",
  oorsprong,
  diagnose,
});

/** "No data" is a normal outcome that the platform types as an error. */
export const GEEN_GEGEVENS = fout("30001", "MAGDA", "Geen gegevens gevonden voor de vraag");
export const INSZ_ONBESTAAND = fout("30003", "KSZ", "Onbestaande INSZ");
export const INSZ_ONGELDIG = fout("20002", "MAGDA", "INSZ is niet correct gevormd");
export const NIET_INGESCHREVEN = fout("13202", "MAGDA", "Geen geldige inschrijving voor dit dossier");
export const GEFILTERD = fout("15021", "MAGDA", "Gegevens gefilterd omwille van ontbrekende machtiging");
export const TE_VEEL_VRAGEN = fout("20110", "MAGDA", "Te veel vragen in het verzoek, maximum 5");
export const GEEN_MACHTIGING = fout("40006", "MAGDA", "Geen machtiging voor deze dienst in deze hoedanigheid");
export const BRON_ANTWOORDT_NIET = fout("60006", "MAGDA", "Geen antwoord van de bron");

/** The code for too many concurrent questions differs by service. */
export function teVeelGelijktijdig(code: "99995" | "99996"): Uitzondering {
  return fout(code, "MAGDA", "Te veel gelijktijdige bevragingen");
}

export function nieuwInsz(insz: string): Uitzondering {
  return {
    code: "30004",
    type: "WAARSCHUWING",
    oorsprong: "KSZ",
    diagnose: "De persoon heeft een nieuw INSZ verkregen",
    annotaties: [{ naam: "Nieuw INSZ", waarde: insz }],
  };
}

/** Beside data: these elements were left out, because the asker may not see them. */
export function weggelaten(elementen: readonly string[]): Uitzondering {
  return {
    ...GEFILTERD,
    type: "WAARSCHUWING",
    annotaties: elementen.map((waarde) => ({ naam: "Gefilterd element", waarde })),
  };
}

export function writeUitzonderingen(lijst: readonly Uitzondering[], now: string): Fragment {
  return element(
    "Uitzonderingen",
    lijst.map((uitzondering) =>
      element("Uitzondering", [
        element("Identificatie", uitzondering.code),
        element("Oorsprong", uitzondering.oorsprong),
        element("Type", uitzondering.type),
        tijdstip(now),
        element("Diagnose", uitzondering.diagnose),
        uitzondering.omstandigheid ? element("Omstandigheid", uitzondering.omstandigheid) : undefined,
        uitzondering.annotaties &&
          element(
            "Annotaties",
            uitzondering.annotaties.map(({ naam, waarde }) =>
              element("Annotatie", [element("Naam", naam), element("Waarde", waarde)]),
            ),
          ),
      ]),
    ),
  );
}
