import { Ctx, Directive, FieldResolver, Resolver, Root } from "type-graphql";
import type { SubgraphContext } from "../../kernel/subgraph.js";
import { Organisation } from "../entities/organisation.js";
import { Partnership } from "../entities/partnership.js";
import type { Loaders } from "../loaders.js";
import { holdsOn } from "../rules/holds-on.js";

type Context = SubgraphContext<Loaders>;

@Resolver(() => Organisation)
export class OrganisationResolver {
  @FieldResolver()
  async name(@Root() { enterpriseNumber }: Organisation, @Ctx() { load }: Context) {
    return (await load.organisation.load(enterpriseNumber))?.name;
  }

  @FieldResolver()
  async kind(@Root() { enterpriseNumber }: Organisation, @Ctx() { load }: Context) {
    return (await load.organisation.load(enterpriseNumber))?.kind;
  }

  @FieldResolver()
  async municipality(@Root() { enterpriseNumber }: Organisation, @Ctx() { load }: Context) {
    return (await load.organisation.load(enterpriseNumber))?.municipality;
  }

  @Directive("@listSize(assumedSize: 3)")
  @FieldResolver(() => [Partnership], {
    nullable: "itemsAndList",
    description:
      "Samenwerkingsverbanden of which the organisation is a member today, as lead or partner. One whose record cannot be read may be one of them: it is null by itself.",
  })
  async partnerships(@Root() { enterpriseNumber }: Organisation, @Ctx() { load, today }: Context) {
    return [...(await load.partnerships()).values()].filter(
      (partnership) =>
        partnership instanceof Error ||
        partnership.members.some(
          (member) => member.organisation.enterpriseNumber === enterpriseNumber && holdsOn(member, today),
        ),
    );
  }
}
