import type { Day, QuarterName } from "../../../schema/scalars.js";
import type { StatementProblem } from "../entities/quarterly-statement.js";
import { daysFromTo } from "../../../schema/days.js";
import { quarterPeriod } from "./quarter.js";
import type { StatementColumn, StatementLine, UnreadableText } from "./statement-line.js";
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

/** @param totals rows that add up the lines above them */
export function statementContents(
  lines: StatementLine[],
  totals: readonly StatementLine[],
  quarter: QuarterName,
): StatementContents {
  return {
    lines,
    rows: lines.filter(({ empty }) => !empty).length,
    days: countDays(lines),
    problems: [...statementProblems(lines, quarter), ...wrongTotals(lines, totals)],
  };
}

/** What is wrong with the lines of a statement by themselves, without asking whether their agreements exist. */
export function statementProblems(lines: readonly StatementLine[], quarter: QuarterName): StatementProblem[] {
  const problems: StatementProblem[] = lines.every(({ empty }) => empty) ? [problem.noRows()] : [];
  const { from, to } = quarterPeriod(quarter);
  const seen = new Map<string, number>();
  const inSeveral = participantsInSeveral(lines);
  /** Of participants in several lines, the row in which each day stands first. */
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
    problems.push(...unreadableFormulas(line));
    if (line.participantId === null && !hasFormulaIn(line, "insz")) problems.push(problem.inszInvalid(line));
    problems.push(
      ...unreadableDates(line),
      ...impossibleCount(line, daysFromTo(from, to)),
      ...daysOutside(line, from, to),
    );
    const { participantId } = line;
    if (participantId === null || !inSeveral.has(participantId)) continue;
    const placeOf = (day: Day) => present.get(`${participantId} ${day}`);
    const twice = line.days.filter((day) => placeOf(day) !== undefined);
    if (twice.length > 0) problems.push(problem.sameDayTwice(line, twice, placeOf(twice[0]!)!));
    for (const day of line.days) if (placeOf(day) === undefined) present.set(`${participantId} ${day}`, line.row);
  }
  return problems;
}

function isFormula({ why }: UnreadableText): boolean {
  return why === "FORMULA" || why === "ERROR";
}

/** Whether a cell holds a formula that was never worked out, or an error: a problem by itself. */
export function hasFormulaIn({ unreadable }: StatementLine, column: StatementColumn): boolean {
  return unreadable.some((item) => item.column === column && isFormula(item));
}

function unreadableFormulas(line: StatementLine): StatementProblem[] {
  return line.unreadable.filter(isFormula).map((item) => problem.formulaUnreadable(line, item));
}

const OF_NO_DATE = new Set<StatementColumn>(["insz", "agreement", "enterprise", "count"]);

/** One problem a cell, with each text in it that is no day. */
function unreadableDates(line: StatementLine): StatementProblem[] {
  const texts = new Map<StatementColumn, string[]>();
  for (const { column, text, why } of line.unreadable)
    if (why === "TEXT" && !OF_NO_DATE.has(column)) texts.set(column, [...(texts.get(column) ?? []), text]);
  return [...texts].map(([column, all]) => problem.dateInvalid(line, column, all));
}

function impossibleCount(line: StatementLine, most: number): StatementProblem[] {
  const { count, days } = line;
  if (hasFormulaIn(line, "count")) return [];
  if (count === null || !Number.isInteger(count) || count < 0 || count > most)
    return [problem.daysImpossible(line, most)];
  return count === days.length ? [] : [problem.daysMismatch(line)];
}

/** Totals that are neither of all lines above them, nor of those since the total before. */
function wrongTotals(lines: readonly StatementLine[], totals: readonly StatementLine[]): StatementProblem[] {
  let at = 0;
  let all = 0;
  return totals.flatMap((total) => {
    const before = all;
    for (; at < lines.length && lines[at]!.row < total.row; at += 1) all += lines[at]!.count ?? 0;
    if (total.count === null) return unreadableFormulas(total);
    return total.count === all || total.count === all - before ? [] : [problem.totalMismatch(total, all)];
  });
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

/** The days listed, each participant once a day; a line without a right number counts as somebody of its own. */
export function countDays(lines: readonly StatementLine[]): number {
  const inSeveral = participantsInSeveral(lines);
  const days = new Set<string>();
  const seen = new Set<string>();
  let alone = 0;
  for (const { empty, fingerprint, participantId, days: own } of lines) {
    if (empty || seen.has(fingerprint)) continue;
    seen.add(fingerprint);
    if (participantId === null || !inSeveral.has(participantId)) alone += own.length;
    else for (const day of own) days.add(`${participantId} ${day}`);
  }
  return alone + days.size;
}

/** Those in more than one line: the days of the others need no comparing. */
function participantsInSeveral(lines: readonly StatementLine[]): ReadonlySet<string> {
  const once = new Set<string>();
  const several = new Set<string>();
  for (const { participantId } of lines)
    if (participantId !== null) (once.has(participantId) ? several : once).add(participantId);
  return several;
}
