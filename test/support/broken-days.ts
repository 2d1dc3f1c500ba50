import { statementRows } from "../../agencies/loket/drop/statement-rows.js";
import type { Agreement, Partnership, Period, Person, World } from "../../agencies/population/world.js";

/*
 * Which obligation did not hold on which day, worked out from the invented world itself, day by day and in other words than the
 * rules: the law's sentences of docs/obligations.md, with the default terms.
 */

const NEXT = 86_400_000;
const dayAfter = (day: string) => new Date(Date.parse(day) + NEXT).toISOString().slice(0, 10);
const daysAfter = (day: string, days: number) => new Date(Date.parse(day) + days * NEXT).toISOString().slice(0, 10);
const yearAfter = (day: string) =>
  `${Number(day.slice(0, 4)) + 1}${day.slice(4) === "-02-29" ? "-02-28" : day.slice(4)}`;
const holds = ({ from, to }: Period, day: string) => from <= day && (to === undefined || to >= day);
const newest = (days: readonly string[], day: string) => days.filter((one) => one <= day).sort().at(-1); // prettier-ignore

/** One agreement in its surroundings; `places` are the names under which a permission counts for it. */
interface About {
  person: Person;
  agreement: Agreement;
  partnership: Partnership;
  places: (string | undefined)[];
}
type Test = (day: string, about: About) => boolean;

const insured =
  (kind: Partnership["insurances"][number]["kind"]): Test =>
  (day, { agreement, partnership }) =>
    partnership.insurances.some(
      (policy) => policy.kind === kind && policy.organisation === agreement.organisation && holds(policy, day),
    );

/** Whether each obligation held on a day. */
const HELD: Record<string, Test> = {
  ADVICE: (day, { person: { advice } }) =>
    !!advice &&
    holds(advice.period, day) &&
    (advice.state === "TOEGEKEND" || (advice.state === "AFGESLOTEN" && advice.period.to !== undefined)),
  ASSESSMENT: (day, { person }) => {
    const last = person.assessments.filter(({ assessedOn }) => assessedOn <= day).at(-1);
    return !!last && last.outcome !== "STOPZETTEN" && day <= yearAfter(last.assessedOn);
  },
  PERMISSION: (day, { person, places }) =>
    person.statutes
      .filter((statute) => ["LEEFLOON", "ZIEKTE"].includes(statute.kind) && holds(statute, day))
      .every(({ kind }) =>
        person.permissions.some(
          (one) =>
            one.statute === kind &&
            (one.state === "TOEGESTAAN" || (one.state === "HERROEPEN" && day < one.revokedOn!)) &&
            holds(one, day) &&
            places.includes(one.workplace),
        ),
      ),
  INSURANCE_BODILY_ACCIDENT: insured("LICHAMELIJKE_ONGEVALLEN"),
  INSURANCE_LIABILITY: insured("BURGERLIJKE_AANSPRAKELIJKHEID"),
  AGREEMENT_SIGNED: (day, { agreement: { signedOn, signedByWorkplaceOn } }) =>
    signedOn !== undefined && signedOn <= day && signedByWorkplaceOn !== undefined && signedByWorkplaceOn <= day,
  DIMONA: (day, { agreement: { dimona } }) => dimona !== undefined && holds(dimona, day),
  HOURS: (day, { agreement: { startsOn, hours } }) =>
    day <= yearAfter(startsOn) || (hours.filter(({ from }) => from <= day).at(-1)?.hoursPerWeek ?? 0) >= 12,
  EVALUATION: (day, { agreement: { startsOn, evaluations = [] } }) =>
    day <= yearAfter(newest([startsOn, ...evaluations], day)!),
  DEVELOPMENT_PLAN: (day, { agreement: { startsOn, developmentPlan } }) =>
    day <= daysAfter(startsOn, 90) || (developmentPlan !== undefined && developmentPlan.registeredOn <= day),
  WELFARE_NOT_COMBINED: (day, { person: { welfareActivities = [] } }) =>
    !welfareActivities.some((period) => holds(period, day)),
};

/** The days of an agreement up to today on which an obligation did not hold, by obligation. */
export function brokenDays(world: World, person: Person, agreement: Agreement): Record<string, string[]> {
  const partnership = world.partnerships.find(({ id }) => id === agreement.partnershipId)!;
  const today = world.now.slice(0, 10);
  const places = [
    world.workplaces.find(({ id }) => id === agreement.workplaceId)?.name,
    world.organisations.get(agreement.organisation)?.name,
  ];
  const broken: Record<string, string[]> = {};
  for (let day = agreement.startsOn; day <= today && day <= (agreement.endsOn ?? today); day = dayAfter(day))
    for (const [kind, held] of Object.entries(HELD))
      if (!held(day, { person, agreement, partnership, places })) (broken[kind] ??= []).push(day);
  return broken;
}

/** The days of a year that a partnership's delivered statements list under an agreement while it ran. */
export function reportedDays(world: World, partnership: Partnership, year: number): Map<string, Set<string>> {
  const held = world.persons.flatMap((person) =>
    person.agreements
      .filter(({ partnershipId }) => partnershipId === partnership.id)
      .map((agreement) => ({ person, agreement })),
  );
  const reported = new Map<string, Set<string>>();
  for (const { quarter } of partnership.statements.filter((one) => one.quarter.startsWith(String(year))))
    for (const [, , id, , , , , list] of statementRows(world, held, quarter)) {
      const agreement = held.find((one) => one.agreement.id === id)?.agreement;
      if (!agreement || typeof list !== "string") continue;
      const days = reported.get(agreement.id) ?? new Set<string>();
      reported.set(agreement.id, days);
      for (const text of list.split("; ").filter(Boolean)) {
        const day = `${year}-${text.slice(3)}-${text.slice(0, 2)}`;
        if (day >= agreement.startsOn && day <= (agreement.endsOn ?? day)) days.add(day);
      }
    }
  return reported;
}
