import { Ctx, Directive, FieldResolver, Resolver, Root } from "type-graphql";
import { Refusal } from "../../../schema/faults.js";
import type { SubgraphContext } from "../../kernel/subgraph.js";
import { forGroup } from "../../kernel/who-may-read.js";
import { Participant } from "../entities/participant.js";
import { ParticipationPeriod } from "../entities/regime.js";
import { findHistory } from "../find-history.js";
import { isInSight } from "../find-in-sight.js";
import type { Loaders } from "../loaders.js";

type Context = SubgraphContext<Loaders>;

@Resolver(() => ParticipationPeriod)
export class ParticipationPeriodResolver {
  @FieldResolver()
  partnership(@Root() { agreement }: ParticipationPeriod, @Ctx() { load }: Context) {
    return agreement && load.partnership.load(agreement.partnershipId);
  }
}

@Resolver(() => Participant)
export class ParticipationHistoryResolver {
  @Directive(forGroup("guidance"))
  @Directive("@listSize(assumedSize: 5)")
  @Directive(
    '@requires(fields: "referralSight legacyParticipations { organisation scheme validFrom validTo fullTimeEquivalent }")',
  )
  @FieldResolver(() => [ParticipationPeriod], {
    nullable: true,
    description:
      "Geschiedenis. Where the person took part, oldest first, through 1 April 2021 and 1 January 2024. A lead sees the years with members of its partnerships, a guide those with the own organisation. When the ledger does not answer, the years before 2021 are missing and an error says so.",
  })
  async history(@Root() participant: Participant, @Ctx() context: Context) {
    if (!(await isInSight(participant, context))) throw new Refusal("OUT_OF_SIGHT");
    return findHistory(participant, context);
  }
}
