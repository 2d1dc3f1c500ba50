import type { FundingShare, SplitPart } from "../entities/funding-share.js";
import { euros } from "../entities/money.js";
import { divide } from "./divide.js";

/** A subsidy divided over the members, the amounts null where there is none. */
export function shareOut(subsidy: bigint | null, members: readonly SplitPart[]): FundingShare[] {
  const amounts = subsidy === null ? null : divide(subsidy, members.map(({ parts }) => parts)); // prettier-ignore
  return members.map(({ organisation, parts }, index) => {
    const cents = amounts?.[index];
    return {
      organisation: { enterpriseNumber: organisation },
      parts,
      amount: cents === undefined ? null : euros(cents),
    };
  });
}
