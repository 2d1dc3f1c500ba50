import { addMonths, dayNumber, isoDay } from "../population/calendar.js";
import { agreementId, dimonaNumber, permissionId, referralId } from "../population/numbers.js";
import { serviceOf } from "../population/organisations.js";
import { Random } from "../population/random.js";
import { UNIT_AMOUNTS } from "../population/unit-amounts.js";
import type { EndReason, Outflow, Person, Referral, World } from "../population/world.js";
import { runsAfter } from "./apply-happening.js";
import type { Happening } from "./happening.js";

/** Whose stories are told elsewhere: nothing happens to them, so that what is told stays true. */
const STORIES = 12;
/** Ids are made from a person's place: so many of a kind are left for one person. */
const MOST_OF_A_KIND = 8;
const TRIES = 300;
const KINDS_TRIED = 3;
/** One in so many things happens at the partnership that newcomers look at first. */
const FIRST_PARTNERSHIP = { id: "SV-0001", oneIn: 4 };

type Draw = (random: Random, person: Person, world: World, today: string) => Happening | undefined;

const TO_PERSONS: readonly (readonly [Draw, number])[] = [
  [assess, 3],
  [ask, 2],
  [decide, 3],
  [revoke, 0.2],
  [refer, 2],
  [answer, 2],
  [conclude, 1.8],
  [end, 0.9],
  [changeHours, 2.5],
  [move, 0.6],
  [confirm, 0.6],
];
const AT_PARTNERSHIPS = [
  ["CONTINGENT", 0.4],
  ["ADVANCE", 0.7],
  ["STATEMENT", 1.1],
  ["LATE_STATEMENT", 0.3],
  ["SETTLEMENT", 0.2],
  ["RECOVERY", 0.1],
] as const;
const SHARE_AT_PARTNERSHIPS = 0.08;
const SHARE_TRANSFERS = 0.02;

/**
 * What happens in the world at one beat: the same world, seed and beat give the same. It keeps the world's own rules, and
 * is undefined where nothing plausible was found.
 */
export function drawHappening(world: World, beat: number): Happening | undefined {
  const random = new Random(world.seed, "life", beat);
  const today = world.now.slice(0, 10);
  const transferred = drawTransfer(new Random(world.seed, "transfer", beat), world, today);
  if (transferred) return transferred;
  const atFirst = random.between(1, FIRST_PARTNERSHIP.oneIn) === 1;
  for (let n = 0; n < KINDS_TRIED; n++) {
    const happening = random.chance(SHARE_AT_PARTNERSHIPS)
      ? drawAtPartnership(random, world, today, atFirst)
      : drawToSomebody(random, world, today, atFirst);
    if (happening) return happening;
  }
  return undefined;
}

function drawToSomebody(random: Random, world: World, today: string, atFirst: boolean): Happening | undefined {
  const draw = random.weighted(TO_PERSONS);
  for (let n = 0; n < TRIES; n++) {
    const person = random.pick(world.persons);
    if (person.index < STORIES || (atFirst && n < TRIES / 2 && !isAt(person, FIRST_PARTNERSHIP.id))) continue;
    const happening = draw(random, person, world, today);
    if (happening) return happening;
  }
  return undefined;
}

/** Drawn apart from all else: most follow a move to another province. */
function drawTransfer(random: Random, world: World, today: string): Happening | undefined {
  if (!random.chance(SHARE_TRANSFERS)) return undefined;
  for (let n = 0; n < TRIES; n++) {
    const { index, nis, service } = random.pick(world.persons);
    const home = world.municipalities.find((municipality) => municipality.nis === nis);
    const to = home && serviceOf(home.province).ovo;
    if (index >= STORIES && to && to !== service) return { what: "TRANSFERRED", person: index, to, on: today };
  }
  return undefined;
}

function isAt({ referrals }: Person, partnershipId: string): boolean {
  return referrals.some((referral) => referral.partnershipId === partnershipId);
}

function runningOf({ agreements }: Person, today: string) {
  return agreements.filter((one) => one.startsOn < today && runsAfter(one, today) && one.endReason === undefined);
}

function assess(random: Random, person: Person, _world: World, today: string): Happening | undefined {
  const last = person.assessments.at(-1);
  const takesPart = person.referrals.some(({ state }) => state === "GESTART") && !person.outflow;
  if (!takesPart || (last && last.assessedOn > isoDay(dayNumber(today) - 200))) return undefined;
  const assessment = {
    assessedOn: today,
    outcome: random.chance(0.2) ? ("DOORSTROOM_MOGELIJK" as const) : ("VERDERZETTEN" as const),
    hoursPerWeekAble: random.pick([12, 14, 16, 19, 20, 24, 28]),
    nextDueOn: isoDay(addMonths(dayNumber(today), 12)),
  };
  return { what: "ASSESSED", person: person.index, assessment };
}

function ask(random: Random, person: Person, world: World, today: string): Happening | undefined {
  const { permissions, statutes, index } = person;
  const statute = statutes.find(
    ({ kind, payer, to }) => (kind === "LEEFLOON" || kind === "ZIEKTE") && payer && (to === undefined || to >= today),
  );
  if (!statute?.payer || person.outflow || permissions.length >= MOST_OF_A_KIND) return undefined;
  const own = permissions.filter((permission) => permission.statute === statute.kind);
  const soon = isoDay(dayNumber(today) + 45);
  const isCovered = own.some(
    ({ state, to }) => state === "AANGEVRAAGD" || (state === "TOEGESTAAN" && (to === undefined || to > soon)),
  );
  const referral = person.referrals.find(({ state }) => state === "AANVAARD" || state === "GESTART");
  const workplace = referral && world.workplaces.find(({ organisation }) => organisation === referral.organisation);
  if (isCovered || !workplace) return undefined;
  const kind = statute.kind as "LEEFLOON" | "ZIEKTE";
  const permission = {
    id: permissionId(index, permissions.length),
    statute: kind,
    issuer: statute.payer,
    state: "AANGEVRAAGD" as const,
    requestedOn: today,
    from: today,
    workplace: workplace.name,
    evidence: kind === "ZIEKTE" ? ("FORMULIER" as const) : random.pick(["BRIEF", "BESLISSING"] as const),
  };
  return { what: "PERMISSION_ASKED", person: index, permission };
}

function decide(random: Random, person: Person, _world: World, today: string): Happening | undefined {
  const permission = person.permissions.find(({ state }) => state === "AANGEVRAAGD");
  if (!permission) return undefined;
  const about = { person: person.index, permission: permission.id, on: today };
  if (random.chance(0.15)) return { what: "PERMISSION_DECIDED", ...about, state: "GEWEIGERD" };
  const length = permission.statute === "ZIEKTE" ? random.pick([365, 730]) : random.pick([183, 365]);
  const from = permission.from < today ? today : permission.from;
  return { what: "PERMISSION_DECIDED", ...about, state: "TOEGESTAAN", to: isoDay(dayNumber(from) + length - 1) };
}

function revoke(_random: Random, person: Person, _world: World, today: string): Happening | undefined {
  const permission = person.permissions.find(
    ({ state, from, to }) => state === "TOEGESTAAN" && from <= today && (to === undefined || to > today),
  );
  return permission && { what: "PERMISSION_REVOKED", person: person.index, permission: permission.id, on: today };
}

function refer(random: Random, person: Person, world: World, today: string): Happening | undefined {
  const { advice, referrals, index } = person;
  // Whoever stopped without a job may come back.
  const isOpen = referrals.some(({ state }) => ["VERWEZEN", "AANVAARD", "GESTART"].includes(state));
  if (advice?.state !== "TOEGEKEND" || isOpen || person.outflow || referrals.length >= MOST_OF_A_KIND) return undefined;
  const workplace = random.pick(world.workplaces);
  if (!isMember(world, workplace.partnershipId, workplace.organisation, today)) return undefined;
  const referral: Referral = {
    id: referralId(index, referrals.length),
    partnershipId: workplace.partnershipId,
    organisation: workplace.organisation,
    referredOn: today,
    state: "VERWEZEN",
  };
  return { what: "REFERRED", person: index, referral };
}

function isMember(world: World, partnershipId: string, organisation: string, today: string): boolean {
  const partnership = world.partnerships.find(({ id }) => id === partnershipId);
  return (
    partnership?.status === "ACTIEF" &&
    partnership.members.some(
      (member) => member.organisation === organisation && member.from <= today && (!member.to || member.to >= today),
    )
  );
}

function answer(random: Random, person: Person, _world: World, today: string): Happening | undefined {
  const referral = person.referrals.find(({ state }) => state === "VERWEZEN");
  if (!referral) return undefined;
  const state = random.chance(0.85) ? "AANVAARD" : "GEWEIGERD";
  return { what: "REFERRAL_ANSWERED", person: person.index, referral: referral.id, state, on: today };
}

function conclude(random: Random, person: Person, world: World, today: string): Happening | undefined {
  const referral = person.referrals.find(({ state }) => state === "AANVAARD");
  const { index, agreements } = person;
  if (!referral || agreements.length >= MOST_OF_A_KIND || agreements.some((other) => runsAfter(other, today)))
    return undefined;
  const { partnershipId, organisation } = referral;
  const own = (place: { partnershipId: string; organisation: string }) =>
    place.partnershipId === partnershipId && place.organisation === organisation;
  const workplaces = world.workplaces.filter(own);
  const guides = world.guides.filter((guide) => own(guide) && guide.employed.from <= today && !guide.employed.to);
  if (workplaces.length === 0 || guides.length === 0 || !isMember(world, partnershipId, organisation, today))
    return undefined;
  const agreement = {
    id: agreementId(index, agreements.length),
    partnershipId,
    organisation,
    guideId: random.pick(guides).id,
    workplaceId: random.pick(workplaces).id,
    startsOn: today,
    signedOn: today,
    signedByWorkplaceOn: today,
    hours: [{ from: today, hoursPerWeek: random.pick([12, 14, 16, 19, 20]) }],
    dimona: { number: dimonaNumber(index, agreements.length), from: today },
    weekdays: random.pick([
      [1, 2, 4],
      [1, 3, 5],
      [2, 3, 4],
    ]),
  };
  return { what: "AGREEMENT_CONCLUDED", person: index, agreement, referral: referral.id };
}

const END_REASONS: readonly (readonly [EndReason, number])[] = [
  ["DOORSTROOM", 4],
  ["DEELNEMER_STOPT", 3],
  ["AFWEZIGHEID", 1],
  ["VERHUIS", 1],
];
const DESTINATIONS: readonly (readonly [Outflow["destination"], number])[] = [
  ["MAATWERKBEDRIJF", 4],
  ["NORMAAL_ECONOMISCH_CIRCUIT", 2],
  ["OPLEIDING", 1],
  ["INDIVIDUEEL_MAATWERK", 1],
];

function end(random: Random, person: Person, _world: World, today: string): Happening | undefined {
  const [agreement, ...others] = runningOf(person, today);
  if (!agreement) return undefined;
  const reason = random.weighted(END_REASONS);
  const happening = {
    what: "AGREEMENT_ENDED" as const,
    person: person.index,
    agreement: agreement.id,
    on: today,
    reason,
  };
  if (reason !== "DOORSTROOM" || others.length > 0 || person.outflow) return happening;
  return { ...happening, outflow: { on: today, destination: random.weighted(DESTINATIONS) } };
}

function changeHours(random: Random, person: Person, _world: World, today: string): Happening | undefined {
  const agreement = runningOf(person, today)[0];
  const last = agreement?.hours.at(-1);
  if (!agreement || !last || last.from >= today) return undefined;
  const hoursPerWeek = Math.min(28, Math.max(12, Math.round(last.hoursPerWeek) + random.pick([-2, 2, 3, 4])));
  if (hoursPerWeek === last.hoursPerWeek) return undefined;
  return { what: "HOURS_CHANGED", person: person.index, agreement: agreement.id, step: { from: today, hoursPerWeek } };
}

function move(random: Random, person: Person, world: World): Happening | undefined {
  const { nis } = random.pick(world.municipalities);
  return nis === person.nis ? undefined : { what: "MOVED", person: person.index, nis };
}

function confirm(_random: Random, person: Person, _world: World, today: string): Happening | undefined {
  const statute = person.statutes.findIndex(({ to, confirmed }) => !confirmed && (to === undefined || to >= today));
  return statute === -1 ? undefined : { what: "STATUTE_CONFIRMED", person: person.index, statute, confirmed: true };
}

function drawAtPartnership(random: Random, world: World, today: string, atFirst: boolean): Happening | undefined {
  const active = world.partnerships.filter(({ status }) => status === "ACTIEF");
  const partnership = atFirst ? active[0] : random.pick(active);
  if (!partnership) return undefined;
  const { id, contingents } = partnership;
  const year = Number(today.slice(0, 4));
  const what = random.weighted(AT_PARTNERSHIPS);
  if (what === "STATEMENT") return { what: "STATEMENT_TAKEN_IN", partnership: id, on: today };
  if (what === "RECOVERY") return { what: "RECOVERY_PAID", partnership: id, on: today };
  if (what === "LATE_STATEMENT" || what === "SETTLEMENT") {
    // One year of a partnership is looked at anew: so a statement that came late finds its settlement.
    const over = contingents.findLast((contingent) => contingent.year < year && contingent.granted !== undefined)?.year;
    if (over === undefined) return undefined;
    if (what === "SETTLEMENT") return { what: "YEAR_SETTLED", partnership: id, year: over, on: today };
    return { what: "STATEMENT_TAKEN_IN", partnership: id, year: over, on: today };
  }
  const granted = contingents.find((contingent) => contingent.year === year)?.granted;
  if (granted === undefined) return undefined;
  if (what === "CONTINGENT") return changeContingent(random, world, { partnership: id, year, on: today }, granted);
  const unit = UNIT_AMOUNTS.findLast(({ validFrom }) => validFrom <= today)!;
  return { what: "ADVANCE_BOOKED", partnership: id, year, cents: Math.round(Number(unit.cents) / 5), on: today };
}

/** A little more or less, around what is guided: never less, and no more than a fifth above. */
function changeContingent(
  random: Random,
  world: World,
  about: { partnership: string; year: number; on: string },
  granted: number,
): Happening | undefined {
  const guided = world.persons.filter((person) =>
    runningOf(person, about.on).some(({ partnershipId }) => partnershipId === about.partnership),
  ).length;
  const changed = granted + random.pick([-1, 1, 2]);
  if (changed < Math.max(2, guided) || changed > Math.max(5, guided * 1.2)) return undefined;
  return { what: "CONTINGENT_CHANGED", ...about, granted: changed };
}
