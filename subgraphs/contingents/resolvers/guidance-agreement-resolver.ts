import { Arg, Ctx, Directive, FieldResolver, Resolver, Root } from "type-graphql";
import { DayScalar, QuarterScalar, type Day, type QuarterName } from "../../../schema/scalars.js";
import { forGroup } from "../../kernel/who-may-read.js";
import type { SubgraphContext } from "../../kernel/subgraph.js";
import { Attendance } from "../entities/attendance.js";
import { GuidanceAgreement } from "../entities/guidance-agreement.js";
import { findAgreementAttendance } from "../find-attendance.js";
import { READINESS_FACTS } from "../entities/participant.js";
import { AgreementReadiness } from "../entities/readiness.js";
import { findAgreementReadiness } from "../find-readiness.js";
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

  @FieldResolver()
  hours(@Root() { hours, hoursFaults = [] }: GuidanceAgreement) {
    return [...hours, ...hoursFaults];
  }

  @FieldResolver()
  dimona(@Root() { dimona, dimonaFault }: GuidanceAgreement) {
    return dimonaFault ?? dimona;
  }

  @Directive(forGroup("readiness"))
  @Directive("@cost(weight: 10)")
  @Directive(`@requires(fields: "participant { ${READINESS_FACTS} }")`)
  @FieldResolver(() => AgreementReadiness, {
    description:
      "Mag de deelnemer onder deze overeenkomst actief zijn op een dag, which conditions lack, and who must act. A condition whose agency did not answer is unknown, never guessed.",
  })
  readiness(
    @Root() agreement: GuidanceAgreement,
    @Ctx() context: Context,
    @Arg("on", () => DayScalar, { nullable: true, description: "The day; today when left out." }) on?: Day | null,
  ) {
    return findAgreementReadiness(agreement, on ?? context.today, context);
  }
}
