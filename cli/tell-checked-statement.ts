import type { StatementProblem } from "../subgraphs/contingents/entities/quarterly-statement.js";
import type { CheckedStatement } from "./check-statements.js";

const COLUMNS = ["sheet", "row", "column", "value", "what", "what to do"] as const;
/** Longer values are shown by their beginning; `--json` has them whole. */
const WIDEST_VALUE = 40;

/** What a check found, as lines to read: a table of problems, a row each. */
export function tellCheckedStatement(checked: CheckedStatement): string[] {
  const { file, fault, remedy, quarter, rows, days, problems } = checked;
  if (!checked.readable) return [`${file} ${fault}. ${remedy}`];
  const counts = [count(rows!, "row"), count(days!, "day"), count(problems.length, "problem")].join(", ");
  return [`${file}: ${quarter}, ${counts}.`, ...tableOf(problems)];
}

function count(number: number, what: string): string {
  return `${number || "no"} ${what}${number === 1 ? "" : "s"}`;
}

function tableOf(problems: readonly StatementProblem[]): string[] {
  if (problems.length === 0) return [];
  const cells = [
    [...COLUMNS],
    ...problems.map(({ sheet, row, column, value, kind, message, remedy }) => [
      sheet ?? "",
      row === null ? "" : String(row),
      column ?? "",
      shorten(value ?? ""),
      `${kind}: ${message}`,
      remedy,
    ]),
  ];
  const widths = COLUMNS.map((_, i) => cells.reduce((widest, line) => Math.max(widest, line[i]!.length), 0));
  return cells.map((line) => `  ${line.map((cell, i) => cell.padEnd(widths[i]!)).join("  ")}`.trimEnd());
}

/** On one line, and without what moves the cursor of a terminal. */
function shorten(value: string): string {
  const line = value.replaceAll(/[\p{Cc}\s]+/gu, " ");
  return line.length > WIDEST_VALUE ? `${line.slice(0, WIDEST_VALUE - 1)}…` : line;
}
