import { Arg, Ctx, Directive, FieldResolver, Resolver, Root } from "type-graphql";
import { DayScalar, type Day } from "../../../schema/scalars.js";
import { KEPT } from "../../kernel/kept/kept-times.js";
import { forGroup } from "../../kernel/who-may-read.js";
import type { SubgraphContext } from "../../kernel/subgraph.js";
import { EligibilityAssessment } from "../entities/eligibility-assessment.js";
import { Outflow } from "../entities/outflow.js";
import { Participant } from "../entities/participant.js";
import { Referral } from "../entities/referral.js";
import { Statute } from "../entities/statute.js";
import type { Loaders } from "../loaders.js";
import { heldOn } from "../rules/held-on.js";

type Context = SubgraphContext<Loaders>;

@Resolver(() => Participant)
export class ParticipantResolver {
  @FieldResolver()
  async insz(@Root() { id }: Participant, @Ctx() { load }: Context) {
    return (await load.client.load(id))?.insz;
  }

  @FieldResolver()
  async name(@Root() { id }: Participant, @Ctx() { load }: Context) {
    return (await load.client.load(id))?.name;
  }

  @FieldResolver()
  async birthYear(@Root() { id }: Participant, @Ctx() { load }: Context) {
    return (await load.client.load(id))?.birthYear;
  }

  @FieldResolver()
  async municipality(@Root() { id }: Participant, @Ctx() { load }: Context) {
    return (await load.client.load(id))?.municipality;
  }

  @FieldResolver()
  async advice(@Root() { id }: Participant, @Ctx() { load }: Context) {
    return (await load.client.load(id))?.advice;
  }

  @FieldResolver()
  async assessmentDueOn(@Root() { id }: Participant, @Ctx() { load }: Context) {
    return (await load.client.load(id))?.assessmentDueOn;
  }

  @FieldResolver()
  async vdabFile(@Root() { id }: Participant, @Ctx() { load }: Context) {
    return (await load.client.load(id))?.vdabFile;
  }

  @Directive(KEPT)
  @Directive(forGroup("person"))
  @Directive("@listSize(assumedSize: 3)")
  @FieldResolver(() => [Statute], {
    nullable: "itemsAndList",
    description:
      "Hoedanigheden. Statutes held, as VDAB recorded them; null when VDAB has no file. A statute whose record cannot be read is null by itself.",
  })
  async statutes(
    @Root() { id }: Participant,
    @Ctx() { load }: Context,
    @Arg("on", () => DayScalar, {
      nullable: true,
      description: "Only those held on this day; all of them when left out.",
    })
    on?: Day | null,
  ) {
    const statutes = (await load.client.load(id))?.statutes;
    return on && statutes ? heldOn(statutes, on) : statutes;
  }

  @Directive(KEPT)
  @Directive(forGroup("guidance"))
  @Directive("@listSize(assumedSize: 3)")
  @FieldResolver(() => [Referral], {
    nullable: "itemsAndList",
    description: "Toeleidingen. Referrals, newest first. One whose record cannot be read is null by itself.",
  })
  referrals(@Root() { id }: Participant, @Ctx() { load }: Context) {
    return load.referrals.load(id);
  }

  @Directive(KEPT)
  @Directive(forGroup("guidance"))
  @Directive("@listSize(assumedSize: 3)")
  @FieldResolver(() => [EligibilityAssessment], {
    nullable: "itemsAndList",
    description: "Inschattingen. Newest first. One whose record cannot be read is null by itself.",
  })
  assessments(@Root() { id }: Participant, @Ctx() { load }: Context) {
    return load.assessments.load(id);
  }

  @Directive(KEPT)
  @Directive(forGroup("guidance"))
  @FieldResolver(() => Outflow, { nullable: true, description: "Doorstroom. Null when none is recorded." })
  outflow(@Root() { id }: Participant, @Ctx() { load }: Context) {
    return load.outflow.load(id);
  }
}
