import type { GraphQLResolveInfo } from "graphql";
import { Arg, Ctx, Directive, ID, Info, Int, Query, Resolver } from "type-graphql";
import { Fault } from "../../../schema/faults.js";
import type { Insz } from "../../../schema/identifiers.js";
import { DayScalar, InszScalar, type Day } from "../../../schema/scalars.js";
import {
  countPersons,
  cursorsOf,
  edgeAt,
  type PageOfPersons,
  PAGED,
  type Paging,
  readFirst,
} from "../../kernel/connection.js";
import type { ListedClient } from "../source/vdab-source.js";
import { AUTHENTICATED, forGroup, IDENTIFYING } from "../../kernel/who-may-read.js";
import type { SubgraphContext } from "../../kernel/subgraph.js";
import { Participant } from "../entities/participant.js";
import { ParticipantConnection, ParticipantFilter, ParticipantOrder } from "../entities/participant-search.js";
import { findParticipant } from "../find-participant.js";
import type { Loaders } from "../loaders.js";
import { WAITING } from "../rules/waiting-days.js";

type Context = SubgraphContext<Loaders>;

@Resolver()
export class QueryResolver {
  // Whom VDAB has not answered for is found all the same: of that there is nothing stale to say.
  @Directive("@kept(seconds: 60)")
  @Directive(AUTHENTICATED)
  @Directive(forGroup("person-by-id"))
  @Query(() => Participant, {
    nullable: true,
    description:
      "One participant (deelnemer). Null when VDAB says it has no such person, and likewise for a person out of the asker's sight. Sickness funds and OCMWs, whose people are not VDAB's to tell, get the id they asked for whoever it is: what they may see is decided field by field. When VDAB does not answer, the facts of the other agencies still do. Refused with PARTICIPANT_ID_INVALID for an id that this graph did not give out.",
  })
  async participant(
    @Ctx() context: Context,
    @Arg("id", () => ID, { description: "The participant's id." }) id: string,
  ): Promise<{ id: string } | null> {
    context.ids.open(id);
    return findParticipant(id, context);
  }

  @Directive(AUTHENTICATED)
  @Directive(IDENTIFYING)
  @Query(() => Participant, {
    nullable: true,
    description:
      "One participant by national number (INSZ), for those who know it from elsewhere. A replaced number finds the person under the successor. Sight is as for `participant`.",
  })
  async participantByInsz(
    @Ctx() context: Context,
    @Arg("insz", () => InszScalar, { description: "INSZ. Send it as a variable, never in the text of the query." })
    insz: Insz,
  ): Promise<{ id: string } | null> {
    return findParticipant(context.ids.seal(insz), context);
  }

  @Directive(AUTHENTICATED)
  @Directive(forGroup("person-list"))
  @Directive(PAGED)
  @Query(() => ParticipantConnection, {
    nullable: true,
    description:
      "Participants that VDAB knows for AMA in the social economy and that are in the asker's sight; others are not counted either. Null when VDAB does not answer.",
  })
  participants(
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
    @Arg("filter", () => ParticipantFilter, { nullable: true, description: "Which ones; all when left out." })
    filter?: ParticipantFilter | null,
    @Arg("orderBy", () => ParticipantOrder, {
      defaultValue: ParticipantOrder.CLIENT_NUMBER,
      description: "In which order.",
    })
    orderBy?: ParticipantOrder,
    @Arg("first", () => Int, { nullable: true, description: "How many: 50 unless told, 200 at most." })
    first?: number | null,
    @Arg("after", () => String, { nullable: true, description: "Cursor of the item to go on after." })
    after?: string | null,
  ): Promise<PageOfPersons<{ id: string } | Fault>> {
    const { waiting, ...rest } = filter ?? {};
    const referralStatus = waiting ? [...WAITING] : rest.referralStatus;
    const search = { filter: { ...rest, referralStatus }, order: orderBy };
    return findPage(context, info, search, { first, after });
  }

  @Directive(AUTHENTICATED)
  @Directive(forGroup("person-list"))
  @Directive(PAGED)
  @Query(() => ParticipantConnection, {
    nullable: true,
    description:
      "Participants in the asker's sight whose assessment (inschatting) by VDAB is due before a day, the first due first. Null when VDAB does not answer.",
  })
  assessmentsDue(
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
    @Arg("before", () => DayScalar, { description: "Due before this day." }) before: Day,
    @Arg("partnership", () => ID, { nullable: true, description: "Only those referred to this partnership." })
    partnership?: string | null,
    @Arg("first", () => Int, { nullable: true, description: "How many: 50 unless told, 200 at most." })
    first?: number | null,
    @Arg("after", () => String, { nullable: true, description: "Cursor of the item to go on after." })
    after?: string | null,
  ): Promise<PageOfPersons<{ id: string } | Fault>> {
    const search = { filter: { partnership }, assessmentDueBefore: before, order: ParticipantOrder.ASSESSMENT_DUE };
    return findPage(context, info, search, { first, after });
  }
}

async function findPage(
  context: Context,
  info: GraphQLResolveInfo,
  search: Omit<Parameters<Loaders["search"]>[0], "first" | "after">,
  { first, after }: Paging,
): Promise<PageOfPersons<{ id: string } | Fault>> {
  const { load, fewPersons } = context;
  const cursors = cursorsOf(info, context);
  const page = await load.search({ ...search, first: readFirst(first), ...(after && { after: cursors.read(after) }) });
  const edges = page.clients.map((listed) => edgeAt(listed.place, nodeOf(listed), cursors));
  const pageInfo = { hasNextPage: page.hasMore, endCursor: edges.at(-1)?.cursor ?? null };
  return countPersons({ edges, pageInfo, totalCount: page.total }, fewPersons, async () =>
    (await load.search({ ...search, first: page.total })).clients.map(nodeOf),
  );
}

/** Of a person whose number can be read the fields fail each by itself; of another nothing can be asked. */
function nodeOf({ id, client }: ListedClient): { id: string } | Fault {
  return id === null && client instanceof Fault ? client : { id: id! };
}
