import { dayAfter } from "./days.js";
import type { Day } from "./scalars.js";

/** The last day of a quarter that is over today, on the day or before it: between two of them no figure changes. */
export function lastQuarterEnd(day: Day, today: Day): Day {
  const first = day < today ? dayAfter(day) : today;
  const month = Math.floor((Number(first.slice(5, 7)) - 1) / 3) * 3;
  return new Date(Date.UTC(Number(first.slice(0, 4)), month, 0)).toISOString().slice(0, 10);
}
