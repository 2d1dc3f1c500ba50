import type { Day } from "../../../schema/scalars.js";
import type { StatementProblem } from "../entities/quarterly-statement.js";
import type { StatementColumn, StatementLine, UnreadableText } from "./statement-line.js";
import { StatementProblemKind } from "./statement-problem-kind.js";

/** What a problem says beyond where it is. Neither text quotes a number or a name of a person. */
interface Words {
  /** What stands there; where left out, what the line has written in the column. */
  readonly value?: string;
  readonly message: string;
  readonly remedy: string;
}

/** A problem of a cell of a line; of the whole line where the column is null. */
export function problemOf(
  line: StatementLine,
  column: StatementColumn | null,
  kind: StatementProblemKind,
  { value, message, remedy }: Words,
): StatementProblem {
  const { sheet, row, written } = line;
  return {
    sheet: sheet.name,
    row,
    column: column && (sheet.headings[column] ?? null),
    value: value ?? (column && written[column]) ?? null,
    kind,
    message,
    remedy,
  };
}

/** Days as people write them in a statement: `06/07/2026; 09/07/2026`. */
export function writtenDays(days: readonly Day[]): string {
  return days.map((day) => day.split("-").reverse().join("/")).join("; ");
}

/**
 * A newer file of the quarter than the one in force cannot be read.
 * @param what is wrong with it, to be read after its title
 */
export function fileUnreadable(
  { title, what, remedy }: { readonly title: string; readonly what: string; readonly remedy: string },
  inForce: string,
): StatementProblem {
  return {
    ...{ sheet: null, row: null, column: null, value: title },
    kind: StatementProblemKind.FILE_UNREADABLE,
    message: `The newer file ${title} ${what}. What counts is ${inForce}, delivered before it.`,
    remedy,
  };
}

export function noRows(): StatementProblem {
  return {
    ...{ sheet: null, row: null, column: null, value: null },
    kind: StatementProblemKind.NO_ROWS,
    message: "The statement has headings and no rows under them: it says that nobody was guided in the quarter.",
    remedy: "Add a row for each agreement of the quarter, if there was one.",
  };
}

export function emptyRow(line: StatementLine): StatementProblem {
  return problemOf(line, null, StatementProblemKind.EMPTY_ROW, {
    message:
      (line.lastEmptyRow ?? line.row) > line.row
        ? `Rows ${line.row} to ${line.lastEmptyRow} hold nothing under the headings.`
        : "The row holds nothing under the headings.",
    remedy: "Delete it, or move what it holds under the headings.",
  });
}

export function duplicateRow(line: StatementLine, before: number): StatementProblem {
  return problemOf(line, null, StatementProblemKind.DUPLICATE_ROW, {
    message: `The row says the same as row ${before}.`,
    remedy: "Delete one of the two rows.",
  });
}

export function inszInvalid(line: StatementLine): StatementProblem {
  const isRounded = line.unreadable.some(({ why }) => why === "ROUNDED");
  return problemOf(line, "insz", StatementProblemKind.INSZ_INVALID, {
    message: isRounded
      ? "The national number is written as a power of ten, and its last digits are lost."
      : "The national number has wrong check digits or is not a number.",
    remedy: "Give the column the format text, and write the 11 digits of the national number (INSZ).",
  });
}

export function formulaUnreadable(line: StatementLine, { column, text, why }: UnreadableText): StatementProblem {
  return problemOf(line, column, StatementProblemKind.FORMULA_UNREADABLE, {
    value: text,
    message:
      why === "ERROR" ? "The cell holds an error in place of a value." : "The cell holds a formula without its value.",
    remedy:
      why === "ERROR"
        ? "Correct the formula, or write the value in its place."
        : "Open the file in your spreadsheet program, save it and deliver it again, or write the value in its place.",
  });
}

export function dateInvalid(line: StatementLine, column: StatementColumn, texts: readonly string[]): StatementProblem {
  return problemOf(line, column, StatementProblemKind.DATE_INVALID, {
    value: texts.join("; "),
    message: texts.length > 1 ? `${texts.length} texts cannot be read as days.` : "This cannot be read as a day.",
    remedy: "Write each day as dd/mm/yyyy, with a semicolon between days.",
  });
}

export function daysImpossible(line: StatementLine, most: number): StatementProblem {
  return problemOf(line, "count", StatementProblemKind.DAYS_IMPOSSIBLE, {
    message: `The number of days must be a whole number between 0 and ${most}.`,
    remedy: "Write how many days the row lists.",
  });
}

export function daysMismatch(line: StatementLine): StatementProblem {
  return problemOf(line, "count", StatementProblemKind.DAYS_MISMATCH, {
    message: `${line.count} days are counted and ${line.days.length} are listed.`,
    remedy: "Correct the number of days, or list the days that lack.",
  });
}

export function dayOutsideQuarter(line: StatementLine, days: readonly Day[]): StatementProblem {
  return problemOf(line, "days", StatementProblemKind.DAY_OUTSIDE_QUARTER, {
    value: writtenDays(days),
    message: `${days.length} of the days are not in the quarter.`,
    remedy: "Move these days to the statement of their own quarter, or correct them.",
  });
}

export function dayBeforeStart(line: StatementLine, days: readonly Day[]): StatementProblem {
  return problemOf(line, "days", StatementProblemKind.DAY_OUTSIDE_AGREEMENT, {
    value: writtenDays(days),
    message: `${days.length} of the days are before the start.`,
    remedy: "Correct the days or the start date.",
  });
}

export function dayAfterEnd(line: StatementLine, days: readonly Day[]): StatementProblem {
  return problemOf(line, "days", StatementProblemKind.DAY_OUTSIDE_AGREEMENT, {
    value: writtenDays(days),
    message: `${days.length} of the days are after the end.`,
    remedy: "Correct the days or the end date.",
  });
}

export function sameDayTwice(line: StatementLine, days: readonly Day[], before: number): StatementProblem {
  return problemOf(line, "days", StatementProblemKind.SAME_DAY_TWICE, {
    value: writtenDays(days),
    message: `${days.length} of the days stand in row ${before} for the same person.`,
    remedy: "List each day of a person in one row only.",
  });
}

export function totalMismatch(total: StatementLine, sum: number): StatementProblem {
  return problemOf(total, "count", StatementProblemKind.TOTAL_MISMATCH, {
    message: `The total says ${total.count} days, and the rows above count ${sum}.`,
    remedy: "Correct the total or the number of days of a row.",
  });
}

export function agreementUnknown(line: StatementLine): StatementProblem {
  return problemOf(line, "agreement", StatementProblemKind.AGREEMENT_UNKNOWN, {
    message: "The counter knows no agreement with that number.",
    remedy: "Write the number that the counter gave the agreement, such as BO-0412607.",
  });
}
