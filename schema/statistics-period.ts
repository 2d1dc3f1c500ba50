import type { Day } from "./scalars.js";

/**
 * The last day that statistics count: the last of a quarter that has ended. Whoever asks again tomorrow must not be able to
 * subtract one day from the other.
 */
export function lastQuarterEnd(today: Day): Day {
  const [year, month] = [Number(today.slice(0, 4)), Number(today.slice(5, 7))];
  const quarter = Math.floor((month - 1) / 3);
  return `${quarter === 0 ? year - 1 : year}-${["12-31", "03-31", "06-30", "09-30"][quarter]}`;
}
