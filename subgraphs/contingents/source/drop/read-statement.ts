import type { ParticipantIds } from "../../../../schema/identifiers.js";
import type { QuarterName } from "../../../../schema/scalars.js";
import type { StatementLine } from "../../rules/statement-line.js";
import { statementContents } from "../../rules/statement-problems.js";
import { readSpreadsheet } from "../spreadsheet/read-spreadsheet.js";
import { SpreadsheetFault } from "../spreadsheet/spreadsheet-fault.js";
import type { SpreadsheetLimits } from "../spreadsheet/spreadsheet-limits.js";
import { translateStatement } from "../translate-statement.js";
import { packContents, type PackedContents } from "./pack-contents.js";

export interface StatementReading {
  readonly ids: ParticipantIds;
  readonly limits: SpreadsheetLimits;
  /** Days that may be listed in all rows together. */
  readonly mostDays: number;
}

/** What a statement says, or what is wrong with its file. */
export type StatementOutcome = { readonly packed: PackedContents } | { readonly fault: string };

export async function readStatement(
  bytes: Uint8Array,
  quarter: QuarterName,
  { ids, limits, mostDays }: StatementReading,
): Promise<StatementOutcome> {
  const lines: StatementLine[] = [];
  let days = 0;
  let translate: ReturnType<typeof translateStatement> | undefined;
  try {
    for await (const row of readSpreadsheet(bytes, limits)) {
      if (!translate) translate = translateStatement(row, quarter, ids);
      else
        for (const line of translate(row)) {
          lines.push(line);
          days += line.days.length;
          if (days > mostDays) return { fault: `lists more than ${mostDays} days` };
        }
    }
  } catch (error) {
    if (error instanceof SpreadsheetFault) return { fault: error.message };
    throw error;
  }
  return translate ? { packed: packContents(statementContents(lines, quarter)) } : { fault: "is empty" };
}
