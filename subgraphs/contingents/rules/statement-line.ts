import type { Day } from "../../../schema/scalars.js";

/** What the columns of a statement hold, whatever their headings; `month7` holds the days in July alone. */
export type StatementColumn =
  "insz" | "name" | "agreement" | "enterprise" | "start" | "end" | "count" | "days" | `month${number}`;

/** The sheet that lines stand in. */
export interface StatementSheet {
  /** Null where a file has no sheets, as a CSV file. */
  readonly name: string | null;
  /** The heading of each column that is there, as written. */
  readonly headings: Readonly<Partial<Record<StatementColumn, string>>>;
  /** The enterprise numbers that stand above the headings, or in them: whose statement it says it is. */
  readonly enterpriseNumbers?: readonly string[];
}

/** What stands in a cell and cannot be read as what its column holds. */
export interface UnreadableText {
  readonly column: StatementColumn;
  readonly text: string;
  /** A text; a number of which the last digits are gone; a formula that was never worked out; an error as `#N/A`. */
  readonly why: "TEXT" | "ROUNDED" | "FORMULA" | "ERROR";
}

/** One line of a quarterly statement, as far as it could be read. It holds no number and no name of a person. */
export interface StatementLine {
  /** The same object for all lines of a sheet. */
  sheet: StatementSheet;
  /** Row in the sheet, from 1. */
  row: number;
  /** Whether it holds nothing under the headings; then it stands for all empty rows from `row` to `lastEmptyRow`. */
  empty: boolean;
  lastEmptyRow?: number;
  /** Null when the number is not right. */
  participantId: string | null;
  agreementId: string | null;
  /** Ten digits, bare; null when there is none, or it is not right. */
  enterpriseNumber: string | null;
  startsOn: Day | null;
  endsOn: Day | null;
  /** Days counted by the lead; null when it is no number. */
  count: number | null;
  /** Days listed that exist, each once, oldest first. */
  days: Day[];
  /** Each text that could not be read as a day, and whatever cell holds an error or a formula without a value. */
  unreadable: UnreadableText[];
  /** What stands in the cells, as text, but for the days and the name; the number of the person is masked. Empty cells are left out. */
  written: Readonly<Partial<Record<StatementColumn, string>>>;
  /** The same for lines that say the same. */
  fingerprint: string;
}
