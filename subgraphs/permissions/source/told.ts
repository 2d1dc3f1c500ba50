import { Fault } from "../../../schema/faults.js";
import { parseEnterpriseNumber, type EnterpriseNumber } from "../../../schema/identifiers.js";
import { isDay, type Day } from "../../../schema/scalars.js";

/** What the network tells of one thing: its value, that there is none (null), or why that cannot be said. */
export type Told<T> = T | null | Fault;

export const FILTERED = (element: string): Fault => new Fault("FILTERED", "MAGDA", `${element} withheld`);

/** A calendar day, with or without a time zone behind it. An impossible one costs only itself. */
export function toldDay(written: string | undefined): Told<Day> {
  if (written === undefined) return null;
  const day = /^(\d{4}-\d{2}-\d{2})(Z|[+-]\d{2}:\d{2}|T.*)?$/.exec(written)?.[1];
  return day && isDay(day) ? day : new Fault("AGENCY_RECORD_INVALID", "MAGDA", "a date that is not in the calendar");
}

export function toldEnterpriseNumber(written: string | undefined): Told<EnterpriseNumber> {
  if (written === undefined) return null;
  try {
    return parseEnterpriseNumber(written);
  } catch {
    return new Fault("AGENCY_RECORD_INVALID", "MAGDA", "an enterprise number with wrong check digits");
  }
}

/** A thing that is missing because it was withheld is a fault, not a null. */
export function unlessWithheld<T>(told: Told<T>, withheld: boolean, element: string): Told<T> {
  return told === null && withheld ? FILTERED(element) : told;
}
