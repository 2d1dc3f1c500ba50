import type { Day } from "../../../../schema/scalars.js";
import type { AtRisk } from "../../entities/at-risk.js";
import { covers, type Lapse } from "./lapse.js";
import type { ObligationPolicy } from "./obligation-policy.js";

/** The days on which somebody was reported present under one agreement, and what lapsed in it. */
export interface Attended {
  participant: string;
  days: readonly Day[];
  lapses: readonly Lapse[];
}

/**
 * The reported days on which an obligation that puts them at risk did not hold, and those of which that cannot be told. A
 * person counts once a day: at risk where one of the agreements under which the day was reported is.
 */
export function daysAtRisk(
  attended: readonly Attended[],
  { atRisk }: Pick<ObligationPolicy, "atRisk">,
): Pick<AtRisk, "days" | "unknownDays" | "perDay"> {
  const broken = new Set<string>();
  const unclear = new Set<string>();
  for (const { participant, days, lapses } of attended) {
    const counted = lapses.filter(({ kind }) => atRisk.has(kind));
    for (const day of days)
      for (const lapse of counted)
        if (covers(lapse, day)) (lapse.met === false ? broken : unclear).add(`${day} ${participant}`);
  }
  const perDay = new Map<Day, number>();
  for (const key of broken) {
    const day = key.slice(0, 10);
    perDay.set(day, (perDay.get(day) ?? 0) + 1);
  }
  return {
    days: broken.size,
    unknownDays: [...unclear].filter((key) => !broken.has(key)).length,
    perDay: [...perDay].sort(([a], [b]) => (a < b ? -1 : 1)).map(([on, people]) => ({ on, people })),
  };
}
