import { registerEnumType } from "type-graphql";
import type { NisCode } from "../../../schema/scalars.js";

export enum Province {
  ANTWERPEN = "ANTWERPEN",
  VLAAMS_BRABANT = "VLAAMS_BRABANT",
  WEST_VLAANDEREN = "WEST_VLAANDEREN",
  OOST_VLAANDEREN = "OOST_VLAANDEREN",
  LIMBURG = "LIMBURG",
}
registerEnumType(Province, {
  name: "Province",
  description: "Provincie. One of the five Flemish provinces.",
  valuesConfig: {
    ANTWERPEN: { description: "Antwerpen." },
    VLAAMS_BRABANT: { description: "Vlaams-Brabant." },
    WEST_VLAANDEREN: { description: "West-Vlaanderen." },
    OOST_VLAANDEREN: { description: "Oost-Vlaanderen." },
    LIMBURG: { description: "Limburg." },
  },
});

/** The first digits of a REFNIS code name the province; 21 is Brussels and 25 Waals-Brabant. */
const BY_PREFIX: readonly (readonly [RegExp, Province])[] = [
  [/^1/, Province.ANTWERPEN],
  [/^2[34]/, Province.VLAAMS_BRABANT],
  [/^3/, Province.WEST_VLAANDEREN],
  [/^4/, Province.OOST_VLAANDEREN],
  [/^7/, Province.LIMBURG],
];

/** Undefined outside Flanders. */
export function provinceOf(nis: NisCode): Province | undefined {
  return BY_PREFIX.find(([prefix]) => prefix.test(nis))?.[1];
}
