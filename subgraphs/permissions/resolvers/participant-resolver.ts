import { Arg, Ctx, Directive, FieldResolver, Resolver, Root } from "type-graphql";
import { Fault, FAULTS, Refusal, type FaultCode } from "../../../schema/faults.js";
import { DayScalar, type Day } from "../../../schema/scalars.js";
import { InszState, type AgencyFile } from "../../kernel/agency-file.js";
import { forGroup } from "../../kernel/who-may-read.js";
import type { SubgraphContext } from "../../kernel/subgraph.js";
import { Participant, TOLD_SIGHT } from "../entities/participant.js";
import { Permission } from "../entities/permission.js";
import { findConfirmed } from "../find-confirmed.js";
import { ifInSight, isInSight } from "../find-in-sight.js";
import { findPermissions } from "../find-permissions.js";
import type { Loaders } from "../loaders.js";
import { decidesItself, isPaidBy, mayReadConfirmedStatutes, mayReadSupportMeasures } from "../rules/may-see.js";
import { permissionFacts } from "../rules/permission-facts.js";

type Context = SubgraphContext<Loaders>;

@Resolver(() => Participant)
export class ParticipantResolver {
  @Directive(forGroup("permissions"))
  @Directive(TOLD_SIGHT)
  @Directive("@listSize(assumedSize: 3)")
  @Directive("@cost(weight: 3)")
  @FieldResolver(() => [Permission], {
    nullable: "itemsAndList",
    description:
      "Toelatingen. One for each statute that needs one and for which one was asked: the one in force on the day, else the newest; and NOT_NEEDED for a statute the network confirms that needs none. A statute that needs one and has no entry lacks it. A permission whose record cannot be read is null by itself. Sickness funds and OCMWs see their own decisions alone. Null for a person out of sight.",
  })
  permissions(
    @Root() participant: Participant,
    @Ctx() context: Context,
    @Arg("on", () => DayScalar, { nullable: true, description: "How they stand on this day; today when left out." })
    on?: Day | null,
  ) {
    return ifInSight(participant, context, () => findPermissions(participant.id, on ?? context.today, context));
  }

  @FieldResolver()
  insz(@Root() participant: Participant, @Ctx() context: Context) {
    return ifInSight(participant, context, () => context.ids.open(participant.id));
  }

  @FieldResolver()
  name(@Root() participant: Participant, @Ctx() context: Context) {
    return ifInSight(participant, context, () => {
      const { nameFact } = participant;
      if (!nameFact) throw new Fault("AGENCY_UNAVAILABLE", "VDAB", "it did not tell the name");
      const { name, withheldFor } = nameFact;
      if (withheldFor !== null)
        throw new Fault(withheldFor in FAULTS ? (withheldFor as FaultCode) : "AGENCY_FAILED", "VDAB");
      return name;
    });
  }

  @FieldResolver()
  confirmedStatutes(@Root() participant: Participant, @Ctx() context: Context) {
    if (!mayReadConfirmedStatutes(context.asking.mandate)) throw new Refusal("UNAUTHORIZED_FIELD_OR_TYPE");
    return ifInSight(participant, context, async () => {
      const { mandate } = context.asking;
      if (!decidesItself(mandate))
        return findConfirmed(participant.id, ["socialStatutes", "livingWage", "disabilityFile"], context.load);
      const paid = await findConfirmed(participant.id, ["livingWage"], context.load);
      return paid.filter((statute) => isPaidBy(statute, mandate.organisation));
    });
  }

  @FieldResolver()
  supportMeasures(@Root() participant: Participant, @Ctx() context: Context) {
    if (!mayReadSupportMeasures(context.asking.mandate)) throw new Refusal("UNAUTHORIZED_FIELD_OR_TYPE");
    return ifInSight(
      participant,
      context,
      async () => (await context.load.supportMeasures.load(participant.id))?.facts ?? null,
    );
  }

  @FieldResolver()
  networkFile(@Root() participant: Participant, @Ctx() context: Context): Promise<AgencyFile | null> {
    return ifInSight(participant, context, async () => {
      const answer = await context.load.permissions.load(participant.id).catch(nullWhenNotKnown);
      return (
        answer && { agency: "MAGDA", inszState: InszState.CURRENT, replacedOn: null, asOf: answer.asOf, stale: false }
      );
    });
  }

  @FieldResolver()
  async permissionFacts(@Root() participant: Participant, @Ctx() context: Context) {
    // For rules alone, which decide on sight themselves: what is refused is told at the field that a client asked for.
    if (!(await isInSight(participant.id, participant, context))) return null;
    return permissionFacts((await context.load.permissions.load(participant.id))?.facts ?? []);
  }
}

function nullWhenNotKnown(error: unknown): null {
  if (error instanceof Fault && error.code === "INSZ_NOT_KNOWN") return null;
  throw error;
}
