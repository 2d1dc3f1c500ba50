import type { Day, QuarterName } from "../../../schema/scalars.js";
import type { StatementProblem } from "../entities/quarterly-statement.js";
import { daysFromTo } from "./days.js";
import { quarterPeriod } from "./quarter.js";
import { StatementProblemKind } from "./statement-problem-kind.js";

/** One line of a quarterly statement, as far as it could be read. */
export interface StatementLine {
  /** Row in the sheet; the heading is 1. */
  row: number;
  empty: boolean;
  /** Null when the number is not right. */
  participantId: string | null;
  agreementId: string | null;
  startsOn: Day | null;
  endsOn: Day | null;
  /** Days counted by the lead; null when it is no number. */
  count: number | null;
  /** Days listed that exist, each once, oldest first. */
  days: Day[];
  /** What could not be read as a day. */
  unreadableDays: number;
  /** The same for lines that say the same. */
  fingerprint: string;
}

/** What a quarterly statement says, and what follows from its lines alone. */
export interface StatementContents {
  lines: StatementLine[];
  /** Lines that are not empty. */
  rows: number;
  /** Days listed, each participant once a day. */
  days: number;
  problems: StatementProblem[];
}

export function statementContents(lines: StatementLine[], quarter: QuarterName): StatementContents {
  return {
    lines,
    rows: lines.filter(({ empty }) => !empty).length,
    days: countDays(lines),
    problems: statementProblems(lines, quarter),
  };
}

/** What is wrong with the lines of a statement by themselves, without asking whether their agreements exist. */
export function statementProblems(lines: readonly StatementLine[], quarter: QuarterName): StatementProblem[] {
  const problems: StatementProblem[] = [];
  const { from, to } = quarterPeriod(quarter);
  const seen = new Map<string, number>();
  const present = new Map<string, number>();
  for (const line of lines) {
    const tell = (kind: StatementProblemKind, message: string) => problems.push({ row: line.row, kind, message });
    if (line.empty) {
      tell(StatementProblemKind.EMPTY_ROW, "The row is empty.");
      continue;
    }
    const before = seen.get(line.fingerprint);
    if (before !== undefined) {
      tell(StatementProblemKind.DUPLICATE_ROW, `The row says the same as row ${before}.`);
      continue;
    }
    seen.set(line.fingerprint, line.row);
    if (line.participantId === null)
      tell(StatementProblemKind.INSZ_INVALID, "The national number has wrong check digits or is not a number.");
    if (line.unreadableDays > 0)
      tell(StatementProblemKind.DATE_INVALID, "A date is not in the calendar or cannot be read.");
    tellCount(line, daysFromTo(from, to), tell);
    tellDays(line, from, to, tell);
    const twice = line.days.filter((day) => present.has(`${line.participantId} ${day}`));
    if (line.participantId !== null && twice.length > 0)
      tell(
        StatementProblemKind.SAME_DAY_TWICE,
        `${twice.length} of the days stand in row ${present.get(`${line.participantId} ${twice[0]}`)} for the same person.`,
      );
    for (const day of line.days)
      if (!present.has(`${line.participantId} ${day}`)) present.set(`${line.participantId} ${day}`, line.row);
  }
  return problems;
}

type Tell = (kind: StatementProblemKind, message: string) => void;

function tellCount({ count, days }: StatementLine, most: number, tell: Tell): void {
  if (count === null || !Number.isInteger(count) || count < 0 || count > most)
    tell(StatementProblemKind.DAYS_IMPOSSIBLE, `The number of days must be between 0 and ${most}.`);
  else if (count !== days.length)
    tell(StatementProblemKind.DAYS_MISMATCH, `${count} days are counted and ${days.length} are listed.`);
}

function tellDays({ days, startsOn, endsOn }: StatementLine, from: Day, to: Day, tell: Tell): void {
  const outside = days.filter((day) => day < from || day > to).length;
  if (outside > 0) tell(StatementProblemKind.DAY_OUTSIDE_QUARTER, `${outside} of the days are not in the quarter.`);
  const before = days.filter((day) => startsOn !== null && day < startsOn).length;
  if (before > 0) tell(StatementProblemKind.DAY_OUTSIDE_AGREEMENT, `${before} of the days are before the start.`);
  const after = days.filter((day) => endsOn !== null && day > endsOn).length;
  if (after > 0) tell(StatementProblemKind.DAY_OUTSIDE_AGREEMENT, `${after} of the days are after the end.`);
}

/** Lines whose agreement is not among those the counter knows. */
export function unknownAgreements(lines: readonly StatementLine[], known: ReadonlySet<string>): StatementProblem[] {
  return lines
    .filter(({ empty, agreementId }) => !empty && (agreementId === null || !known.has(agreementId)))
    .map(({ row }) => ({
      row,
      kind: StatementProblemKind.AGREEMENT_UNKNOWN,
      message: "The counter knows no agreement with that number.",
    }));
}

/** The days listed, each participant once a day; a line without a right number counts as somebody of its own. */
export function countDays(lines: readonly StatementLine[]): number {
  const days = new Set<string>();
  const seen = new Set<string>();
  for (const line of lines) {
    if (line.empty || seen.has(line.fingerprint)) continue;
    seen.add(line.fingerprint);
    for (const day of line.days) days.add(`${line.participantId ?? line.row} ${day}`);
  }
  return days.size;
}
