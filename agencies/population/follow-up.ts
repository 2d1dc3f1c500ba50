import { addMonths, dayNumber, isoDay, workdayUpTo } from "./calendar.js";
import { Random } from "./random.js";
import { STORIES } from "./stories.js";
import type { Agreement, DevelopmentPlan, Person } from "./world.js";

const SHARE_EVALUATION_LATE = 0.08;
const SHARE_EVALUATION_MISSED = 0.05;
const SHARE_PLAN_LATE = 0.07;
const SHARE_PLAN_MISSING = 0.04;
const SHARE_PLAN_CHANGED = 0.5;

/** Draws what the guide recorded under an agreement up to today: the formal evaluations, and the development plan. */
export function followUpOf(
  seed: number,
  person: Person,
  agreement: Agreement,
  today: number,
): Pick<Agreement, "evaluations" | "developmentPlan"> {
  // The guides of the stories are in time, and the same in every world.
  const isStory = person.index < STORIES.length;
  const random = new Random(isStory ? 0 : seed, "follow-up", agreement.id);
  const last = Math.min(today, agreement.endsOn === undefined ? today : dayNumber(agreement.endsOn));
  const developmentPlan = drawPlan(random, agreement, last, isStory);
  return {
    evaluations: drawEvaluations(random, agreement, last, isStory),
    ...(developmentPlan && { developmentPlan }),
  };
}

function drawEvaluations(random: Random, { startsOn }: Agreement, last: number, isStory: boolean): string[] {
  const evaluations: string[] = [];
  for (let before = dayNumber(startsOn); ;) {
    const due = addMonths(before, 12);
    const drawn = random.fraction();
    const inTime = workdayUpTo(due - random.between(2, 60));
    const late = workdayUpTo(due + random.between(5, 120));
    if (!isStory && drawn < SHARE_EVALUATION_MISSED) return evaluations;
    const on = !isStory && drawn < SHARE_EVALUATION_MISSED + SHARE_EVALUATION_LATE ? late : inTime;
    if (on > last) return evaluations;
    evaluations.push(isoDay(on));
    before = on;
  }
}

function drawPlan(
  random: Random,
  { startsOn }: Agreement,
  last: number,
  isStory: boolean,
): DevelopmentPlan | undefined {
  const drawn = random.fraction();
  const start = dayNumber(startsOn);
  const late = !isStory && drawn < SHARE_PLAN_LATE;
  const on = workdayUpTo(start + (late ? random.between(100, 220) : random.between(2, 70)));
  const changedOn = workdayUpTo(on + random.between(40, 300));
  const isChanged = random.chance(SHARE_PLAN_CHANGED) && changedOn <= last;
  if ((!isStory && drawn > 1 - SHARE_PLAN_MISSING) || on > last || on < start) return undefined;
  return { registeredOn: isoDay(on), changedOn: isChanged ? [isoDay(changedOn)] : [] };
}
