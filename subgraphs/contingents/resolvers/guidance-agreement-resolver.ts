import { Arg, Ctx, Directive, FieldResolver, Resolver, Root } from "type-graphql";
import { QuarterScalar, type QuarterName } from "../../../schema/scalars.js";
import type { SubgraphContext } from "../../kernel/subgraph.js";
import { Attendance } from "../entities/attendance.js";
import { GuidanceAgreement } from "../entities/guidance-agreement.js";
import { findAgreementAttendance } from "../find-attendance.js";
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

  @Directive("@cost(weight: 5)")
  @FieldResolver(() => Attendance, {
    nullable: true,
    description:
      "Aanwezigheid under this agreement in a quarter, as reported; null when its lead delivered no statement that the drop folder still keeps.",
  })
  attendance(
    @Root() agreement: GuidanceAgreement,
    @Ctx() context: Context,
    @Arg("quarter", () => QuarterScalar, { description: "Quarter." }) quarter: QuarterName,
  ) {
    return findAgreementAttendance(agreement, quarter, context);
  }
}
