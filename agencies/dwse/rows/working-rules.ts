import { FIRST_DAY } from "../../population/calendar.js";
import { UNIT_AMOUNTS } from "../../population/unit-amounts.js";

/** How the department works. No law that could be read says so: its own rules, to be changed here. */
export const WORKING_RULES = {
  /** Of the contingent in force at the amount in force, per instalment. */
  advancePercent: 20n,
  /** Month and day of each instalment. */
  advanceOn: ["01-20", "04-20", "07-20", "10-20"],
  /** A year is settled on this day of the next. */
  settleOn: "05-31",
  /** What is asked back is imposed so many days after its settlement, and due so many days after that. */
  daysToRecover: 15,
  daysToPay: 92,
  daysPerTrajectory: 365n,
} as const;

/** The day on which a year is settled for the first time. */
export function settlementDay(year: number): string {
  return `${year + 1}-${WORKING_RULES.settleOn}`;
}

/** The first day of a year of AMA WSE, which began within 2021. */
export function firstDayOf(year: number): string {
  const day = `${year}-01-01`;
  return day < FIRST_DAY ? FIRST_DAY : day;
}

export function unitCentsOn(day: string): bigint {
  const amount = UNIT_AMOUNTS.findLast(({ validFrom }) => validFrom <= day);
  if (!amount) throw new Error(`No unit amount on ${day}`);
  return BigInt(amount.cents);
}

export function hundredths(trajectories: number): bigint {
  return BigInt(Math.round(trajectories * 100));
}
