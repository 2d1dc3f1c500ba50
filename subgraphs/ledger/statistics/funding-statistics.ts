import { Directive, Field, Float, Int, ObjectType } from "type-graphql";
import { InstantScalar, type Instant } from "../../../schema/scalars.js";
import { DayReading } from "../entities/day-reading.js";
import { Money } from "../entities/money.js";
import { Partnership } from "../entities/partnership.js";

@ObjectType({ description: "Totaal in een lezing. What the accepted days of a year come to in one reading." })
export class ReadingTotal {
  @Field(() => DayReading, { description: "Lezing van de dagen." })
  reading!: DayReading;
  @Field(() => Int, { description: "Dagen die tellen." })
  days!: number;
  @Field(() => Float, { description: "Trajecten: days by 365, not capped." })
  trajectories!: number;
  @Field(() => Money, { description: "Subsidie, capped at each partnership's contingent." })
  subsidy!: Money;
}

@ObjectType({ description: "Raming van een jaar over alle samenwerkingsverbanden. Never a balance." })
export class ExpectedTotal {
  @Field(() => Int, { description: "Samenwerkingsverbanden that are not settled and so are expected." })
  partnerships!: number;
  @Field(() => Money, { description: "Verwachte subsidie." })
  subsidy!: Money;
  @Field(() => Money, { description: "Laagste subsidie: every partnership at its lowest." })
  lowest!: Money;
  @Field(() => Money, { description: "Hoogste subsidie: every partnership at its highest." })
  highest!: Money;
  @Field(() => Money, { description: "Nog te betalen, less the advances paid so far; negative when they are more." })
  stillToPay!: Money;
}

@ObjectType({ description: "Gevolg van een index. What the subsidy of a year would be at an indexed unit amount." })
export class IndexEffect {
  @Field(() => Float, { description: "Index in percent." })
  percent!: number;
  @Field(() => Money, { description: "Eenheidsbedrag that is in force." })
  unitAmount!: Money;
  @Field(() => Money, { description: "Geïndexeerd eenheidsbedrag, to the cent." })
  indexedUnitAmount!: Money;
  @Field(() => Money, { description: "Subsidie: expected where the year is not settled." })
  subsidy!: Money;
  @Field(() => Money, { description: "Subsidie at the indexed unit amount, for a whole year." })
  indexedSubsidy!: Money;
  @Field(() => Money, { description: "Verschil." })
  difference!: Money;
}

@ObjectType({
  description:
    "Ongebruikt contingent. What a partnership leaves of its contingent: at least `used`, so at most `unused`, in whole steps of `roundedTo`.",
})
export class UnusedContingent {
  @Field(() => Partnership, { description: "Samenwerkingsverband." })
  partnership!: Partnership;
  @Field(() => Float, { description: "Contingent of the year." })
  contingent!: number;
  @Field(() => Float, { nullable: true, description: "Ten minste opgenomen; null when suppressed." })
  used!: number | null;
  @Field(() => Float, { nullable: true, description: "Ten hoogste ongebruikt; null when suppressed." })
  unused!: number | null;
  @Field(() => Boolean, { description: "Onderdrukt: less than one step; it may be of few people or of nobody." })
  suppressed!: boolean;
}

@ObjectType({
  description:
    "Financiering van een jaar. Sums over partnerships; of a settled year what was settled. Exact for those who see the people behind them, in whole steps of `roundedTo` for others. Source: the department's ledger, worked out at most some minutes ago.",
})
export class FundingStatistics {
  @Field(() => Int, { description: "Jaar." })
  year!: number;
  @Field(() => InstantScalar, { description: "Tijdstip. Moment at which the ledger was asked." })
  asOf!: Instant;
  @Field(() => Int, { description: "Samenwerkingsverbanden that are funded." })
  partnerships!: number;
  @Field(() => Int, { description: "Afgerekend. Those of them whose year is settled." })
  settled!: number;
  @Field(() => Int, {
    description:
      "Afgerond naar beneden op een veelvoud hiervan, in trajectories: days and trajectories are, and amounts on what as many trajectories are paid; 1 where figures are exact.",
  })
  roundedTo!: number;
  @Field(() => Float, { description: "Contingent, granted together." })
  contingent!: number;
  @Field(() => Float, { description: "Trajecten by the days that count, together." })
  trajectories!: number;
  @Field(() => Float, { description: "Ongebruikt contingent, of the partnerships that have some, together." })
  unusedContingent!: number;
  @Field(() => Money, { description: "Subsidie." })
  subsidy!: Money;
  @Field(() => Money, { description: "Voorschotten that were paid." })
  advances!: Money;
  @Field(() => Money, { description: "Saldo today: subsidies less advances." })
  balance!: Money;
  @Field(() => Money, { description: "Openstaande terugvorderingen." })
  openRecoveries!: Money;
  @Field(() => ExpectedTotal, {
    nullable: true,
    description: "Raming op 31 december; null where every partnership is settled.",
  })
  expected!: ExpectedTotal | null;
  @Directive("@listSize(assumedSize: 2)")
  @Field(() => [ReadingTotal], { description: "Beide lezingen." })
  readings!: ReadingTotal[];
  @Field(() => Money, { description: "Verschil: the subsidy by calendar days less that by days attended." })
  difference!: Money;
  @Directive("@listSize(assumedSize: 150)")
  @Field(() => [UnusedContingent], { description: "Ongebruikt contingent by partnership, the largest first." })
  unused!: UnusedContingent[];
}

@ObjectType({
  description:
    "Kost per doorstroom. The subsidy of a year beside the people who flowed out to paid work in it, and the quotient.",
})
export class CostPerOutflow {
  @Field(() => Int, { description: "Jaar." })
  year!: number;
  @Field(() => Money, { description: "Subsidie of the year. Source: the department's ledger." })
  subsidy!: Money;
  @Field(() => Int, {
    nullable: true,
    description: "Doorgestroomd naar betaald werk; null when suppressed. Source: VDAB.",
  })
  outflows!: number | null;
  @Field(() => Boolean, { description: "Onderdrukt: few people, or a number from which a small one follows." })
  suppressed!: boolean;
  @Field(() => Money, { nullable: true, description: "Kost per doorstroom; null when suppressed or of nobody." })
  amount!: Money | null;
}
