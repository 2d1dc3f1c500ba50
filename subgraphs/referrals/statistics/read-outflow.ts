import type { Clock } from "../../../platform/clock.js";
import type { Day, Instant } from "../../../schema/scalars.js";
import type { Asking } from "../../kernel/asking.js";
import { keepResult } from "../../kernel/statistics/keep-result.js";
import { PeopleTable } from "../../kernel/statistics/people-table.js";
import { relates } from "../rules/may-see.js";
import { isPaidWork, OutflowCounts, type OutflowTables } from "./outflow-tables.js";
import type { Trajectory } from "./trajectory.js";

/** What VDAB's dossiers come to. */
export interface OutflowRead {
  readonly asOf: Instant;
  readonly leftOut: number;
  readonly tables: OutflowTables;
  /** Outflows to paid work, by the year they were in. */
  readonly paidWork: PeopleTable;
  /** `mark day`, one a line, of whom a referral relates to a partnership. */
  readonly referralMarks: string;
}

export interface OutflowReadParts {
  readonly keptMs: number;
  readonly clock: Clock;
  readonly read: (asking: Asking, take: (trajectory: Trajectory) => void) => Promise<{ leftOut: number }>;
}

/** Reads every dossier once, and keeps what it comes to for as long as told. */
export function createOutflowReads({ keptMs, clock, read }: OutflowReadParts) {
  const keep = keepResult<OutflowRead>(keptMs);
  return (until: Day, asking: Asking): Promise<OutflowRead> =>
    keep(until, asking, (lasting) => readAll(until, lasting));

  async function readAll(until: Day, asking: Asking): Promise<OutflowRead> {
    const counts = new OutflowCounts();
    const paidWork = new PeopleTable();
    const marks: string[] = [];
    const asOf = clock().toISOString();
    const { leftOut } = await read(asking, (trajectory) => {
      counts.add(trajectory, until);
      const { mark, outflow } = trajectory;
      if (outflow && outflow.on <= until && isPaidWork(outflow)) paidWork.addPeople([outflow.on.slice(0, 4)], "YES", 1);
      const referredOn = firstReferral(trajectory, until);
      if (referredOn) marks.push(`${mark} ${referredOn}`);
    });
    return { asOf, leftOut, tables: counts.tables(), paidWork, referralMarks: marks.join("\n") };
  }
}

/** The first referral that was not refused or withdrawn: from then on the person waits for what is lacking. */
function firstReferral({ referrals }: Trajectory, until: Day): Day | undefined {
  let first: Day | undefined;
  for (const { status, referredOn } of referrals)
    if (status !== null && relates(status) && referredOn <= until && (first === undefined || referredOn < first))
      first = referredOn;
  return first;
}
