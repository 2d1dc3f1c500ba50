import {
  addMonths,
  dayNumber,
  isoDay,
  quarterPeriod,
  quartersUpTo,
  statementDueOn,
  workdayUpTo,
  yearOf,
} from "./calendar.js";
import type { Place, Setting } from "./partnerships.js";
import { Random } from "./random.js";
import type { Insurance, Partnership } from "./world.js";

const INSURERS = ["Ethias", "KBC Verzekeringen", "Vivium", "Baloise", "AG"] as const;
const KINDS: readonly Insurance["kind"][] = ["LICHAMELIJKE_ONGEVALLEN", "BURGERLIJKE_AANSPRAKELIJKHEID"];

/** The settings whose trait every world shows, however small. */
const INSURANCE_LAPSED = 1;
const STATEMENT_LATE = 1;
const STATEMENT_MISSING = 2;

/** The policies of every member, of both kinds; in about one partnership in twelve one is lapsed or was never taken out. */
export function insurancesOf(seed: number, setting: Setting, today: number): Insurance[] {
  const random = new Random(seed, "insurance", setting.index);
  const fixed = setting.index === 0;
  const flaw =
    setting.index === INSURANCE_LAPSED ? "LAPSED" : random.chance(0.07) && random.pick(["LAPSED", "MISSING"]);
  const present = setting.places.filter((place) => place.to === undefined);
  const flawed = random.between(0, Math.max(0, present.length - 1));
  const flawedKind = random.pick(KINDS);
  const policies: Insurance[] = [];
  for (const place of setting.places) {
    const insurer = fixed ? INSURERS[0] : random.pick(INSURERS);
    for (const kind of KINDS) {
      const hit = !fixed && flaw && place === present[flawed] && kind === flawedKind;
      if (hit && flaw === "MISSING") continue;
      const lastDay = hit ? today - random.between(5, 90) : undefined;
      policies.push(...policiesOf(random, place, kind, insurer, lastDay, today, fixed));
    }
  }
  return policies;
}

/** One policy, or two that follow on each other, until `lastDay` or until after today. */
function policiesOf(
  random: Random,
  { organisation, from }: Place,
  kind: Insurance["kind"],
  insurer: string,
  lastDay: number | undefined,
  today: number,
  fixed: boolean,
): Insurance[] {
  const policy = (start: number, end: number | undefined): Insurance => ({
    organisation: organisation.kbo,
    kind,
    policyNumber: `${kind === "LICHAMELIJKE_ONGEVALLEN" ? "LO" : "BA"}-${random.between(10_000_000, 99_999_999)}`,
    insurer,
    from: isoDay(start),
    ...(end !== undefined && { to: isoDay(end) }),
  });
  const yearEnd = (year: number): number => dayNumber(`${year}-12-31`);
  const thisYear = yearOf(today);
  const open = fixed || random.chance(0.35) ? undefined : yearEnd(thisYear + (random.chance(0.5) ? 1 : 0));
  const end = lastDay ?? open;
  const renewedOn = yearEnd(thisYear - random.between(1, 2));
  if (!random.chance(0.4) || renewedOn <= from || (end !== undefined && end <= renewedOn)) return [policy(from, end)];
  return [policy(from, renewedOn), policy(renewedOn + 1, end)];
}

/** When the lead delivered the statement of each quarter: mostly in time, some late, some never. */
export function statementsOf(seed: number, setting: Setting, today: number): Partnership["statements"] {
  const random = new Random(seed, "statement", setting.index);
  const quarters = quartersUpTo(isoDay(setting.to ?? today), isoDay(setting.from));
  const ended = quarters.filter((quarter) => dayNumber(quarterPeriod(quarter).to) < today);
  const overdue = ended.filter((quarter) => dayNumber(statementDueOn(quarter)) < today);
  const lastOverdue = overdue.at(-1);
  const statements: Partnership["statements"] = [];
  for (const quarter of ended) {
    const due = dayNumber(statementDueOn(quarter));
    const recent = due > addMonths(today, -24);
    let manner = random.weighted([["IN_TIME", 89], ["LATE", 8], ["MISSING", recent ? 3 : 0.3]] as const); // prettier-ignore
    if (setting.index === 0) manner = quarter === overdue.at(-5) ? "LATE" : "IN_TIME";
    else if (quarter === lastOverdue && setting.index === STATEMENT_MISSING) manner = "MISSING";
    else if (quarter === overdue.at(-2) && setting.index === STATEMENT_LATE) manner = "LATE";
    const delivered = manner === "LATE" ? due + random.between(1, 45) : workdayUpTo(due - random.between(0, 25));
    if (manner !== "MISSING" && delivered <= today) statements.push({ quarter, deliveredOn: isoDay(delivered) });
  }
  return statements;
}
