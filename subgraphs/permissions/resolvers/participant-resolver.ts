import { Arg, Ctx, Directive, FieldResolver, Resolver, Root } from "type-graphql";
import { Fault } from "../../../schema/faults.js";
import { DayScalar, type Day } from "../../../schema/scalars.js";
import { InszState, type AgencyFile } from "../../kernel/agency-file.js";
import type { SubgraphContext } from "../../kernel/subgraph.js";
import { Participant } from "../entities/participant.js";
import { Permission } from "../entities/permission.js";
import { findConfirmed } from "../find-confirmed.js";
import { findPermissions } from "../find-permissions.js";
import type { Loaders } from "../loaders.js";
import { permissionFacts } from "../rules/permission-facts.js";

type Context = SubgraphContext<Loaders>;

@Resolver(() => Participant)
export class ParticipantResolver {
  @Directive("@listSize(assumedSize: 3)")
  @Directive("@cost(weight: 3)")
  @FieldResolver(() => [Permission], {
    nullable: true,
    description:
      "Toelatingen. One for each statute that needs one and for which one was asked: the one in force on the day, else the newest; and NOT_NEEDED for a statute the network confirms that needs none. A statute that needs one and has no entry lacks it.",
  })
  permissions(
    @Root() { id }: Participant,
    @Ctx() { load, today }: Context,
    @Arg("on", () => DayScalar, { nullable: true, description: "How they stand on this day; today when left out." })
    on?: Day | null,
  ) {
    return findPermissions(id, on ?? today, load);
  }

  @FieldResolver()
  confirmedStatutes(@Root() { id }: Participant, @Ctx() { load }: Context) {
    return findConfirmed(id, ["socialStatutes", "livingWage", "disabilityFile"], load);
  }

  @FieldResolver()
  async supportMeasures(@Root() { id }: Participant, @Ctx() { load }: Context) {
    return (await load.supportMeasures.load(id))?.facts;
  }

  @FieldResolver()
  async networkFile(@Root() { id }: Participant, @Ctx() { load }: Context): Promise<AgencyFile | null> {
    const answer = await load.permissions.load(id).catch(nullWhenNotKnown);
    return answer && { agency: "MAGDA", inszState: InszState.CURRENT, replacedOn: null, asOf: answer.asOf };
  }

  @FieldResolver()
  async permissionFacts(@Root() { id }: Participant, @Ctx() { load }: Context) {
    return permissionFacts((await load.permissions.load(id))?.facts ?? []);
  }
}

function nullWhenNotKnown(error: unknown): null {
  if (error instanceof Fault && error.code === "INSZ_NOT_KNOWN") return null;
  throw error;
}
