import { drawAgreement } from "./agreements.js";
import { isoDay, workdayUpTo } from "./calendar.js";
import type { Course } from "./course.js";
import { referralId } from "./numbers.js";
import type { Placement, Spot } from "./placement.js";
import { Random } from "./random.js";
import type { Agreement, Referral } from "./world.js";

/** Of those who go to two partnerships at once, how many go to both on one weekday. */
const SHARE_SAME_WEEKDAY = 0.6;
/** Of those who ended after long enough, how many were at a second partnership meanwhile. */
const SHARE_AT_SECOND = 0.14;
const LONG_ENOUGH = 120;
const HOURS_PER_WEEK = 8;

/** The same agreements; some who go to two partnerships are at both on one weekday, and both report that day. */
export function withSharedWeekday(seed: number, personIndex: number, agreements: Agreement[]): Agreement[] {
  const random = new Random(seed, "shared weekday", personIndex);
  const [first, second] = agreements;
  if (!first || !second || first.partnershipId === second.partnershipId || !random.chance(SHARE_SAME_WEEKDAY))
    return agreements;
  const shared = random.pick(first.weekdays);
  const weekdays = [...new Set([shared, ...second.weekdays.slice(1)])].sort();
  return [first, { ...second, weekdays }];
}

interface Guided {
  personIndex: number;
  course: Course;
  spot: Spot;
  agreements: readonly Agreement[];
  referrals: readonly Referral[];
}

/** An agreement at a second partnership during the one that ended, with its referral; undefined for most. */
export function drawSecondPartnership(
  seed: number,
  { personIndex, course, spot, agreements, referrals }: Guided,
  placement: Placement,
  today: number,
): { agreement: Agreement; referral: Referral } | undefined {
  const { advisedOn, startsOn, endedOn } = course;
  const random = new Random(seed, "second partnership", personIndex);
  if (startsOn === undefined || endedOn === undefined || endedOn - startsOn < LONG_ENOUGH) return undefined;
  if (agreements.length !== 1 || !random.chance(SHARE_AT_SECOND)) return undefined;
  const start = workdayUpTo(startsOn + random.between(5, 45));
  const end = endedOn - random.between(0, 30);
  const referredOn = workdayUpTo(Math.max(advisedOn, start - 30));
  const other = placement.choose(random, spot.setting.province, referredOn, end);
  // SV-0001 guides the same people in every world.
  if (other.setting === spot.setting || other.setting.index === 0) return undefined;
  const agreement = drawAgreement(random, {
    personIndex,
    n: agreements.length,
    spot: other,
    startsOn: start,
    endsOn: end,
    endReason: "EINDE_OVEREENKOMST",
    hoursPerWeek: HOURS_PER_WEEK,
    today,
  });
  const referral: Referral = {
    id: referralId(personIndex, referrals.length),
    partnershipId: agreement.partnershipId,
    organisation: agreement.organisation,
    referredOn: isoDay(referredOn),
    answeredOn: isoDay(Math.max(referredOn, workdayUpTo(referredOn + random.between(1, 5)))),
    state: "BEEINDIGD",
  };
  return { agreement, referral };
}
