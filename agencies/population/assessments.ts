import { addMonths, isoDay, workdayUpTo } from "./calendar.js";
import type { Course } from "./course.js";
import type { Random } from "./random.js";
import type { Assessment, EndReason } from "./world.js";

const SHARE_OVERDUE = 0.13;
const SHARE_DUE_SOON = 0.16;
const SHARE_BLANK_HOURS = 0.05;
const SHARE_UNDER_TWELVE = 0.04;

/** VDAB's assessments, oldest first: at the advice, then about yearly; some of the last are overdue or due within 30 days. */
export function drawAssessments(
  random: Random,
  { stage, advisedOn, endedOn }: Course,
  hoursPerWeek: number,
  endReason: EndReason | undefined,
  today: number,
): Assessment[] {
  if (stage === "ADVICE_PENDING") return [];
  const until = endedOn ?? today;
  const drawn = random.fraction();
  const age =
    drawn < SHARE_OVERDUE
      ? random.between(370, 520)
      : drawn < SHARE_OVERDUE + SHARE_DUE_SOON
        ? random.between(337, 364)
        : random.between(3, 330);
  const days: number[] = [];
  for (let day = until - age; day > advisedOn + 60; day -= random.between(290, 365)) days.unshift(workdayUpTo(day));
  days.unshift(advisedOn);
  const able = Math.max(12, Math.round(hoursPerWeek)) + random.pick([0, 0, 2, 4]);
  return days.map((day, n): Assessment => {
    const last = n === days.length - 1;
    const hours = random.chance(SHARE_UNDER_TWELVE) ? random.pick([6, 8, 10]) : able;
    return {
      assessedOn: isoDay(day),
      outcome: last ? outcomeOf(random, stage, endReason) : "VERDERZETTEN",
      ...(!random.chance(SHARE_BLANK_HOURS) && { hoursPerWeekAble: hours }),
      nextDueOn: isoDay(addMonths(day, 12)),
    };
  });
}

function outcomeOf(random: Random, stage: Course["stage"], endReason: EndReason | undefined): Assessment["outcome"] {
  if (stage === "ADVICE_REFUSED" || endReason === "NEGATIEVE_INSCHATTING") return "STOPZETTEN";
  if (endReason === "DOORSTROOM") return "DOORSTROOM_MOGELIJK";
  return random.chance(0.18) ? "DOORSTROOM_MOGELIJK" : "VERDERZETTEN";
}
