import { Directive, FieldResolver, Resolver, Root } from "type-graphql";
import { Partnership } from "../entities/partnership.js";
import { PartnershipRegime } from "../entities/regime.js";
import { partnershipRegimes } from "../rules/regimes.js";

@Resolver(() => Partnership)
export class PartnershipRegimesResolver {
  @Directive("@listSize(assumedSize: 5)")
  @Directive(
    '@requires(fields: "legacyRecognitions { organisation scheme validFrom validTo participantFte supportStaffFte }")',
  )
  @FieldResolver(() => [PartnershipRegime], {
    nullable: true,
    description:
      "Regelingen. Under which rules the partnership and its members worked, oldest first, through 1 April 2021 and 1 January 2024. When the ledger does not answer, the years before 2021 are missing and an error says so.",
  })
  regimes(@Root() partnership: Partnership) {
    return partnershipRegimes(partnership, partnership.legacyRecognitions ?? []);
  }
}
