import { Ctx, Directive, FieldResolver, Resolver, Root } from "type-graphql";
import type { SubgraphContext } from "../../kernel/subgraph.js";
import { Recovery } from "../entities/recovery.js";
import { Settlement } from "../entities/settlement.js";
import type { Loaders } from "../loaders.js";
import { recoveryOn } from "../rules/recovery-on.js";

@Resolver(() => Settlement)
export class SettlementResolver {
  @Directive("@listSize(assumedSize: 2)")
  @FieldResolver(() => [Recovery], {
    nullable: true,
    description: "Terugvorderingen that follow from this version, in the order of decision; empty when there is none.",
  })
  async recoveries(@Root() { of, version }: Settlement, @Ctx() { load, today }: SubgraphContext<Loaders>) {
    const own = ((await load.recoveries.load(of)) ?? []).filter((each) => each.settlementVersion === version);
    return own.flatMap((recovery) => recoveryOn(recovery, today) ?? []);
  }
}
