import type { GraphQLResolveInfo } from "graphql";
import { Arg, Ctx, Directive, FieldResolver, Info, Int, Resolver, Root } from "type-graphql";
import { AgencyFile } from "../../kernel/agency-file.js";
import { asksField } from "../../kernel/asks-field.js";
import { forGroup } from "../../kernel/who-may-read.js";
import type { SubgraphContext } from "../../kernel/subgraph.js";
import { ParticipantFunding } from "../entities/participant-funding.js";
import { Participant } from "../entities/participant.js";
import { writePersonYearKey } from "../keys.js";
import type { Loaders } from "../loaders.js";

type Context = SubgraphContext<Loaders>;

@Resolver(() => Participant)
export class ParticipantResolver {
  @Directive(forGroup("funding-person"))
  @FieldResolver(() => ParticipantFunding, {
    nullable: true,
    description:
      "Aandeel in de financiering van een jaar. Null when the department accepted no day of this person in that year. A lead sees the days in its own partnerships.",
  })
  async funding(
    @Root() { id }: Participant,
    @Ctx() { load }: Context,
    @Info() info: GraphQLResolveInfo,
    @Arg("year", () => Int, { description: "Jaar. The calendar year; there is none before 2021." }) year: number,
  ): Promise<ParticipantFunding | null> {
    // At the same time as the days; what goes wrong is told where the amount is.
    if (asksField(info, "amount")) load.unitAmounts().catch(() => undefined);
    const quarters = await load.participantDays.load(writePersonYearKey(id, year));
    return quarters && { year, quarters };
  }

  @Directive(forGroup("funding-person"))
  @FieldResolver(() => AgencyFile, {
    nullable: true,
    description:
      "Dossier bij het departement. How the department's ledger files this person, as of the last statement that names the person; null when none does.",
  })
  ledgerFile(@Root() { id }: Participant, @Ctx() { load }: Context) {
    return load.participantFile.load(id);
  }
}
