import { Directive, Field, Int, ObjectType, registerEnumType } from "type-graphql";
import { connectionOf } from "../../kernel/connection.js";
import { Partnership } from "./partnership.js";

export enum FundingStatus {
  NOT_GRANTED = "NOT_GRANTED",
  RUNNING = "RUNNING",
  TO_SETTLE = "TO_SETTLE",
  SETTLED = "SETTLED",
}
registerEnumType(FundingStatus, {
  name: "FundingStatus",
  description: "Stand van de financiering. How far the department is with the funding of a year.",
  valuesConfig: {
    NOT_GRANTED: { description: "Niet toegekend: no contingent was granted for the year." },
    RUNNING: { description: "Lopend: the year has not ended; days and subsidy grow with each accepted statement." },
    TO_SETTLE: { description: "Af te rekenen: the year has ended, the department has not settled it yet." },
    SETTLED: { description: "Afgerekend: the department has fixed the subsidy and the balance." },
  },
});

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

export const FundingYearConnection = connectionOf(() => FundingYear, "FundingYear");
