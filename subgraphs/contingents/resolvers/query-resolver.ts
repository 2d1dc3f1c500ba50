import type { GraphQLResolveInfo } from "graphql";
import { Arg, Ctx, Directive, ID, Info, Int, Query, Resolver } from "type-graphql";
import { Fault, Refusal } from "../../../schema/faults.js";
import type { EnterpriseNumber } from "../../../schema/identifiers.js";
import { EnterpriseNumberScalar } from "../../../schema/scalars.js";
import { cursorsOf, edgeAt, type Page, PAGED, pageOf, readFirst } from "../../kernel/connection.js";
import { AUTHENTICATED, forGroup } from "../../kernel/who-may-read.js";
import type { SubgraphContext } from "../../kernel/subgraph.js";
import { Organisation } from "../entities/organisation.js";
import { PartnershipConnection, PartnershipFilter } from "../entities/partnership-search.js";
import { Partnership } from "../entities/partnership.js";
import { UnassignedFile } from "../entities/unassigned-file.js";
import { findPartnerships } from "../find-partnerships.js";
import type { Loaders } from "../loaders.js";
import { mayReadStatements, maySeePartnership } from "../rules/may-see.js";

type Context = SubgraphContext<Loaders>;

@Resolver()
export class QueryResolver {
  @Directive(AUTHENTICATED)
  @Query(() => Partnership, {
    nullable: true,
    description: "One partnership (samenwerkingsverband); null when the counter knows none with that id.",
  })
  partnership(
    @Ctx() { load }: Context,
    @Arg("id", () => ID, { description: "The department's id of the partnership, such as SV-0001." }) id: string,
  ) {
    return load.partnership.load(id);
  }

  @Directive(AUTHENTICATED)
  @Directive(PAGED)
  @Query(() => PartnershipConnection, {
    nullable: true,
    description: "Partnerships, in the order of their ids. Null when the counter does not answer.",
  })
  async partnerships(
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
    @Arg("filter", () => PartnershipFilter, { nullable: true, description: "Which ones; all when left out." })
    filter?: PartnershipFilter | null,
    @Arg("first", () => Int, { nullable: true, description: "How many: 50 unless told, 200 at most." })
    first?: number | null,
    @Arg("after", () => String, { nullable: true, description: "Cursor of the item to go on after." })
    after?: string | null,
  ): Promise<Page<Partnership | Fault>> {
    readFirst(first);
    const found = await findPartnerships(filter ?? {}, context);
    const cursors = cursorsOf(info, context);
    const page = pageOf(found, ({ id }) => id, cursors, { first, after });
    const totalCount = found.filter(({ partnership }) => !(partnership instanceof Fault)).length;
    return { ...page, totalCount, edges: page.edges.map(({ node }) => edgeAt(node.id, node.partnership, cursors)) };
  }

  @Directive(forGroup("guidance"))
  @Directive("@listSize(assumedSize: 10)")
  @Directive("@cost(weight: 5)")
  @Query(() => [UnassignedFile], {
    nullable: true,
    description:
      "Niet toegewezen bestanden in the drop folder, by folder: statements that were delivered under a name or in a place that says too little. For the department; a lead sees those in the folders of its partnerships; refused to others.",
  })
  async unassignedFiles(@Ctx() { load, asking }: Context): Promise<UnassignedFile[]> {
    const { mandate } = asking;
    if (!mayReadStatements(mandate)) throw new Refusal("UNAUTHORIZED_FIELD_OR_TYPE");
    const files = await load.unassignedFiles();
    if (maySeePartnership(mandate, { lead: null })) return files;
    const folders = [...new Set(files.flatMap(({ folder }) => folder ?? []))];
    const partnerships = await load.partnership.loadMany(folders);
    const failed = partnerships.find((one) => one instanceof Error);
    if (failed) throw failed;
    const led = folders.filter((_, i) => {
      const { lead } = (partnerships[i] as Partnership | null) ?? {};
      return lead && maySeePartnership(mandate, { lead: lead.enterpriseNumber });
    });
    return files.filter(({ folder }) => folder !== null && led.includes(folder));
  }

  @Directive(AUTHENTICATED)
  @Query(() => Organisation, {
    nullable: true,
    description: "One organisation by its enterprise number (KBO); null when the counter does not know it.",
  })
  organisation(
    @Ctx() { load }: Context,
    @Arg("enterpriseNumber", () => EnterpriseNumberScalar, { description: "Ondernemingsnummer (KBO)." })
    enterpriseNumber: EnterpriseNumber,
  ) {
    return load.organisation.load(enterpriseNumber);
  }
}
