import type { GraphQLResolveInfo } from "graphql";
import { Arg, Ctx, Directive, FieldResolver, Info, Int, Resolver, Root } from "type-graphql";
import { DayScalar, type Day } from "../../../schema/scalars.js";
import { Fault, Refusal } from "../../../schema/faults.js";
import { countPersons, cursorsOf, emptyPage, type PageOfPersons, PAGED, readFirst } from "../../kernel/connection.js";
import { forGroup } from "../../kernel/who-may-read.js";
import type { SubgraphContext } from "../../kernel/subgraph.js";
import { countOccupancy } from "../count-occupancy.js";
import { Finding } from "../entities/finding.js";
import { AgreementStatus, type GuidanceAgreement } from "../entities/guidance-agreement.js";
import { Guide } from "../entities/guide.js";
import { Occupancy } from "../entities/occupancy.js";
import {
  GuidanceAgreementConnection,
  ParticipantConnection,
  PartnershipParticipantFilter,
} from "../entities/partnership-search.js";
import { Partnership, REQUIRED_FILINGS } from "../entities/partnership.js";
import { QuarterlyStatement } from "../entities/quarterly-statement.js";
import { findCompliance } from "../find-compliance.js";
import { listStatements } from "../list-statements.js";
import type { Loaders } from "../loaders.js";
import { countReadable, pageThrough } from "../page-through.js";
import { cutOf, mayReadStatements, maySeeGuide, maySeePartnership } from "../rules/may-see.js";

type Context = SubgraphContext<Loaders>;

@Resolver(() => Partnership)
export class PartnershipResolver {
  @FieldResolver()
  members(@Root() { members, faults }: Partnership) {
    return [...members, ...(faults?.members ?? [])];
  }

  @FieldResolver()
  contingents(@Root() { contingents, faults }: Partnership) {
    return [...contingents, ...(faults?.contingents ?? [])];
  }

  @FieldResolver()
  insurances(@Root() { insurances, faults }: Partnership) {
    return [...insurances, ...(faults?.insurances ?? [])];
  }

  @FieldResolver(() => Occupancy, {
    nullable: true,
    description: "Bezetting. Running guidance against the contingent in force on a day.",
  })
  occupancy(
    @Root() partnership: Partnership,
    @Ctx() context: Context,
    @Arg("on", () => DayScalar, { nullable: true, description: "The day; today when left out." }) on?: Day | null,
  ) {
    return countOccupancy(partnership, on ?? context.today, context);
  }

  @Directive("@listSize(assumedSize: 26)")
  @FieldResolver(() => [Occupancy], {
    nullable: true,
    description:
      "Bezetting op meerdere dagen, in the order of the days asked for: how it went over a year. Each day costs the counter one count, of all partnerships of the question together.",
  })
  async occupancies(
    @Root() partnership: Partnership,
    @Ctx() context: Context,
    @Arg("on", () => [DayScalar], { description: "The days, 60 at most." }) on: Day[],
  ) {
    const counted = await Promise.all(on.map((day) => countOccupancy(partnership, day, context)));
    return counted.every((occupancy) => occupancy !== null) ? counted : null;
  }

  @Directive(forGroup("guidance"))
  @Directive(PAGED)
  @FieldResolver(() => ParticipantConnection, {
    nullable: true,
    description:
      "Deelnemers. Everybody who has or had an agreement with the partnership and is in the asker's sight, in a stable order; others are not counted either. VDAB's mediators find their people with the root `participants`.",
  })
  async participants(
    @Root() { id, lead }: Partnership,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
    @Arg("filter", () => PartnershipParticipantFilter, { nullable: true, description: "Which ones." })
    filter?: PartnershipParticipantFilter | null,
    @Arg("first", () => Int, { nullable: true, description: "How many: 50 unless told, 200 at most." })
    first?: number | null,
    @Arg("after", () => String, { nullable: true, description: "Cursor of the item to go on after." })
    after?: string | null,
  ): Promise<PageOfPersons<{ id: string } | Fault>> {
    const { asking, load, fewPersons } = context;
    const size = readFirst(first);
    const cursors = cursorsOf(info, context, id);
    const cut = cutOf(asking.mandate, { lead: lead.enterpriseNumber });
    const { activeOn, guide, organisation = cut?.organisation } = filter ?? {};
    if (!cut || (cut.organisation && organisation && cut.organisation !== organisation))
      return emptyPage(cursors, after);
    const which = { ...(activeOn && { activeOn }), ...(guide && { guide }), ...(organisation && { organisation }) };
    const read = (start: string | null, size: number) =>
      load.participantPage({ partnership: id, after: start, size, ...which, ...cut });
    const page = await pageThrough("participants", read, cursors, { first: size, after });
    return countPersons(page, fewPersons, async () => (await read(null, page.totalCount))?.items ?? []);
  }

  @Directive(forGroup("guidance"))
  @Directive(PAGED)
  @FieldResolver(() => GuidanceAgreementConnection, {
    nullable: true,
    description:
      "Begeleidingsovereenkomsten of the partnership that are in the asker's sight, in the order of their numbers; others are not counted either.",
  })
  async agreements(
    @Root() { id, lead }: Partnership,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
    @Arg("status", () => AgreementStatus, { nullable: true, description: "With this status today." })
    status?: AgreementStatus | null,
    @Arg("first", () => Int, { nullable: true, description: "How many: 50 unless told, 200 at most." })
    first?: number | null,
    @Arg("after", () => String, { nullable: true, description: "Cursor of the item to go on after." })
    after?: string | null,
  ): Promise<PageOfPersons<GuidanceAgreement | Fault>> {
    const { asking, load, fewPersons } = context;
    const size = readFirst(first);
    const cursors = cursorsOf(info, context, id);
    const cut = cutOf(asking.mandate, { lead: lead.enterpriseNumber });
    if (!cut) return emptyPage(cursors, after);
    const which = { ...(status && { status }), ...cut };
    const read = (start: string | null, size: number) =>
      load.agreementPage({ partnership: id, after: start, size, ...which });
    const page = await pageThrough("agreements", read, cursors, { first: size, after });
    const counted = await countPersons(page, fewPersons, async () => (await read(null, page.totalCount))?.items ?? []);
    return {
      ...counted,
      // Read when it is asked for: the counter's own total counts records that cannot be read.
      get totalCount() {
        return countReadable("agreements", page, read) as unknown as number;
      },
    };
  }

  @Directive(forGroup("guidance"))
  @Directive("@listSize(assumedSize: 10)")
  @FieldResolver(() => [Guide], {
    nullable: "itemsAndList",
    description:
      "Begeleiders, with qualification and its evidence; past ones too. One whose record cannot be read is null by itself. A lead sees those of its partnerships, a guide those of the own organisation.",
  })
  async guides(@Root() { id, lead }: Partnership, @Ctx() { asking, load }: Context) {
    return (await load.guidesOf.load(id))?.filter((guide) => {
      const organisation = guide instanceof Fault ? "" : guide.organisation.enterpriseNumber;
      return maySeeGuide(asking.mandate, { organisation, lead: lead.enterpriseNumber });
    });
  }

  @Directive("@listSize(assumedSize: 10)")
  @Directive("@cost(weight: 3)")
  @Directive(`@requires(fields: "${REQUIRED_FILINGS}")`)
  @FieldResolver(() => [Finding], {
    nullable: true,
    description:
      "Naleving. Every obligation of the partnership and its members today, met or not, since when, and who must act. A part of the counter that does not answer makes its findings unknown, not the list empty. Of findings about people, the lead, dossier managers and inspectors alone read what was seen; what is about one agreement is in `findings` of the participant and of the agreement.",
  })
  compliance(@Root() partnership: Partnership, @Ctx() context: Context) {
    return findCompliance(partnership, context);
  }

  @Directive(forGroup("guidance"))
  @Directive("@listSize(assumedSize: 4)")
  @Directive("@cost(weight: 5)")
  @FieldResolver(() => [QuarterlyStatement], {
    nullable: true,
    description:
      "Kwartaaloverzichten of a year, delivered or missing. The drop folder keeps those of this year and of the second half of the year before; older ones were taken out when they were settled and are not listed. For the lead and the department; refused to others.",
  })
  statements(
    @Root() partnership: Partnership,
    @Ctx() context: Context,
    @Arg("year", () => Int, { description: "Calendar year." }) year: number,
  ) {
    const { mandate } = context.asking;
    if (!mayReadStatements(mandate)) throw new Refusal("UNAUTHORIZED_FIELD_OR_TYPE");
    if (!maySeePartnership(mandate, { lead: partnership.lead.enterpriseNumber })) throw new Refusal("OUT_OF_SIGHT");
    return listStatements(partnership, year, context);
  }
}
