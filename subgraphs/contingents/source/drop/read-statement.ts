import type { ParticipantIds } from "../../../../schema/identifiers.js";
import type { QuarterName } from "../../../../schema/scalars.js";
import type { StatementLine } from "../../rules/statement-line.js";
import { statementContents } from "../../rules/statement-problems.js";
import { openTables } from "../spreadsheet/open-tables.js";
import { SpreadsheetFault } from "../spreadsheet/spreadsheet-fault.js";
import type { SpreadsheetLimits } from "../spreadsheet/spreadsheet-limits.js";
import { findTable } from "../statement/find-table.js";
import { translateStatement } from "../translate-statement.js";
import { packContents, type PackedContents } from "./pack-contents.js";

export interface StatementReading {
  readonly ids: ParticipantIds;
  readonly limits: SpreadsheetLimits;
  /** Days that may be listed in all rows together. */
  readonly mostDays: number;
}

/** What a statement says, or what is wrong with its file. */
export type StatementOutcome =
  { readonly packed: PackedContents } | { readonly fault: string; readonly remedy?: string | undefined };

export interface StatementJob {
  readonly bytes: Uint8Array;
  /** How the name of the file ends, in lower case. */
  readonly extension: string;
  readonly quarter: QuarterName;
}

/** How many rows are read between two words of progress. */
const ROWS_A_WORD = 1_000;

/** @param tellRow is told how many rows were read, now and then */
export async function readStatement(
  { bytes, extension, quarter }: StatementJob,
  { ids, limits, mostDays }: StatementReading,
  tellRow: (row: number) => void = () => undefined,
): Promise<StatementOutcome> {
  const lines: StatementLine[] = [];
  const totals: StatementLine[] = [];
  let days = 0;
  try {
    const found = await findTable(await openTables(bytes, extension, limits), quarter);
    const translate = translateStatement(found, quarter, ids);
    for await (const row of found.table.rows()) {
      if (row.row % ROWS_A_WORD === 0) tellRow(row.row);
      const { lines: own, total } = translate(row);
      if (total) totals.push(total);
      for (const line of own) {
        lines.push(line);
        days += line.days.length;
        if (days > mostDays) return { fault: `lists more than ${mostDays} days` };
      }
    }
  } catch (error) {
    if (error instanceof SpreadsheetFault) return { fault: error.message, remedy: error.remedy };
    throw error;
  }
  return { packed: packContents(statementContents(lines, totals, quarter)) };
}
