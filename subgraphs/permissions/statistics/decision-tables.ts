import type { Day } from "../../../schema/scalars.js";
import { PermissionStatus } from "../../kernel/facts.js";
import { DaysByRow, daysBetween } from "../../kernel/statistics/days-by-row.js";
import { PeopleTable } from "../../kernel/statistics/people-table.js";
import type { FiledDecision } from "./filed-decision.js";

export const DIMENSIONS = ["ISSUER", "STATUTE", "YEAR"] as const;
export type Dimension = (typeof DIMENSIONS)[number];
/** How a request ended; one that was granted and later revoked is REVOKED. */
export type Figure = "decision";
export type Part = "GRANTED" | "REFUSED" | "REVOKED";
export type Decided = FiledDecision & { decidedOn: Day };

export interface DecisionTables {
  readonly people: Record<Dimension, Record<Figure, PeopleTable>>;
  /** From the request to the decision. */
  readonly days: Record<Dimension, DaysByRow>;
}

export function emptyDecisionTables(): DecisionTables {
  return { people: eachDimension(() => ({ decision: new PeopleTable() })), days: eachDimension(() => new DaysByRow()) };
}

export function eachDimension<T>(make: (dimension: Dimension) => T): Record<Dimension, T> {
  return Object.fromEntries(DIMENSIONS.map((dimension) => [dimension, make(dimension)])) as Record<Dimension, T>;
}

/** Counts a decision as things stood on a day. */
export function countDecision({ people, days }: DecisionTables, decision: Decided, until: Day): void {
  const rows = rowsOf(decision);
  for (const dimension of DIMENSIONS) {
    people[dimension].decision.add(rows[dimension], partOf(decision, until), decision.mark);
    days[dimension].add(rows[dimension], daysBetween(decision.requestedOn, decision.decidedOn));
  }
}

export function rowsOf({ issuer, statute, decidedOn }: Decided): Record<Dimension, string[]> {
  return { ISSUER: issuer === null ? [] : [issuer], STATUTE: [statute], YEAR: [decidedOn.slice(0, 4)] };
}

function partOf({ state, revokedOn }: Decided, until: Day): Part {
  if (state === PermissionStatus.REFUSED) return "REFUSED";
  return state === PermissionStatus.REVOKED && revokedOn !== null && revokedOn <= until ? "REVOKED" : "GRANTED";
}
