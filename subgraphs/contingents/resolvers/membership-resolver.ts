import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { Fault } from "../../../schema/faults.js";
import type { Day } from "../../../schema/scalars.js";
import { readableOf } from "../../kernel/record-fault.js";
import { lastQuarterEnd } from "../../../schema/last-quarter-end.js";
import { roundDown } from "../../kernel/small-figures/round-down.js";
import { shownOrRefused } from "../../kernel/small-figures/shown-or-refused.js";
import type { SubgraphContext } from "../../kernel/subgraph.js";
import { Membership } from "../entities/membership.js";
import { mayCountGuides } from "../find-in-sight.js";
import type { Loaders } from "../loaders.js";
import { qualifiedGuides } from "../rules/guides.js";

@Resolver(() => Membership)
export class MembershipResolver {
  @FieldResolver()
  async qualifiedGuides(@Root() { partnershipId, organisation }: Membership, @Ctx() context: SubgraphContext<Loaders>) {
    const { load, today, smallCellLimit } = context;
    const count = async (day: Day) => {
      const guides = await load.guidesOf.load(partnershipId);
      // A guide who cannot be read may be a qualified one.
      const fault = guides?.find((guide) => guide instanceof Fault);
      if (fault) throw fault;
      return guides && qualifiedGuides(readableOf(guides), organisation.enterpriseNumber, day).length;
    };
    if (smallCellLimit <= 1 || (await mayCountGuides(partnershipId, organisation.enterpriseNumber, context)))
      return count(today);
    const counted = await count(lastQuarterEnd(today, today));
    return counted === null ? null : shownOrRefused(roundDown(counted, smallCellLimit));
  }

  @FieldResolver()
  insurances(@Root() { insurances, insuranceFaults = [] }: Membership) {
    return [...insurances, ...insuranceFaults];
  }
}
