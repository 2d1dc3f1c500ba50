import { dayNumber, isoDay } from "./calendar.js";
import { Random } from "./random.js";
import { STORIES } from "./stories.js";
import type { Period, Person } from "./world.js";

const SHARE_COMBINED = 0.012;
const SHARE_BEFORE = 0.03;

/** Draws the periods of AMA welzijn that VDAB recorded: before the guidance, and now and then during it, which may not be. */
export function welfareOf(seed: number, { index, agreements }: Person, today: number): Period[] {
  const random = new Random(seed, "welfare", index);
  const [first] = agreements;
  if (index < STORIES.length || !first) return [];
  const start = dayNumber(first.startsOn);
  const drawn = random.fraction();
  const from = start - random.between(60, 400);
  if (drawn < SHARE_COMBINED && start <= today)
    return [{ from: isoDay(from), to: isoDay(start + random.between(5, 60)) }];
  if (drawn < SHARE_COMBINED + SHARE_BEFORE) return [{ from: isoDay(from), to: isoDay(start - 1) }];
  return [];
}
