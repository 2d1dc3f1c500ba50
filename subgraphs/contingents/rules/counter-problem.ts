import type { Day, QuarterName } from "../../../schema/scalars.js";
import type { StatementProblem } from "../entities/quarterly-statement.js";
import { quarterPeriod } from "./quarter.js";
import type { StatementLine, StatementSheet } from "./statement-line.js";
import { problemOf, writtenDays } from "./statement-problem.js";
import { StatementProblemKind } from "./statement-problem-kind.js";

/*
 * Problems of a statement that show when it is held against the counter, the calendar and other statements.
 */

export function agreementUnreadable(line: StatementLine): StatementProblem {
  return problemOf(line, "agreement", StatementProblemKind.AGREEMENT_UNREADABLE, {
    message: "The counter's record of this agreement is not right, so the row cannot be checked.",
    remedy: "Ask the department to correct the record at the counter.",
  });
}

export function agreementOfAnother(line: StatementLine, partnershipId: string): StatementProblem {
  return problemOf(line, "agreement", StatementProblemKind.AGREEMENT_OF_ANOTHER, {
    message: `At the counter the agreement is of ${partnershipId}.`,
    remedy: "Write the number of an agreement of this partnership, or leave the row to the other one.",
  });
}

export function participantMismatch(line: StatementLine): StatementProblem {
  return problemOf(line, "insz", StatementProblemKind.PARTICIPANT_MISMATCH, {
    message: "At the counter somebody else holds the agreement.",
    remedy: "Correct the national number or the number of the agreement.",
  });
}

export function enterpriseMismatch(line: StatementLine): StatementProblem {
  return problemOf(line, "enterprise", StatementProblemKind.ENTERPRISE_MISMATCH, {
    message: "At the counter another organisation guides under the agreement.",
    remedy: "Write the enterprise number of the member that guides the participant.",
  });
}

export function sheetOfAnother({ name }: StatementSheet, enterpriseNumbers: readonly string[]): StatementProblem {
  return {
    ...{ sheet: name, row: null, column: null, value: enterpriseNumbers.join("; ") },
    kind: StatementProblemKind.ENTERPRISE_MISMATCH,
    message: "The enterprise number above the headings is of no member of this partnership, so no row counts.",
    remedy: "Deliver the statement of this partnership, or correct the enterprise number.",
  };
}

export function startMismatch(line: StatementLine): StatementProblem {
  return problemOf(line, "start", StatementProblemKind.START_MISMATCH, {
    message: "At the counter the agreement starts on another day.",
    remedy: "Correct the start date here or at the counter.",
  });
}

export function endMismatch(line: StatementLine): StatementProblem {
  return problemOf(line, "end", StatementProblemKind.END_MISMATCH, {
    message: "At the counter the agreement ends on another day, or has no end.",
    remedy: "Correct the end date here or at the counter.",
  });
}

export function dayOutsideAgreement(line: StatementLine, days: readonly Day[]): StatementProblem {
  return problemOf(line, "days", StatementProblemKind.DAY_OUTSIDE_AGREEMENT, {
    value: writtenDays(days),
    message: `By the counter's dates ${days.length} of the days are before the start or after the end.`,
    remedy: "Correct the days here, or the dates at the counter.",
  });
}

export function dayInFuture(line: StatementLine, days: readonly Day[]): StatementProblem {
  return problemOf(line, "days", StatementProblemKind.DAY_IN_FUTURE, {
    value: writtenDays(days),
    message: `${days.length} of the days had not come when the statement was delivered.`,
    remedy: "Correct the days, or deliver the statement again when they have passed.",
  });
}

export function reportedTwice(line: StatementLine, days: readonly Day[], partnershipId: string): StatementProblem {
  return problemOf(line, "days", StatementProblemKind.REPORTED_TWICE, {
    value: writtenDays(days),
    message: `The statement of ${partnershipId} lists ${days.length} of the days for the same person as well.`,
    remedy: "Agree with the other lead who reports each day, and deliver the corrected statement again.",
  });
}

export function quarterNotEnded(quarter: QuarterName): StatementProblem {
  const { to } = quarterPeriod(quarter);
  return {
    sheet: null,
    row: null,
    column: null,
    value: quarter,
    kind: StatementProblemKind.QUARTER_NOT_ENDED,
    message: `The statement was delivered before the quarter had ended, on ${to}.`,
    remedy: "Deliver it again after the quarter.",
  };
}

/** @param trouble what is wrong with it and what to do */
export function newerUnreadable(file: string, trouble: string, inForce: string): StatementProblem {
  return {
    ...{ sheet: null, row: null, column: null, value: file },
    kind: StatementProblemKind.FILE_UNREADABLE,
    message: `The newer file ${file} cannot be read. What counts is ${inForce}, delivered before it.`,
    remedy: trouble,
  };
}
