import { dayNumber, isoDay } from "../../population/calendar.js";
import { hashOf } from "../../population/random.js";
import type { World } from "../../population/world.js";
import { countOnceADay, type DayCount } from "./count-once-a-day.js";
import { grantsOf, type GrantRow } from "./grants.js";
import type { AdvanceRow } from "./pay-advances.js";
import type { FiledStatements } from "./statements.js";
import { firstDayOf, hundredths, settlementDay, unitCentsOn, WORKING_RULES } from "./working-rules.js";

export interface SettlementRow {
  partnershipId: string;
  year: number;
  version: number;
  /** Days attended that count, before they are held to the contingent. */
  days: number;
  /** In hundredths: what held on average, day by day. */
  contingent: bigint;
  unitCents: bigint;
  subsidyCents: bigint;
  advanceCents: bigint;
  settledOn: string;
  splitKey: number | null;
  /** Ids of the statements that it stands on. */
  statementIds: number[];
}

/** Of the years with a statement accepted after the settlement, one in so many is settled again, so many days later. */
const REVISED_ONE_IN = 2;
const DAYS_TO_REVISE = 45;

/** Each year that is over, settled by the statements accepted until then; some settled a second time by later ones. */
export function settleYears(world: World, filed: FiledStatements, advances: readonly AdvanceRow[]): SettlementRow[] {
  const today = world.now.slice(0, 10);
  const counted = countOnceADay(filed);
  return world.partnerships.flatMap(({ id, splitKeys, ...partnership }) => {
    const grants = grantsOf({ id, splitKeys, ...partnership });
    const years = [...new Set(grants.map(({ year }) => year))];
    return years.flatMap((year): SettlementRow[] => {
      const days = settlementDays(id, year, filed, today);
      const advanceCents = advances
        .filter((advance) => advance.partnershipId === id && advance.year === year)
        .reduce((sum, advance) => sum + advance.cents, 0n);
      const splitKey = splitKeys.findLast(({ fromYear }) => fromYear <= year)?.version ?? null;
      const own = grants.filter((grant) => grant.year === year);
      return days.map((settledOn, place) => ({
        partnershipId: id,
        year,
        version: place + 1,
        ...computeSubsidy(counted, id, year, own, settledOn),
        advanceCents,
        settledOn,
        splitKey,
        statementIds: counted.inForce(id, year, settledOn).map((statement) => statement.id),
      }));
    });
  });
}

/** The days on which a year was settled, and settled again. */
function settlementDays(partnershipId: string, year: number, { statements }: FiledStatements, today: string): string[] {
  const first = settlementDay(year);
  if (first > today) return [];
  const later = statements.filter(
    (statement) =>
      statement.partnershipId === partnershipId && statement.year === year && (statement.acceptedOn ?? "") > first,
  );
  const last = later.at(-1)?.acceptedOn;
  if (!last || hashOf(["revised", partnershipId, year]) % REVISED_ONE_IN !== 0) return [first];
  const again = isoDay(dayNumber(last) + DAYS_TO_REVISE);
  return again <= today ? [first, again] : [first];
}

/** Days by 365, at most the contingent day by day, at the amount of the end of the year; rounded once, half a cent up. */
function computeSubsidy(counted: DayCount, id: string, year: number, grants: readonly GrantRow[], on: string) {
  const days = counted.count(id, year, on);
  const unitCents = unitCentsOn(`${year}-12-31`);
  const yearDays = BigInt(daysBetween(`${year}-01-01`, `${year}-12-31`));
  const openDays = BigInt(daysBetween(firstDayOf(year), `${year}-12-31`));
  /** Hundredths of a trajectory, for each day that they held. */
  const granted = grants.reduce(
    (sum, grant) => sum + hundredths(grant.granted) * BigInt(daysBetween(grant.from, grant.to)),
    0n,
  );
  // Both in hundredths of a day, times the days of the year: the lesser of them is exact.
  const reached = BigInt(days) * 100n * yearDays;
  const ceiling = granted * WORKING_RULES.daysPerTrajectory;
  const subsidyCents = rounded(
    (reached < ceiling ? reached : ceiling) * unitCents,
    100n * yearDays * WORKING_RULES.daysPerTrajectory,
  );
  return { days, contingent: rounded(granted, openDays), unitCents, subsidyCents };
}

function rounded(numerator: bigint, denominator: bigint): bigint {
  return (2n * numerator + denominator) / (2n * denominator);
}

function daysBetween(from: string, to: string): number {
  return dayNumber(to) - dayNumber(from) + 1;
}
