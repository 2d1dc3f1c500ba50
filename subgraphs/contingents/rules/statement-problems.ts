import type { Day, QuarterName } from "../../../schema/scalars.js";
import type { StatementProblem } from "../entities/quarterly-statement.js";
import { daysFromTo } from "./days.js";
import { quarterPeriod } from "./quarter.js";
import type { StatementLine } from "./statement-line.js";
import * as problem from "./statement-problem.js";

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
    if (line.empty) {
      problems.push(problem.emptyRow(line));
      continue;
    }
    const before = seen.get(line.fingerprint);
    if (before !== undefined) {
      problems.push(problem.duplicateRow(line, before));
      continue;
    }
    seen.set(line.fingerprint, line.row);
    if (line.participantId === null) problems.push(problem.inszInvalid(line));
    problems.push(
      ...unreadableDates(line),
      ...impossibleCount(line, daysFromTo(from, to)),
      ...daysOutside(line, from, to),
    );
    const placeOf = (day: Day) => present.get(`${line.participantId} ${day}`);
    const twice = line.days.filter((day) => placeOf(day) !== undefined);
    if (line.participantId !== null && twice.length > 0)
      problems.push(problem.sameDayTwice(line, twice, placeOf(twice[0]!)!));
    for (const day of line.days) if (placeOf(day) === undefined) present.set(`${line.participantId} ${day}`, line.row);
  }
  return problems;
}

function unreadableDates(line: StatementLine): StatementProblem[] {
  return (["start", "end", "days"] as const).flatMap((column) => {
    const texts = line.unreadable.filter((item) => item.column === column).map(({ text }) => text);
    return texts.length > 0 ? [problem.dateInvalid(line, column, texts)] : [];
  });
}

function impossibleCount(line: StatementLine, most: number): StatementProblem[] {
  const { count, days } = line;
  if (count === null || !Number.isInteger(count) || count < 0 || count > most)
    return [problem.daysImpossible(line, most)];
  return count === days.length ? [] : [problem.daysMismatch(line)];
}

function daysOutside(line: StatementLine, from: Day, to: Day): StatementProblem[] {
  const { days, startsOn, endsOn } = line;
  const outside = days.filter((day) => day < from || day > to);
  const before = days.filter((day) => startsOn !== null && day < startsOn);
  const after = days.filter((day) => endsOn !== null && day > endsOn);
  return [
    ...(outside.length > 0 ? [problem.dayOutsideQuarter(line, outside)] : []),
    ...(before.length > 0 ? [problem.dayBeforeStart(line, before)] : []),
    ...(after.length > 0 ? [problem.dayAfterEnd(line, after)] : []),
  ];
}

/** Lines whose agreement is not among those the counter knows. */
export function unknownAgreements(lines: readonly StatementLine[], known: ReadonlySet<string>): StatementProblem[] {
  return lines
    .filter(({ empty, agreementId }) => !empty && (agreementId === null || !known.has(agreementId)))
    .map(problem.agreementUnknown);
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
