import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import type { SubgraphContext } from "../../kernel/subgraph.js";
import { GuidanceAgreement } from "../entities/guidance-agreement.js";
import type { Loaders } from "../loaders.js";
import { agreementStatus } from "../rules/agreement-status.js";

type Context = SubgraphContext<Loaders>;

@Resolver(() => GuidanceAgreement)
export class GuidanceAgreementResolver {
  @FieldResolver()
  partnership(@Root() { partnershipId }: GuidanceAgreement, @Ctx() { load }: Context) {
    return load.partnership.load(partnershipId);
  }

  @FieldResolver()
  guide(@Root() { guideId }: GuidanceAgreement, @Ctx() { load }: Context) {
    return guideId && load.guide.load(guideId);
  }

  @FieldResolver()
  workplace(@Root() { workplaceId }: GuidanceAgreement, @Ctx() { load }: Context) {
    return workplaceId && load.workplace.load(workplaceId);
  }

  @FieldResolver()
  status(@Root() agreement: GuidanceAgreement, @Ctx() { today }: Context) {
    return agreementStatus(agreement, today);
  }
}
