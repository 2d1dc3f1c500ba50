import type { Day, QuarterName } from "../../../schema/scalars.js";
import { Fault } from "../../../schema/faults.js";
import { RecordFault } from "../../kernel/record-fault.js";
import type { AgreementFault, GuidanceAgreement } from "../entities/guidance-agreement.js";
import { quarterPeriod } from "./quarter.js";
import type { StatementLine } from "./statement-line.js";

/**
 * Partnerships in whose statement of a quarter somebody with these agreements may stand. One whose record is not right may have
 * run in any quarter.
 */
export function partnershipsIn(agreements: readonly (GuidanceAgreement | Fault)[], quarter: QuarterName): string[] {
  const { from, to } = quarterPeriod(quarter);
  const during = agreements.filter(
    (agreement) =>
      agreement instanceof Fault ||
      (agreement.startsOn <= to && (agreement.endsOn === null || agreement.endsOn >= from)),
  );
  return [...new Set(during.flatMap((agreement) => partnershipOf(agreement) ?? []))];
}

/** Null where a record is not right and does not tell. */
export function partnershipOf(agreement: GuidanceAgreement | Fault): string | null {
  if (!(agreement instanceof Fault)) return agreement.partnershipId;
  return agreement instanceof RecordFault ? (agreement as AgreementFault).readable.partnershipId : null;
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

/** How many different days are in the lists. */
export function daysOf(lists: readonly (readonly Day[])[]): number {
  return new Set(lists.flat()).size;
}
