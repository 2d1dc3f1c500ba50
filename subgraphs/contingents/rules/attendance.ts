import type { QuarterName } from "../../../schema/scalars.js";
import type { GuidanceAgreement } from "../entities/guidance-agreement.js";
import { quarterPeriod } from "./quarter.js";
import type { StatementLine } from "./statement-line.js";

/** Partnerships in whose statement of a quarter somebody with these agreements may stand. */
export function partnershipsIn(agreements: readonly GuidanceAgreement[], quarter: QuarterName): string[] {
  const { from, to } = quarterPeriod(quarter);
  const during = agreements.filter(({ startsOn, endsOn }) => startsOn <= to && (endsOn === null || endsOn >= from));
  return [...new Set(during.map(({ partnershipId }) => partnershipId))];
}

/**
 * The lines of a statement that are about one person: under one of the person's ids, or under an agreement of the person
 * when the number in the line is not right.
 */
export function linesOf(
  lines: readonly StatementLine[],
  personIds: readonly string[],
  agreementIds: ReadonlySet<string>,
): StatementLine[] {
  return lines.filter(({ empty, participantId, agreementId }) =>
    empty
      ? false
      : participantId === null
        ? agreementId !== null && agreementIds.has(agreementId)
        : personIds.includes(participantId),
  );
}

/** Different days within the quarter that the lines list. */
export function daysPresent(lines: readonly StatementLine[], quarter: QuarterName): number {
  const { from, to } = quarterPeriod(quarter);
  return new Set(lines.flatMap(({ days }) => days).filter((day) => day >= from && day <= to)).size;
}
