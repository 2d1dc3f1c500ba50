import { dayNumber, FIRST_DAY, workdayUpTo } from "./calendar.js";
import type { Random } from "./random.js";

type Stage =
  | "ADVICE_PENDING"
  | "ADVICE_REFUSED"
  | "ADVISED"
  | "REFERRED"
  | "ACCEPTED"
  | "DECLINED"
  | "STARTING"
  | "RUNNING"
  | "ENDED";

/** The turning points of one person's way through AMA WSE, as day numbers; what has not come yet is absent. */
export interface Course {
  stage: Stage;
  advisedOn: number;
  referredOn?: number;
  startsOn?: number;
  endedOn?: number;
}

const FIRST = dayNumber(FIRST_DAY);

/** How far people are, in percent. */
const STAGES: readonly (readonly [Stage, number])[] = [
  ["ADVICE_PENDING", 3],
  ["ADVICE_REFUSED", 2.5],
  ["ADVISED", 4],
  ["REFERRED", 7],
  ["ACCEPTED", 6],
  ["DECLINED", 2],
  ["STARTING", 1.5],
  ["RUNNING", 46],
  ["ENDED", 28],
];

/** Draws how far somebody is today, and the days that led there. */
export function drawCourse(random: Random, today: number): Course {
  const stage = random.weighted(STAGES);
  const on = (day: number): number => workdayUpTo(Math.max(FIRST, day));
  switch (stage) {
    case "ADVICE_PENDING":
      return { stage, advisedOn: on(today - random.between(2, 60)) };
    case "ADVICE_REFUSED":
      return { stage, advisedOn: on(today - random.between(5, 900)) };
    case "ADVISED":
      return { stage, advisedOn: on(today - random.between(2, 150)) };
    case "REFERRED":
    case "ACCEPTED":
    case "DECLINED": {
      const waited = Math.floor((stage === "REFERRED" ? 3 : 10) + 150 * random.fraction() ** 1.5);
      const advisedOn = on(today - waited - random.between(5, 70));
      return { stage, advisedOn, referredOn: on(Math.max(advisedOn, today - waited)) };
    }
    case "STARTING":
      return { stage, ...leadingTo(random, today + random.between(1, 14)) };
    case "RUNNING":
      return { stage, ...leadingTo(random, on(today - Math.floor(5 + 1000 * random.fraction() ** 1.5))) };
    case "ENDED": {
      const history = Math.max(60, today - FIRST - 60);
      const endedOn = on(Math.max(FIRST + 30, today - Math.floor(1 + history * random.fraction() ** 1.2)));
      const lasted = Math.floor(25 + 500 * random.fraction() ** 1.7);
      return { stage, ...leadingTo(random, on(endedOn - lasted)), endedOn };
    }
  }
}

function leadingTo(random: Random, startsOn: number): { advisedOn: number; referredOn: number; startsOn: number } {
  const referredOn = workdayUpTo(Math.max(FIRST, startsOn - random.between(15, 75)));
  return { advisedOn: workdayUpTo(Math.max(FIRST, referredOn - random.between(5, 60))), referredOn, startsOn };
}
