import type { Day } from "../../../schema/scalars.js";
import { DaysByRow, daysBetween } from "../../kernel/statistics/days-by-row.js";
import { PeopleTable } from "../../kernel/statistics/people-table.js";
import { EndReason } from "../entities/guidance-agreement.js";
import type { AgreementTerm } from "./agreement-term.js";

export const DIMENSIONS = ["END_REASON", "PARTNER", "YEAR"] as const;
export type Dimension = (typeof DIMENSIONS)[number];
export interface DurationTables {
  readonly people: Record<Dimension, Record<"ended", PeopleTable>>;
  readonly days: Record<Dimension, DaysByRow>;
}

export function emptyDurationTables(): DurationTables {
  const each = <T>(make: () => T) =>
    Object.fromEntries(DIMENSIONS.map((dimension) => [dimension, make()])) as Record<Dimension, T>;
  return { people: each(() => ({ ended: new PeopleTable() })), days: each(() => new DaysByRow()) };
}

/** Counts an agreement that ended by a day. Its first and its last day count both. */
export function countTerm(
  tables: DurationTables,
  { organisation, startsOn, endsOn, endReason }: AgreementTerm,
  person: object,
  until: Day,
): void {
  if (endsOn === null || endsOn > until) return;
  // No reason is filed of one whose term was up.
  const reason = endReason ?? EndReason.AGREEMENT_ENDED;
  const rows: Record<Dimension, string> = { END_REASON: reason, PARTNER: organisation, YEAR: endsOn.slice(0, 4) };
  for (const dimension of DIMENSIONS) {
    tables.people[dimension].ended.add([rows[dimension]], "ENDED", person);
    tables.days[dimension].add([rows[dimension]], daysBetween(startsOn, endsOn) + 1);
  }
}
