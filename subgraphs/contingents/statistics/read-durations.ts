import type { Clock } from "../../../platform/clock.js";
import type { Day, Instant } from "../../../schema/scalars.js";
import type { Asking } from "../../kernel/asking.js";
import { keepResult } from "../../kernel/statistics/keep-result.js";
import type { AgreementTerm } from "./agreement-term.js";
import { countTerm, emptyDurationTables, type DurationTables } from "./duration-tables.js";

/** What the counter's agreements come to. */
export interface DurationRead {
  readonly asOf: Instant;
  readonly leftOut: number;
  readonly tables: DurationTables;
}

export interface DurationReadParts {
  readonly keptMs: number;
  readonly clock: Clock;
  readonly read: (asking: Asking, take: (term: AgreementTerm, person: object) => void) => Promise<{ leftOut: number }>;
}

/** Reads every agreement once, and keeps what they come to for as long as told. */
export function createDurationReads({ keptMs, clock, read }: DurationReadParts) {
  const keep = keepResult<DurationRead>(keptMs);
  return (until: Day, asking: Asking): Promise<DurationRead> =>
    keep(until, asking, (lasting) => readAll(until, lasting));

  async function readAll(until: Day, asking: Asking): Promise<DurationRead> {
    const tables = emptyDurationTables();
    const asOf = clock().toISOString();
    const { leftOut } = await read(asking, (term, person) => countTerm(tables, term, person, until));
    return { asOf, leftOut, tables };
  }
}
