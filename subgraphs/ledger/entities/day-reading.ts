import { registerEnumType } from "type-graphql";

/** Two readings of the rule that pays for days; which one is right is not confirmed. */
export enum DayReading {
  ATTENDED = "ATTENDED",
  CALENDAR = "CALENDAR",
}
registerEnumType(DayReading, {
  name: "DayReading",
  description:
    "Lezing van de dagen. The rule pays for days divided by 365; which days is read in two ways. The operators choose which one is used where none is asked for.",
  valuesConfig: {
    ATTENDED: {
      description:
        "Dagen aanwezig: the days on which the participant was present, as the quarterly statement lists them.",
    },
    CALENDAR: {
      description: "Dagen onder begeleiding: every calendar day during which the participant was under guidance.",
    },
  },
});

/** Days of the same persons and period in both readings. */
export type Days = Readonly<Record<DayReading, number>>;
