import { Fault } from "../../schema/faults.js";
import type { QuarterName } from "../../schema/scalars.js";
import type { SubgraphContext } from "../kernel/subgraph.js";
import type { Attendance } from "./entities/attendance.js";
import type { GuidanceAgreement } from "./entities/guidance-agreement.js";
import type { Participant } from "./entities/participant.js";
import { readableAgreements } from "./find-guidance.js";
import { findFile, isPartnershipInSight } from "./find-in-sight.js";
import { findInForce } from "./find-statement.js";
import { findReportedTwice, holdLines } from "./hold-statement.js";
import { listStatements } from "./list-statements.js";
import type { Loaders } from "./loaders.js";
import { daysOf, linesOf, partnershipOf, partnershipsIn } from "./rules/attendance.js";
import { seesOneMemberOnly } from "./rules/may-see.js";
import type { StatementLine } from "./rules/statement-line.js";

type Context = SubgraphContext<Loaders>;

/**
 * Where a person stands in the statements of a quarter; null when none of those that may name the person is there.
 * @throws Fault AGENCY_RECORD_INVALID when an agreement whose record is not right may be the asker's own and nothing tells in
 * which statement it stands
 */
export async function findAttendance(
  participant: Participant,
  quarter: QuarterName,
  context: Context,
): Promise<Attendance | null> {
  const file = await findFile(participant, context);
  if (!file) return null;
  // Rows name the person by either number: neither is asked for again, where the file is not cut.
  if (file === (await context.load.person.load(participant.id)))
    for (const id of [file.id, file.filedAs]) context.load.person.prime(id, file);
  const { mandate } = context.asking;
  const isOneMembers = seesOneMemberOnly(mandate);
  const invalid = file.agreements.filter((agreement) => agreement instanceof Fault);
  const unplaced = invalid.find((fault) => isOneMembers || partnershipOf(fault) === null);
  if (unplaced) throw unplaced;
  const agreements = readableAgreements(file);
  const ids = new Set(agreements.map(({ id }) => id));
  const partnerships = partnershipsIn(file.agreements, quarter);
  const inSight = await Promise.all(
    partnerships.map(
      async (id) =>
        agreements.some(({ partnershipId }) => partnershipId === id) || (await isPartnershipInSight(id, context)),
    ),
  );
  return attendanceIn(
    partnerships.filter((_, i) => inSight[i]),
    quarter,
    agreements,
    context,
    (lines) =>
      linesOf(lines, [file.id, file.filedAs], ids).filter(
        ({ agreementId }) => !isOneMembers || (agreementId !== null && ids.has(agreementId)),
      ),
  );
}

/** Where an agreement stands in the statement of its partnership over a quarter; null when that is not there. */
export function findAgreementAttendance(
  agreement: GuidanceAgreement,
  quarter: QuarterName,
  context: Context,
): Promise<Attendance | null> {
  return attendanceIn([agreement.partnershipId], quarter, [agreement], context, (lines) =>
    lines.filter(({ empty, agreementId }) => !empty && agreementId === agreement.id),
  );
}

async function attendanceIn(
  partnerships: readonly string[],
  quarter: QuarterName,
  agreements: readonly GuidanceAgreement[],
  context: Context,
  own: (lines: readonly StatementLine[]) => StatementLine[],
): Promise<Attendance | null> {
  // One that cannot be read fails the whole: the days in the others alone would be too few.
  const found = await Promise.all(
    partnerships.map((partnershipId) => findInForce({ partnershipId, quarter }, context)),
  );
  const inForce = found.filter((statement) => statement !== null);
  if (inForce.length === 0) return null;
  const parts = await Promise.all(
    inForce.map(async (statement) => {
      const lines = own(statement.contents.lines);
      if (lines.length === 0) return { held: [], statements: [], problems: [] };
      const held = await holdLines(lines, statement, context, agreements);
      const rows = new Set(lines.map(({ row }) => row));
      const listed = await listStatements({ id: statement.partnershipId, members: [] }, yearOf(quarter), context);
      return {
        held,
        statements: listed.filter((each) => each.quarter === quarter),
        problems: [
          ...statement.contents.problems.filter(({ row }) => row !== null && rows.has(row)),
          ...held.flatMap(({ problems }) => problems),
          ...(!seesOneMemberOnly(context.asking.mandate) ? await findReportedTwice(held, statement, context) : []),
        ].sort((a, b) => (a.row ?? 0) - (b.row ?? 0)),
      };
    }),
  );
  const held = parts.flatMap((part) => part.held);
  return {
    quarter,
    days: daysOf(held.map(({ counted }) => counted)),
    listedDays: daysOf(held.map(({ line }) => line.days)),
    problems: parts.flatMap(({ problems }) => problems),
    statements: parts.flatMap(({ statements }) => statements),
  };
}

function yearOf(quarter: QuarterName): number {
  return Number(quarter.slice(0, 4));
}
