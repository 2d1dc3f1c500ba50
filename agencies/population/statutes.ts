import { dayNumber, isoDay } from "./calendar.js";
import type { Course } from "./course.js";
import { INSURED_AT, ocmwOf } from "./organisations.js";
import type { Random } from "./random.js";
import type { Statute, StatuteKind } from "./world.js";

const ALONE: readonly (readonly [StatuteKind[], number])[] = [
  [["NWWZ"], 46],
  [["ZIEKTE"], 34],
  [["LEEFLOON"], 13],
  [["IVT"], 4],
  [["IT"], 3],
];

const TOGETHER: readonly (readonly [StatuteKind[], number])[] = [
  [["NWWZ", "LEEFLOON"], 34],
  [["IVT", "IT"], 22],
  [["ZIEKTE", "IT"], 16],
  [["LEEFLOON", "ZIEKTE"], 14],
  [["NWWZ", "IVT"], 9],
  [["ZIEKTE", "IVT", "IT"], 5],
];

const SHARE_TOGETHER = 0.31;
const SHARE_EARLIER = 0.2;
const SHARE_NOT_CONFIRMED = 0.05;

/** What somebody lives on, several at once for about one in four; sometimes with an earlier one that has ended. */
export function drawStatutes(random: Random, course: Course, birthDate: string, nis: string): Statute[] {
  const kinds = random.weighted(random.chance(SHARE_TOGETHER) ? TOGETHER : ALONE);
  const adultOn = dayNumber(birthDate) + Math.ceil(18 * 365.25);
  const before = (day: number, low: number, high: number): number => Math.max(adultOn, day - random.between(low, high));
  const unconfirmed = random.chance(SHARE_NOT_CONFIRMED) ? random.between(0, kinds.length - 1) : -1;
  const from = before(course.advisedOn, 20, 1500);
  const statutes = kinds.map((kind, n): Statute => {
    const since = n === 0 ? from : before(course.advisedOn, 20, 1500);
    const ended = course.endedOn !== undefined && random.chance(0.4) ? { to: isoDay(course.endedOn) } : {};
    return { kind, ...payerOf(random, kind, nis), confirmed: n !== unconfirmed, from: isoDay(since), ...ended };
  });
  if (random.chance(SHARE_EARLIER) && from - adultOn > 200) {
    const kind = kinds.includes("NWWZ") ? "LEEFLOON" : "NWWZ";
    if (!kinds.includes(kind))
      statutes.unshift({
        kind,
        ...payerOf(random, kind, nis),
        confirmed: true,
        from: isoDay(Math.max(adultOn, from - random.between(150, 900))),
        to: isoDay(from - 1),
      });
  }
  return statutes;
}

function payerOf(random: Random, kind: StatuteKind, nis: string): { payer?: string } {
  if (kind === "ZIEKTE") return { payer: random.weighted(INSURED_AT).kbo };
  return kind === "LEEFLOON" ? { payer: ocmwOf(nis).kbo } : {};
}
