import { Arg, Ctx, Directive, FieldResolver, Resolver, Root } from "type-graphql";
import { Refusal } from "../../../schema/faults.js";
import { DayScalar, QuarterScalar, type Day, type QuarterName } from "../../../schema/scalars.js";
import { KEPT } from "../../kernel/kept/kept-times.js";
import { forGroup } from "../../kernel/who-may-read.js";
import { readableOf, unreadableOf } from "../../kernel/record-fault.js";
import type { SubgraphContext } from "../../kernel/subgraph.js";
import type { WidestPeriod } from "../../kernel/widest-period.js";
import { Attendance } from "../entities/attendance.js";
import { GuidanceAgreement } from "../entities/guidance-agreement.js";
import { Participant, READINESS_FACTS, TOLD_SIGHT } from "../entities/participant.js";
import { Readiness } from "../entities/readiness.js";
import { findAttendance } from "../find-attendance.js";
import { findReadiness } from "../find-readiness.js";
import { findFile, isGuidedInSight, isInSight } from "../find-in-sight.js";
import type { Loaders } from "../loaders.js";
import { hoursPerWeek } from "../rules/hours-per-week.js";
import { mayReadCounterFile } from "../rules/may-see.js";
import { phase } from "../rules/phase.js";

type Context = SubgraphContext<Loaders>;

@Resolver(() => Participant)
export class ParticipantResolver {
  @FieldResolver()
  async counterFile(@Root() { id }: Participant, @Ctx() context: Context) {
    if (!mayReadCounterFile(context.asking.mandate)) throw new Refusal("UNAUTHORIZED_FIELD_OR_TYPE");
    // Not by what other agencies say: that comes along only where another field asks for it.
    return (await findFile({ id }, context))?.file;
  }

  @FieldResolver()
  guidanceSight(@Root() { id }: Participant, @Ctx() context: Context) {
    return isGuidedInSight(id, context);
  }

  @Directive(KEPT)
  @Directive(forGroup("guidance"))
  @Directive(TOLD_SIGHT)
  @Directive("@listSize(assumedSize: 3)")
  @FieldResolver(() => [GuidanceAgreement], {
    nullable: "itemsAndList",
    description:
      "Begeleidingsovereenkomsten, all of them; null when the counter has no file. An agreement whose record is not right is null by itself. A lead sees those of its partnerships, a guide those of the own organisation.",
  })
  async agreements(@Root() participant: Participant, @Ctx() context: Context) {
    return (await findFile(participant, context))?.agreements;
  }

  @FieldResolver()
  async hoursPerWeek(@Root() participant: Participant, @Ctx() context: Context) {
    return hoursPerWeek((await findFile(participant, context))?.agreements ?? [], context.today);
  }

  @Directive(forGroup("guidance"))
  @Directive(TOLD_SIGHT)
  @Directive("@cost(weight: 5)")
  @FieldResolver(() => Attendance, {
    nullable: true,
    description:
      "Aanwezigheid in a quarter, as reported; null when the leads concerned delivered no statement that the drop folder still keeps.",
  })
  attendance(
    @Root() participant: Participant,
    @Ctx() context: Context,
    @Arg("quarter", () => QuarterScalar, { description: "Quarter." }) quarter: QuarterName,
  ) {
    return findAttendance(participant, quarter, context);
  }

  @FieldResolver()
  async phase(@Root() participant: Participant, @Ctx() context: Context) {
    if (!(await isInSight(participant, context))) throw new Refusal("OUT_OF_SIGHT");
    const { accessFacts, permissionFacts } = participant;
    const all = (await findFile(participant, context))?.agreements ?? [];
    const unreadable = unreadableOf<WidestPeriod>(all);
    return phase(accessFacts ?? null, permissionFacts ?? null, readableOf(all), unreadable, context.today);
  }

  @Directive(forGroup("readiness"))
  @Directive("@cost(weight: 10)")
  @FieldResolver(() => Readiness, {
    nullable: true,
    description:
      "Mag deze persoon actief zijn op een dag, at which workplace, which conditions lack, and who must act. A condition whose agency did not answer is unknown, never guessed. A sickness fund or OCMW reads it for those on whose permission it decides.",
  })
  @Directive(`@requires(fields: "${READINESS_FACTS}")`)
  readiness(
    @Root() participant: Participant,
    @Ctx() context: Context,
    @Arg("on", () => DayScalar, { nullable: true, description: "The day; today when left out." }) on?: Day | null,
  ) {
    return findReadiness(participant, on ?? context.today, context);
  }
}
