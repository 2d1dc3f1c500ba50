import { registerEnumType } from "type-graphql";

/** The rules on AMA in the social economy. */
export enum Regulation {
  DECREE_2021 = "DECREE_2021",
  DECREE_2024 = "DECREE_2024",
  UNKNOWN = "UNKNOWN",
}
registerEnumType(Regulation, {
  name: "Regulation",
  description: "Regelgeving. The rules under which a partnership was recognised, or that were in force.",
  valuesConfig: {
    DECREE_2021: {
      description: "BVR 2 februari 2018, hoofdstuk 3/1 (inserted by BVR 8 januari 2021), in force from 1 April 2021.",
    },
    DECREE_2024: {
      description: "BVR 18 november 2022, hoofdstuk 3, afdeling 2, for AMA in force from 1 January 2024.",
    },
    UNKNOWN: { description: "The agency gave a code that is not in its published list." },
  },
});

const FIRST_YEAR_OF_2024 = 2024;

/** The rules in force in a year since 2021. */
export function regulationOfYear(year: number): Regulation {
  return year < FIRST_YEAR_OF_2024 ? Regulation.DECREE_2021 : Regulation.DECREE_2024;
}
