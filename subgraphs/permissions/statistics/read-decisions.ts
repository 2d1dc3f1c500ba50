import type { Clock } from "../../../platform/clock.js";
import type { Day, Instant } from "../../../schema/scalars.js";
import type { Asking } from "../../kernel/asking.js";
import { keepResult } from "../../kernel/statistics/keep-result.js";
import { countDecision, emptyDecisionTables, type DecisionTables } from "./decision-tables.js";
import type { FiledDecision } from "./filed-decision.js";
import { grantedOf, type Granted } from "./lead-time-tables.js";

/** What the network's permissions come to. */
export interface DecisionRead {
  readonly asOf: Instant;
  readonly leftOut: number;
  readonly tables: DecisionTables;
  /** What was granted, to whom by mark, for what is counted from the day of referral. */
  readonly granted: readonly Granted[];
}

export interface DecisionReadParts {
  readonly keptMs: number;
  readonly clock: Clock;
  readonly read: (asking: Asking, take: (decision: FiledDecision) => void) => Promise<{ leftOut: number }>;
}

/** Reads every permission once, and keeps what they come to for as long as told. */
export function createDecisionReads({ keptMs, clock, read }: DecisionReadParts) {
  const keep = keepResult<DecisionRead>(keptMs);
  return (until: Day, asking: Asking): Promise<DecisionRead> =>
    keep(until, asking, (lasting) => readAll(until, lasting));

  async function readAll(until: Day, asking: Asking): Promise<DecisionRead> {
    const tables = emptyDecisionTables();
    const granted: Granted[] = [];
    const asOf = clock().toISOString();
    const { leftOut } = await read(asking, (decision) => {
      const { decidedOn } = decision;
      if (decidedOn === null || decidedOn > until) return;
      countDecision(tables, { ...decision, decidedOn }, until);
      granted.push(...grantedOf({ ...decision, decidedOn }));
    });
    return { asOf, leftOut, tables, granted };
  }
}
