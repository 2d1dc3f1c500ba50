import type { Day } from "../../../schema/scalars.js";
import { QualificationKind, type Guide } from "../entities/guide.js";

/** Guides whom an organisation employs on a day and who by then had a qualification that the department recognises. */
export function qualifiedGuides(guides: readonly Guide[], enterpriseNumber: string, day: Day): Guide[] {
  return employed(guides, enterpriseNumber, day).filter(
    ({ qualification }) =>
      qualification !== null &&
      qualification.kind !== QualificationKind.UNKNOWN &&
      (qualification.obtainedOn === null || qualification.obtainedOn <= day),
  );
}

/** Whether one of those employed has a qualification of which it is not known whether it counts. */
export function hasUnknownQualification(guides: readonly Guide[], enterpriseNumber: string, day: Day): boolean {
  return employed(guides, enterpriseNumber, day).some(
    ({ qualification }) => qualification?.kind === QualificationKind.UNKNOWN,
  );
}

function employed(guides: readonly Guide[], enterpriseNumber: string, day: Day): Guide[] {
  return guides.filter(
    ({ organisation, employedFrom, employedTo }) =>
      organisation.enterpriseNumber === enterpriseNumber &&
      employedFrom <= day &&
      (employedTo === null || day <= employedTo),
  );
}
