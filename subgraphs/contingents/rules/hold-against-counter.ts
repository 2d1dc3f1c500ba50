import type { Day, QuarterName } from "../../../schema/scalars.js";
import type { GuidanceAgreement } from "../entities/guidance-agreement.js";
import type { StatementProblem } from "../entities/quarterly-statement.js";
import * as problem from "./counter-problem.js";
import { quarterPeriod } from "./quarter.js";
import type { StatementLine, StatementSheet } from "./statement-line.js";
import { agreementUnknown } from "./statement-problem.js";
import { hasFormulaIn } from "./statement-problems.js";

/** Whose statement it is, of which quarter, and when it came. */
export interface StatementTime {
  partnershipId: string;
  quarter: QuarterName;
  deliveredOn: Day;
}

/** What the counter says of the lines of a statement. */
export interface CounterFacts {
  /** An agreement by its number: null where the counter knows none, UNREADABLE where its record is not right. */
  agreementOf(id: string): GuidanceAgreement | "UNREADABLE" | null;
  /** The id of a person under the newest number; a number that was replaced is the same person. */
  personOf(participantId: string): string;
  /** Whether one of these organisations leads the partnership or is a member of it, now or before. */
  isOfPartnership(enterpriseNumbers: readonly string[]): boolean;
}

/** A line of a statement, held against the counter and the calendar. */
export interface HeldLine {
  line: StatementLine;
  /** Whose line it is: the newest number of the person typed, else of who holds the agreement; null where neither is known. */
  participantId: string | null;
  /** Whether the counter knows the agreement, its record being right or not. */
  isKnown: boolean;
  /** Days that count, oldest first. */
  counted: Day[];
  problems: StatementProblem[];
}

/**
 * Holds lines against the counter and the calendar. A row that contradicts the counter does not count, nor does a day that cannot
 * have been one of guidance; each is a problem. A day counts once per person.
 */
export function holdAgainstCounter(
  lines: readonly StatementLine[],
  time: StatementTime,
  facts: CounterFacts,
  today: Day,
): HeldLine[] {
  const { from, to } = quarterPeriod(time.quarter);
  const known = time.deliveredOn < today ? time.deliveredOn : today;
  const at = { partnershipId: time.partnershipId, to };
  const isEarly = isPremature(time);
  const told = new Set<StatementSheet>();
  const seen = new Set<string>();
  const counted = new Map<string, Day[]>();
  return lines.flatMap((line): HeldLine[] => {
    if (line.empty || seen.has(line.fingerprint)) return [];
    seen.add(line.fingerprint);
    const typed = line.participantId === null ? null : facts.personOf(line.participantId);
    const last = line.days.at(-1) ?? known;
    const future = last <= known ? [] : line.days.filter((day) => day > known && day <= to);
    const tell = future.length > 0 ? [problem.dayInFuture(line, future)] : [];
    const { enterpriseNumbers = [] } = line.sheet;
    const isOfAnother = enterpriseNumbers.length > 0 && !facts.isOfPartnership(enterpriseNumbers);
    if (isOfAnother && !told.has(line.sheet)) tell.push(problem.sheetOfAnother(line.sheet, enterpriseNumbers));
    told.add(line.sheet);
    const agreement = line.agreementId === null ? null : facts.agreementOf(line.agreementId);
    if (agreement === null) {
      if (!hasFormulaIn(line, "agreement")) tell.push(agreementUnknown(line));
      return [{ line, participantId: typed, isKnown: false, counted: [], problems: tell }];
    }
    if (agreement === "UNREADABLE") {
      tell.push(problem.agreementUnreadable(line));
      return [{ line, participantId: typed, isKnown: true, counted: [], problems: tell }];
    }
    const contradictions = contradictionsOf(line, agreement, typed, at, facts, today);
    const outside = line.days.filter((day) => day >= from && day <= to && !isWithin(agreement, day));
    // What is outside the dates in the row was told by the row alone.
    const untold = outside.filter((day) => isWithin({ startsOn: line.startsOn ?? day, endsOn: line.endsOn }, day));
    if (contradictions.length === 0 && untold.length > 0) tell.push(problem.dayOutsideAgreement(line, untold));
    const participantId = typed ?? facts.personOf(agreement.participant.id);
    const isGood = contradictions.length === 0 && !isOfAnother && typed !== null && !isEarly;
    const days = line.days.filter((day) => day >= from && day <= to && day <= known && isWithin(agreement, day));
    const before = counted.get(participantId);
    const own = !isGood ? [] : before ? days.filter((day) => !before.includes(day)) : days;
    counted.set(participantId, before ? [...before, ...own] : own);
    return [{ line, participantId, isKnown: true, counted: own, problems: [...contradictions, ...tell] }];
  });
}

/** Whether a statement came before its quarter had ended: what it says of the quarter cannot be all. */
export function isPremature({ quarter, deliveredOn }: Pick<StatementTime, "quarter" | "deliveredOn">): boolean {
  return deliveredOn <= quarterPeriod(quarter).to;
}

function contradictionsOf(
  line: StatementLine,
  agreement: GuidanceAgreement,
  participantId: string | null,
  { partnershipId, to }: { partnershipId: string; to: Day },
  facts: CounterFacts,
  today: Day,
): StatementProblem[] {
  const found: StatementProblem[] = [];
  if (agreement.partnershipId !== partnershipId) found.push(problem.agreementOfAnother(line, agreement.partnershipId));
  if (participantId !== null && participantId !== facts.personOf(agreement.participant.id))
    found.push(problem.participantMismatch(line));
  // The row means another agreement: the rest of it is not to be held against this one.
  if (found.length > 0) return found;
  if (isNumberWritten(line) && line.enterpriseNumber !== agreement.organisation.enterpriseNumber)
    found.push(problem.enterpriseMismatch(line));
  if (line.startsOn !== null && line.startsOn !== agreement.startsOn) found.push(problem.startMismatch(line));
  if (isEndWrong(line, agreement.endsOn, to, today)) found.push(problem.endMismatch(line));
  return found;
}

/** Some write the name of the member there: it contradicts nothing. */
function isNumberWritten({ written, unreadable }: StatementLine): boolean {
  return /\d/.test(written.enterprise ?? "") && !unreadable.some(({ column }) => column === "enterprise");
}

/**
 * Whether the end in a row is unlike the counter's, and was so already at the end of the quarter: an agreement may be stopped after
 * the quarter, or prolonged at the end that the row names.
 */
function isEndWrong({ endsOn, unreadable }: StatementLine, end: Day | null, to: Day, today: Day): boolean {
  if (endsOn === end || unreadable.some(({ column }) => column === "end")) return false;
  const stoppedLater = end !== null && end > to && (endsOn === null || endsOn > end);
  const prolonged = endsOn !== null && endsOn > to && endsOn <= today && (end === null || end > endsOn);
  return !stoppedLater && !prolonged;
}

function isWithin({ startsOn, endsOn }: { startsOn: Day; endsOn: Day | null }, day: Day): boolean {
  return startsOn <= day && (endsOn === null || day <= endsOn);
}
