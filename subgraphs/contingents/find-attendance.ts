import type { QuarterName } from "../../schema/scalars.js";
import type { SubgraphContext } from "../kernel/subgraph.js";
import type { Attendance } from "./entities/attendance.js";
import type { Participant } from "./entities/participant.js";
import { readableAgreements } from "./find-guidance.js";
import { listStatements } from "./list-statements.js";
import { findFile } from "./find-in-sight.js";
import type { Loaders } from "./loaders.js";
import { daysPresent, linesOf, partnershipsIn } from "./rules/attendance.js";

/** Where a person stands in the statements of a quarter; null when none of those that may name the person is there. */
export async function findAttendance(
  participant: Participant,
  quarter: QuarterName,
  context: SubgraphContext<Loaders>,
): Promise<Attendance | null> {
  const { load } = context;
  const file = await findFile(participant, context);
  if (!file) return null;
  const agreements = readableAgreements(file);
  const agreementIds = new Set(agreements.map((agreement) => agreement.id));
  const sheets = await Promise.all(
    partnershipsIn(agreements, quarter).map(async (partnership) => ({
      partnership,
      // One that cannot be read fails the whole: the days in the others alone would be too few.
      lines: (await load.statement.load(`${partnership}_${quarter}`))?.lines,
    })),
  );
  const delivered = sheets.flatMap(({ partnership, lines }) => (lines ? [{ partnership, lines }] : []));
  if (delivered.length === 0) return null;
  const own = delivered.map(({ partnership, lines }) => ({
    partnership,
    lines: linesOf(lines, [file.id, file.filedAs], agreementIds),
  }));
  const statements = await Promise.all(
    own
      .filter(({ lines }) => lines.length > 0)
      .map(async ({ partnership }) => {
        const statements = await listStatements({ id: partnership, members: [] }, Number(quarter.slice(0, 4)), context);
        return statements.filter((statement) => statement.quarter === quarter);
      }),
  );
  return {
    quarter,
    days: daysPresent(
      own.flatMap(({ lines }) => lines),
      quarter,
    ),
    statements: statements.flat(),
  };
}
