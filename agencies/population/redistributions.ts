import { dayNumber, isoDay, workdayUpTo, yearOf } from "./calendar.js";
import { Random } from "./random.js";
import type { Contingent, Grant } from "./world.js";

/** The contingent of so many years changed within the year, a tight one more often, and some a second time. */
const SHARE_REDISTRIBUTED = 0.2;
const SHARE_TIGHT_REDISTRIBUTED = 0.4;
const SHARE_AGAIN = 0.3;
const DAYS_DECIDED_BEFORE = 10;

/** The same contingent, or one that came about within its year; what holds today stays. Never at SV-0001. */
export function redistribute(
  seed: number,
  index: number,
  contingent: Contingent & Required<Pick<Contingent, "granted" | "grantedOn">>,
  { tight, today }: { tight: boolean; today: number },
): Contingent {
  const { year, granted, grantedOn } = contingent;
  const random = new Random(seed, "redistribution", index, year);
  if (index === 0 || !random.chance(tight ? SHARE_TIGHT_REDISTRIBUTED : SHARE_REDISTRIBUTED)) return contingent;
  const months = random.chance(SHARE_AGAIN) ? [random.between(5, 7), random.between(9, 11)] : [random.between(5, 10)];
  const days = months.map((month) =>
    dayNumber(`${year}-${String(month).padStart(2, "0")}-${random.pick(["01", "16"])}`),
  );
  const past = days.filter((day) => day <= today);
  if (past.length === 0) return contingent;
  const up = random.chance(0.5);
  const values = [granted];
  for (const n of past.keys()) {
    const before = values[n]!;
    const change = Math.max(1, Math.round(granted * (0.1 + random.fraction() * 0.3)));
    values.push(up === (n % 2 === 0) || before <= change ? before + change : before - change);
  }
  // What holds today is what the partnership's occupancy was made for.
  if (year === yearOf(today)) values.reverse();
  const decidedOn = [grantedOn, ...past.map((day) => isoDay(workdayUpTo(day - DAYS_DECIDED_BEFORE)))];
  return {
    ...contingent,
    appliedFor: Math.max(contingent.appliedFor, ...values),
    granted: values.at(-1)!,
    grantedOn: decidedOn.at(-1)!,
    earlier: past.map((day, n): Grant => ({ granted: values[n]!, grantedOn: decidedOn[n]!, until: isoDay(day - 1) })),
  };
}
