import { Directive, Field, Int, ObjectType } from "type-graphql";
import { Partnership } from "./partnership.js";

@ObjectType({
  description:
    "Financieringsjaar. What one partnership is funded for in one calendar year, worked out from the days that the department accepted. Source: the department's ledger, at the moment of asking. For the partnership and the department.",
})
@Directive('@key(fields: "partnership { id } year")')
export class FundingYear {
  @Field(() => Int, { description: "Jaar. The calendar year." })
  year!: number;
  @Field(() => Partnership, {
    nullable: true,
    description: "Samenwerkingsverband. Who is funded; null when the counter does not tell what is asked of it.",
  })
  partnership!: Partnership;
}
