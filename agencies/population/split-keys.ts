import { dayNumber, isoDay } from "./calendar.js";
import type { Setting } from "./partnerships.js";
import type { Random } from "./random.js";
import type { Partnership } from "./world.js";

/** A version for the first year and one for each year from which other members share, or the members agreed anew. */
export function splitKeysOf(random: Random, { places, from }: Setting, today: number): Partnership["splitKeys"] {
  const keys: Partnership["splitKeys"] = [];
  const firstYear = Number(isoDay(from).slice(0, 4));
  const thisYear = Number(isoDay(today).slice(0, 4));
  let sharing = "";
  for (let year = firstYear; year <= thisYear; year++) {
    const [begin, end] = [dayNumber(`${year}-01-01`), dayNumber(`${year}-12-31`)];
    const present = places.filter((place) => place.from <= end && (place.to ?? end) >= begin);
    const now = present.map((place) => place.organisation.kbo).join();
    const agreedAnew = year > firstYear && random.chance(0.06);
    if (present.length === 0 || (now === sharing && !agreedAnew)) continue;
    sharing = now;
    const parts = present.map(({ organisation }, i) => ({
      organisation: organisation.kbo,
      parts: i === 0 ? random.between(30, 60) : random.between(10, 35),
    }));
    keys.push({ version: keys.length + 1, fromYear: year, parts });
  }
  return keys;
}
