import type { Day } from "../../../schema/scalars.js";
import { PermissionStatus } from "../../kernel/facts.js";
import { DaysByRow, daysBetween } from "../../kernel/statistics/days-by-row.js";
import { PeopleTable } from "../../kernel/statistics/people-table.js";
import { DIMENSIONS, eachDimension, rowsOf, type Decided, type Dimension } from "./decision-tables.js";

/** A permission that was granted, to whom by mark. */
export interface Granted {
  readonly mark: string;
  readonly decidedOn: Day;
  readonly rows: Record<Dimension, string[]>;
}

export interface LeadTimeTables {
  readonly people: Record<Dimension, Record<"waited", PeopleTable>>;
  readonly days: Record<Dimension, DaysByRow>;
}

export function grantedOf(decision: Decided): Granted[] {
  if (decision.state === PermissionStatus.REFUSED) return [];
  return [{ mark: decision.mark, decidedOn: decision.decidedOn, rows: rowsOf(decision) }];
}

/** `mark day`, one a line. */
export function readReferralMarks(text: string): Map<string, Day> {
  const days = new Map<string, Day>();
  for (const line of text.split("\n")) {
    const space = line.indexOf(" ");
    if (space > 0) days.set(line.slice(0, space), line.slice(space + 1));
  }
  return days;
}

/**
 * From the first referral of a person to the first permission of each issuer that was granted on that day or later. Who had
 * one already did not wait.
 */
export function leadTimeTables(granted: readonly Granted[], referredOn: ReadonlyMap<string, Day>): LeadTimeTables {
  const tables: LeadTimeTables = {
    people: eachDimension(() => ({ waited: new PeopleTable() })),
    days: eachDimension(() => new DaysByRow()),
  };
  const first = new Map<string, Granted>();
  for (const one of granted) {
    const referred = referredOn.get(one.mark);
    if (referred === undefined || one.decidedOn < referred) continue;
    const key = `${one.mark} ${one.rows.ISSUER.join()} ${one.rows.STATUTE.join()}`;
    const known = first.get(key);
    if (!known || one.decidedOn < known.decidedOn) first.set(key, one);
  }
  const waited = new Set(first.values());
  for (const one of granted) {
    const { mark, decidedOn, rows } = one;
    for (const dimension of DIMENSIONS) {
      // How many were granted is published too: those who did not wait are the difference.
      tables.people[dimension].waited.add(rows[dimension], waited.has(one) ? "WAITED" : "DID_NOT_WAIT", mark);
      if (waited.has(one)) tables.days[dimension].add(rows[dimension], daysBetween(referredOn.get(mark)!, decidedOn));
    }
  }
  return tables;
}
