import type { Day } from "../../../schema/scalars.js";
import { AgreementStatus } from "../entities/guidance-agreement.js";

interface Term {
  startsOn: Day;
  endsOn: Day | null;
}

export function agreementStatus({ startsOn, endsOn }: Term, day: Day): AgreementStatus {
  if (startsOn > day) return AgreementStatus.PLANNED;
  return endsOn !== null && endsOn < day ? AgreementStatus.ENDED : AgreementStatus.RUNNING;
}

export function runsOn(term: Term, day: Day): boolean {
  return agreementStatus(term, day) === AgreementStatus.RUNNING;
}
