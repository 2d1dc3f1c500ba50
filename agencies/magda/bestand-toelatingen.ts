import { heeftGril } from "./dienst.js";
import type { Bevolking } from "./bevolking.js";
import { HOEDANIGHEDEN } from "./hoedanigheden.js";
import type { Repertorium } from "./repertorium.js";
import { STATUS, STATUUT } from "./diensten/geef-toelating-ama.js";

export interface BestandVraag {
  hoedanigheid: string;
  /** How many people to pass over, and how many to give at most. */
  vanaf: number;
  aantal: number;
  vandaag: string;
}

/** The permissions of a stretch of people as lines of CSV, and where the next stretch begins; undefined without authorisation. */
export function schrijfToelatingen(
  bevolking: Bevolking,
  repertorium: Repertorium,
  { hoedanigheid, vanaf, aantal, vandaag }: BestandVraag,
): { csv: string; volgende?: number } | undefined {
  const mag = HOEDANIGHEDEN.get(hoedanigheid);
  if (!mag) return undefined;
  const lines = ["INSZ;Statuut;Status;Beslisser;DatumAanvraag;DatumBeslissing;DatumHerroeping"];
  for (const person of bevolking.personen.slice(vanaf, vanaf + aantal)) {
    if (!repertorium.isIngeschreven(person.insz, hoedanigheid, vandaag) || heeftGril(person, 101)) continue;
    for (const { statute, state, issuer, requestedOn, decidedOn = "", revokedOn = "" } of person.permissions) {
      const beslisser = mag.organisaties ? issuer : "";
      const codes = [STATUUT[statute][0], STATUS[state][0]];
      lines.push([person.insz, ...codes, beslisser, requestedOn, decidedOn, revokedOn].join(";"));
    }
  }
  const end = vanaf + aantal;
  return { csv: `${lines.join("\r\n")}\r\n`, ...(end < bevolking.personen.length && { volgende: end }) };
}
