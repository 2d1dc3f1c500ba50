import type { Day } from "../../../schema/scalars.js";
import type { Insurance, InsuranceFault, InsuranceKind } from "../entities/insurance.js";
import { dayAfter } from "../../../schema/days.js";
import { holdsOn } from "./holds-on.js";

/** Whether an organisation is insured on a day, since when that is so, and until when as far as agreed. */
export interface Cover {
  /** Null where an insurance that cannot be read may cover the day. */
  insured: boolean | null;
  /** First day of the cover, or of the gap; null when there never was a cover. */
  since: Day | null;
  until: Day | null;
}

export function coverOn(
  insurances: readonly Insurance[],
  enterpriseNumber: string,
  kind: InsuranceKind,
  day: Day,
  unreadable: readonly InsuranceFault[] = [],
): Cover {
  const own = insurances
    .filter((insurance) => insurance.kind === kind && insurance.organisation.enterpriseNumber === enterpriseNumber)
    .sort((a, b) => (a.validFrom < b.validFrom ? -1 : 1));
  const current = own.find((insurance) => holdsOn(insurance, day));
  if (current) return { insured: true, since: current.validFrom, until: current.validTo };
  const mayCover = ({ readable }: InsuranceFault) =>
    [null, kind].includes(readable.kind) &&
    (readable.organisation === null || readable.organisation === enterpriseNumber) &&
    holdsOn(readable, day);
  if (unreadable.some(mayCover)) return { insured: null, since: null, until: null };
  const ended = own
    .flatMap(({ validTo }) => (validTo !== null && validTo < day ? [validTo] : []))
    .sort()
    .at(-1);
  return { insured: false, since: ended === undefined ? null : dayAfter(ended), until: null };
}
