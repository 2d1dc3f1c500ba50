import { dayNumber, isoDay, workdayUpTo } from "./calendar.js";
import { agreementId, dimonaNumber } from "./numbers.js";
import type { Spot } from "./placement.js";
import type { Random } from "./random.js";
import type { Agreement, EndReason, HoursStep } from "./world.js";

const SHARE_NOT_SIGNED = 0.03;
const SHARE_NO_DIMONA = 0.02;
const SHARE_NO_GUIDE = 0.03;

interface Terms {
  personIndex: number;
  /** Place among the agreements of the person, from 0. */
  n: number;
  spot: Spot;
  /** Day numbers; `endsOn` with a reason is an end that came, without one an end agreed in advance. */
  startsOn: number;
  endsOn?: number | undefined;
  endReason?: EndReason | undefined;
  /** Hours a week that this agreement works up to. */
  hoursPerWeek: number;
  /** Weekdays already taken by another agreement. */
  taken?: number[];
  today: number;
}

/** One begeleidingsovereenkomst on these terms. */
export function drawAgreement(random: Random, terms: Terms): Agreement {
  const { personIndex, n, spot, startsOn, endsOn, endReason, hoursPerWeek, today } = terms;
  const lastDay = endsOn ?? today;
  const drawnGuide = random.pick(spot.place.guides);
  // The first guide of a member is there as long as the member.
  const guide = dayNumber(drawnGuide.employed.from) <= startsOn ? drawnGuide : spot.place.guides[0];
  const signed = workdayUpTo(Math.min(startsOn, today) - random.between(0, 6));
  const agreement: Agreement = {
    id: agreementId(personIndex, n),
    partnershipId: spot.setting.partnership.id,
    organisation: spot.place.organisation.kbo,
    workplaceId: random.pick(spot.place.workplaces).id,
    startsOn: isoDay(startsOn),
    hours: drawHours(random, hoursPerWeek, startsOn, Math.min(lastDay, Math.max(today, startsOn))),
    weekdays: drawWeekdays(random, hoursPerWeek, terms.taken ?? []),
  };
  if (endsOn !== undefined) agreement.endsOn = isoDay(endsOn);
  if (endReason !== undefined) agreement.endReason = endReason;
  if (guide && !random.chance(SHARE_NO_GUIDE)) agreement.guideId = guide.id;
  if (!random.chance(SHARE_NOT_SIGNED)) {
    agreement.signedOn = isoDay(signed);
    const after = workdayUpTo(Math.min(today, signed + random.between(0, 4)));
    if (!random.chance(SHARE_NOT_SIGNED)) agreement.signedByWorkplaceOn = isoDay(Math.max(signed, after));
  }
  if (!random.chance(SHARE_NO_DIMONA)) {
    agreement.dimona = { number: dimonaNumber(personIndex, n), from: agreement.startsOn };
    if (agreement.endsOn !== undefined) agreement.dimona.to = agreement.endsOn;
  }
  return agreement;
}

/** From the first day on, either at once what was agreed or built up in steps; only the steps that came. */
function drawHours(random: Random, goal: number, startsOn: number, lastDay: number): HoursStep[] {
  const first = random.chance(0.5) ? goal : Math.max(4, goal - random.pick([4, 6, 8]));
  const steps: HoursStep[] = [{ from: isoDay(startsOn), hoursPerWeek: first }];
  for (let hoursPerWeek = first, day = startsOn; hoursPerWeek < goal;) {
    hoursPerWeek = Math.min(goal, hoursPerWeek + random.pick([2, 3, 4]));
    day += random.between(28, 84);
    if (day > lastDay) break;
    steps.push({ from: isoDay(day), hoursPerWeek });
  }
  return steps;
}

function drawWeekdays(random: Random, hoursPerWeek: number, taken: number[]): number[] {
  const free = [1, 2, 3, 4, 5].filter((weekday) => !taken.includes(weekday));
  const wanted = Math.min(free.length, Math.max(1, Math.ceil(hoursPerWeek / random.pick([4, 5, 6, 7]))));
  while (free.length > wanted) free.splice(random.between(0, free.length - 1), 1);
  return free;
}
