import { Arg, Ctx, Directive, FieldResolver, Resolver, Root } from "type-graphql";
import { DayScalar, QuarterScalar, type Day, type QuarterName } from "../../../schema/scalars.js";
import type { SubgraphContext } from "../../kernel/subgraph.js";
import { Attendance } from "../entities/attendance.js";
import { GuidanceAgreement } from "../entities/guidance-agreement.js";
import { Participant, REQUIRED_FACTS } from "../entities/participant.js";
import { Readiness } from "../entities/readiness.js";
import { findAttendance } from "../find-attendance.js";
import { findGuidance, readableAgreements } from "../find-guidance.js";
import type { Loaders } from "../loaders.js";
import { nullWhenSilent } from "../null-when-silent.js";
import { hoursPerWeek } from "../rules/hours-per-week.js";
import { phase } from "../rules/phase.js";
import { readiness } from "../rules/readiness.js";

type Context = SubgraphContext<Loaders>;

@Resolver(() => Participant)
export class ParticipantResolver {
  @FieldResolver()
  async counterFile(@Root() { id }: Participant, @Ctx() { load }: Context) {
    return (await load.person.load(id))?.file;
  }

  @Directive("@listSize(assumedSize: 3)")
  @FieldResolver(() => [GuidanceAgreement], {
    nullable: "itemsAndList",
    description:
      "Begeleidingsovereenkomsten, all of them; null when the counter has no file. An agreement whose record is not right is null by itself.",
  })
  async agreements(@Root() { id }: Participant, @Ctx() { load }: Context) {
    return (await load.person.load(id))?.agreements;
  }

  @FieldResolver()
  async hoursPerWeek(@Root() { id }: Participant, @Ctx() { load, today }: Context) {
    return hoursPerWeek(readableAgreements(await load.person.load(id)), today);
  }

  @Directive("@cost(weight: 5)")
  @FieldResolver(() => Attendance, {
    nullable: true,
    description:
      "Aanwezigheid in a quarter, as reported; null when the leads concerned delivered no statement that the drop folder still keeps.",
  })
  attendance(
    @Root() { id }: Participant,
    @Ctx() context: Context,
    @Arg("quarter", () => QuarterScalar, { description: "Quarter." }) quarter: QuarterName,
  ) {
    return findAttendance(id, quarter, context);
  }

  @FieldResolver()
  async phase(@Root() { id, accessFacts, permissionFacts }: Participant, @Ctx() { load, today }: Context) {
    return phase(accessFacts ?? null, permissionFacts ?? null, readableAgreements(await load.person.load(id)), today);
  }

  @Directive("@cost(weight: 10)")
  @FieldResolver(() => Readiness, {
    nullable: true,
    description:
      "Mag deze persoon actief zijn op een dag, which conditions lack, and who must act. A condition whose agency did not answer is unknown, never guessed.",
  })
  @Directive(`@requires(fields: "${REQUIRED_FACTS}")`)
  async readiness(
    @Root() { id, accessFacts, permissionFacts }: Participant,
    @Ctx() context: Context,
    @Arg("on", () => DayScalar, { nullable: true, description: "The day; today when left out." }) on?: Day | null,
  ) {
    const guidance = await nullWhenSilent(findGuidance(id, context));
    const facts = { access: accessFacts ?? null, permissions: permissionFacts ?? null, guidance };
    return readiness(facts, on ?? context.today);
  }
}
