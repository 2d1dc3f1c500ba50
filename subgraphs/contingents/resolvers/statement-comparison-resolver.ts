import { FieldResolver, Resolver, Root } from "type-graphql";
import { Fault, Refusal } from "../../../schema/faults.js";
import { ParticipantComparison, StatementComparison } from "../entities/statement-comparison.js";

@Resolver(() => StatementComparison)
export class StatementComparisonResolver {
  @FieldResolver()
  listed(@Root() comparison: StatementComparison) {
    return totalsOf(comparison).listed;
  }

  @FieldResolver()
  counted(@Root() comparison: StatementComparison) {
    return totalsOf(comparison).counted;
  }

  @FieldResolver()
  accepted(@Root() comparison: StatementComparison) {
    const { accepted } = totalsOf(comparison);
    refuseWithheld(comparison);
    return accepted;
  }

  @FieldResolver()
  reasons(@Root() comparison: StatementComparison) {
    totalsOf(comparison);
    return comparison.reasons;
  }
}

@Resolver(() => ParticipantComparison)
export class ParticipantComparisonResolver {
  @FieldResolver()
  accepted(@Root() comparison: ParticipantComparison) {
    refuseWithheld(comparison);
    return comparison.acceptedDays;
  }
}

/** @throws Refusal OUT_OF_SIGHT to those who do not see the partnership as a whole */
function totalsOf({ whole, totals }: StatementComparison): StatementComparison["totals"] {
  if (!whole) throw new Refusal("OUT_OF_SIGHT");
  return totals;
}

/** @throws Refusal OUT_OF_SIGHT, or the fault for which the ledger does not tell */
function refuseWithheld({ withheldFor }: { withheldFor: string | null }): void {
  if (withheldFor === "OUT_OF_SIGHT") throw new Refusal("OUT_OF_SIGHT");
  if (withheldFor !== null) throw new Fault("AGENCY_UNAVAILABLE", "DWSE");
}
