import type { ParticipantIds } from "../../../../schema/identifiers.js";
import type { QuarterName } from "../../../../schema/scalars.js";
import { statementContents, type StatementLine } from "../../rules/statement-problems.js";
import { readSpreadsheet } from "../spreadsheet/read-spreadsheet.js";
import { SpreadsheetFault } from "../spreadsheet/spreadsheet-fault.js";
import type { SpreadsheetLimits } from "../spreadsheet/spreadsheet-limits.js";
import { translateStatement } from "../translate-statement.js";
import { packContents, type PackedContents } from "./pack-contents.js";

export interface StatementReading {
  readonly ids: ParticipantIds;
  readonly limits: SpreadsheetLimits;
}

/** What a statement says, or what is wrong with its file. */
export type StatementOutcome = { readonly packed: PackedContents } | { readonly fault: string };

export async function readStatement(
  bytes: Uint8Array,
  quarter: QuarterName,
  { ids, limits }: StatementReading,
): Promise<StatementOutcome> {
  const lines: StatementLine[] = [];
  let translate: ReturnType<typeof translateStatement> | undefined;
  try {
    for await (const row of readSpreadsheet(bytes, limits)) {
      if (translate) lines.push(...translate(row));
      else translate = translateStatement(row, quarter, ids);
    }
  } catch (error) {
    if (error instanceof SpreadsheetFault) return { fault: error.message };
    throw error;
  }
  return translate ? { packed: packContents(statementContents(lines, quarter)) } : { fault: "is empty" };
}
