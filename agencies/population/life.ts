import { drawAgreement } from "./agreements.js";
import { drawAssessments } from "./assessments.js";
import { addMonths, dayNumber, isoDay, workdayUpTo } from "./calendar.js";
import { drawCourse, type Course } from "./course.js";
import { referralId } from "./numbers.js";
import { PIONEER } from "./partnerships.js";
import { drawPermissions } from "./permissions.js";
import { drawSecondPartnership, withSharedWeekday } from "./second-partnership.js";
import { within, type Placement, type Spot } from "./placement.js";
import { Random } from "./random.js";
import { drawStatutes } from "./statutes.js";
import type {
  Advice,
  Agreement,
  EndReason,
  Municipality,
  Outflow,
  OutflowDestination,
  Person,
  Referral,
} from "./world.js";

type Life = Pick<
  Person,
  | "statutes"
  | "advice"
  | "referrals"
  | "assessments"
  | "outflow"
  | "permissions"
  | "agreements"
  | "readRightEndedOn"
  | "inscribed"
>;

interface Who {
  index: number;
  birthDate: string;
  home: Municipality;
  /** Has to be guided at SV-0001. */
  atFirst: boolean;
}

const HOURS: readonly (readonly [number, number])[] = [
  [8, 2],
  [10, 2],
  [12, 34],
  [14, 10],
  [16, 16],
  [19, 14],
  [20, 8],
  [24, 8],
  [28.5, 4],
  [38, 2],
];

const PIONEERS_UNTIL = dayNumber("2021-08-01");
const SHARE_TWO_AT_ONCE = 0.09;
const SHARE_EARLIER_AGREEMENT = 0.12;
const SHARE_READ_RIGHT_ENDED = 0.02;
const SHARE_NOT_INSCRIBED = 0.015;
const SHARE_NO_ADVICE = 0.007;

/**
 * One person's story up to today. What happens to the person comes from `seed` and the person's index alone; where it
 * happens depends on which partnerships there are.
 */
export function drawLife(seed: number, who: Who, placement: Placement, today: number): Life {
  const random = new Random(seed, "life", who.index);
  const where = new Random(seed, "where", who.index);
  const drawn = drawCourse(random, today);
  const spot = spotOf(where, drawn, who, placement);
  // Whoever was about to be guided at a partnership that stopped was often there until it did.
  const stoppedOn = drawn.stage === "ENDED" && where.chance(0.5) ? spot?.setting.to : undefined;
  const course: Course = stoppedOn === undefined ? drawn : { ...drawn, endedOn: stoppedOn };
  const statutes = drawStatutes(random, course, who.birthDate, who.home.nis);
  const reason = course.endedOn === undefined ? undefined : random.weighted(END_REASONS);
  const endReason = stoppedOn === undefined ? reason : "WERKGEVER_STOPT";
  const hoursPerWeek = random.weighted(HOURS);
  const advice = adviceOf(random, course);
  const assessments = drawAssessments(random, course, hoursPerWeek, endReason, today);
  const outflow = drawOutflow(random, course, endReason, today);

  const agreements = spot
    ? withSharedWeekday(
        seed,
        who.index,
        agreementsOf(where, course, who.index, spot, placement, hoursPerWeek, endReason, today),
      )
    : [];
  const workplace =
    spot?.place.workplaces.find(({ id }) => id === agreements.at(-1)?.workplaceId) ?? spot?.place.workplaces[0];
  const permissions = drawPermissions(random, {
    personIndex: who.index,
    course,
    statutes,
    workplace: workplace?.name ?? "",
    endReason,
    today,
  });
  const referrals = spot ? referralsOf(where, course, who.index, spot, placement, agreements, today) : [];
  const second =
    spot && !who.atFirst
      ? drawSecondPartnership(seed, { personIndex: who.index, course, spot, agreements, referrals }, placement, today)
      : undefined;
  return {
    statutes,
    ...(!(course.stage === "RUNNING" && random.chance(SHARE_NO_ADVICE)) && { advice }),
    referrals: second ? [...referrals, second.referral] : referrals,
    assessments,
    ...(outflow && { outflow }),
    permissions,
    agreements: second ? [...agreements, second.agreement] : agreements,
    ...(random.chance(SHARE_READ_RIGHT_ENDED) && { readRightEndedOn: isoDay(today - random.between(0, 120)) }),
    inscribed: !random.chance(SHARE_NOT_INSCRIBED),
  };
}

function spotOf(where: Random, course: Course, who: Who, placement: Placement): Spot | undefined {
  if (course.referredOn === undefined) return undefined;
  const pioneers = isPioneer(course, who) ? placement.settings[PIONEER] : undefined;
  const there = pioneers && within(where, pioneers, course.referredOn, course.endedOn);
  if (there) return there;
  return who.atFirst
    ? placement.first(where, course.referredOn, course.endedOn)
    : placement.choose(where, who.home.province, course.referredOn, course.endedOn);
}

/** Every second of those who began in the first months and ended. */
function isPioneer({ startsOn, endedOn }: Course, { index, atFirst }: Who): boolean {
  return !atFirst && index % 2 === 0 && endedOn !== undefined && startsOn !== undefined && startsOn < PIONEERS_UNTIL;
}

const ADVICE_STATES: Partial<Record<Course["stage"], Advice["state"]>> = {
  ADVICE_PENDING: "IN_BEHANDELING",
  ADVICE_REFUSED: "GEWEIGERD",
};

function adviceOf(random: Random, course: Course): Advice {
  const from = isoDay(course.advisedOn);
  const closed = course.endedOn !== undefined && random.chance(0.7);
  const limited = course.endedOn === undefined && random.chance(0.25);
  // Limited advice runs for so many years; a few have run out while the person is still guided.
  const to = closed ? course.endedOn : limited ? addMonths(course.advisedOn, random.pick([24, 36, 48])) - 1 : undefined;
  return {
    decidedOn: from,
    state: ADVICE_STATES[course.stage] ?? (closed ? "AFGESLOTEN" : "TOEGEKEND"),
    period: to === undefined || ADVICE_STATES[course.stage] ? { from } : { from, to: isoDay(to) },
  };
}

function agreementsOf(
  where: Random,
  course: Course,
  personIndex: number,
  spot: Spot,
  placement: Placement,
  hoursPerWeek: number,
  endReason: EndReason | undefined,
  today: number,
): Agreement[] {
  if (course.startsOn === undefined) return [];
  const planned = where.chance(0.6) ? workdayUpTo(Math.max(today, course.startsOn) + where.between(4, 400)) : undefined;
  const endsOn = course.endedOn ?? planned;
  const lasted = (course.endedOn ?? today) - course.startsOn;

  if (lasted > 150 && where.chance(SHARE_EARLIER_AGREEMENT)) {
    const changedOn = workdayUpTo(course.startsOn + where.between(60, lasted - 60));
    return [
      drawAgreement(where, {
        personIndex,
        today,
        n: 0,
        spot,
        startsOn: course.startsOn,
        endsOn: changedOn - 1,
        endReason: "EINDE_OVEREENKOMST",
        hoursPerWeek,
      }),
      drawAgreement(where, { personIndex, today, n: 1, spot, startsOn: changedOn, endsOn, endReason, hoursPerWeek }),
    ];
  }
  const agreement = drawAgreement(where, {
    personIndex,
    today,
    n: 0,
    spot,
    startsOn: course.startsOn,
    endsOn,
    endReason,
    hoursPerWeek,
  });
  if (course.stage !== "RUNNING" || hoursPerWeek > 24 || !where.chance(SHARE_TWO_AT_ONCE)) return [agreement];

  const second = workdayUpTo(course.startsOn + where.between(0, Math.max(0, lasted - 1)));
  const besides =
    (where.chance(0.6) ? within(where, spot.setting, second, undefined, spot.place) : undefined) ??
    placement.choose(where, spot.setting.province, second);
  // One of the few days is left free for the second agreement.
  const weekdays = agreement.weekdays.slice(0, 3);
  return [
    { ...agreement, weekdays },
    drawAgreement(where, {
      personIndex,
      today,
      n: 1,
      spot: besides,
      startsOn: second,
      hoursPerWeek: 8,
      taken: weekdays,
    }),
  ];
}

const REFERRAL_STATES: Record<Course["stage"], Referral["state"]> = {
  ADVICE_PENDING: "VERWEZEN",
  ADVICE_REFUSED: "INGETROKKEN",
  ADVISED: "VERWEZEN",
  REFERRED: "VERWEZEN",
  ACCEPTED: "AANVAARD",
  DECLINED: "GEWEIGERD",
  STARTING: "AANVAARD",
  RUNNING: "GESTART",
  ENDED: "BEEINDIGD",
};

/** Oldest first: perhaps one that came to nothing, then the one to where the person went, and one to a second partnership. */
function referralsOf(
  where: Random,
  course: Course,
  personIndex: number,
  spot: Spot,
  placement: Placement,
  agreements: readonly Agreement[],
  today: number,
): Referral[] {
  const { referredOn, advisedOn } = course;
  if (referredOn === undefined) return [];
  const referrals: Referral[] = [];
  const add = (
    partnershipId: string,
    organisation: string,
    on: number,
    state: Referral["state"],
    answered: boolean,
  ): void => {
    const answeredOn = workdayUpTo(Math.max(on, Math.min(today, course.startsOn ?? today, on + where.between(1, 21))));
    referrals.push({
      id: referralId(personIndex, referrals.length),
      partnershipId,
      organisation,
      referredOn: isoDay(on),
      ...(answered && { answeredOn: isoDay(Math.max(on, answeredOn)) }),
      state,
    });
  };
  if (referredOn - advisedOn > 12 && where.chance(0.12)) {
    const on = workdayUpTo(advisedOn + where.between(1, 5));
    const other = placement.choose(where, spot.setting.province, on);
    add(other.setting.partnership.id, other.place.organisation.kbo, on, where.pick(["GEWEIGERD", "INGETROKKEN"]), true);
  }
  const withdrawn = course.stage === "DECLINED" && where.chance(0.4);
  const state = withdrawn ? "INGETROKKEN" : REFERRAL_STATES[course.stage];
  add(spot.setting.partnership.id, spot.place.organisation.kbo, referredOn, state, state !== "VERWEZEN");
  for (const { partnershipId, organisation, startsOn } of agreements)
    if (partnershipId !== spot.setting.partnership.id)
      add(partnershipId, organisation, workdayUpTo(Math.max(advisedOn, dayNumber(startsOn) - 30)), "GESTART", true);
  return referrals;
}

const END_REASONS: readonly (readonly [EndReason, number])[] = [
  ["DOORSTROOM", 36],
  ["NEGATIEVE_INSCHATTING", 8],
  ["TOELATING_BEEINDIGD", 6],
  ["STATUUT_GEWIJZIGD", 5],
  ["DEELNEMER_STOPT", 15],
  ["WERKGEVER_STOPT", 2],
  ["AFWEZIGHEID", 11],
  ["VERHUIS", 3],
  ["OVERLEDEN", 1],
  ["EINDE_OVEREENKOMST", 13],
];

const TO_WORK: readonly (readonly [OutflowDestination, number])[] = [
  ["MAATWERKBEDRIJF", 46],
  ["NORMAAL_ECONOMISCH_CIRCUIT", 32],
  ["INDIVIDUEEL_MAATWERK", 12],
  ["LOKALE_DIENSTENECONOMIE", 10],
];

const ELSEWHERE: readonly (readonly [OutflowDestination, number])[] = [
  ["UITKERING", 40],
  ["AMA_WELZIJN", 22],
  ["OPLEIDING", 14],
  ["ACTIVERINGSTRAJECT", 12],
  ["ONBEKEND", 12],
];

const SHARE_NOT_RECORDED = 0.22;

function drawOutflow(
  random: Random,
  course: Course,
  reason: EndReason | undefined,
  today: number,
): Outflow | undefined {
  if (course.endedOn === undefined || random.chance(SHARE_NOT_RECORDED)) return undefined;
  const toWork = reason === "DOORSTROOM";
  const on = workdayUpTo(Math.min(today, course.endedOn + random.between(0, 10)));
  const outflow: Outflow = { on: isoDay(on), destination: random.weighted(toWork ? TO_WORK : ELSEWHERE) };
  if (!toWork) return outflow;
  const still = { after6: random.chance(0.78), after12: random.chance(0.82), after24: random.chance(0.8) };
  if (addMonths(on, 6) <= today) outflow.employedAfter6 = still.after6;
  if (addMonths(on, 12) <= today) outflow.employedAfter12 = still.after6 && still.after12;
  if (addMonths(on, 24) <= today) outflow.employedAfter24 = still.after6 && still.after12 && still.after24;
  return outflow;
}
