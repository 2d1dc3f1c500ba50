import { FieldResolver, Resolver, Root } from "type-graphql";
import { LegacyRegime } from "../entities/legacy-regime.js";
import { supportRatio } from "../rules/support-ratio.js";

@Resolver(() => LegacyRegime)
export class LegacyRegimeResolver {
  @FieldResolver()
  ratio(@Root() { participantFte, supportStaffFte }: LegacyRegime) {
    return supportRatio(participantFte, supportStaffFte);
  }
}
