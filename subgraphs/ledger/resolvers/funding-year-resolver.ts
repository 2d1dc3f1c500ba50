import { Arg, Ctx, Directive, FieldResolver, Float, Int, Resolver, Root } from "type-graphql";
import { Fault } from "../../../schema/faults.js";
import { DayScalar, type Day } from "../../../schema/scalars.js";
import type { SubgraphContext } from "../../kernel/subgraph.js";
import { Advance } from "../entities/advance.js";
import { DayReading } from "../entities/day-reading.js";
import { FundingShare } from "../entities/funding-share.js";
import type { FundingFacts } from "../entities/funding-facts.js";
import { FundingStatus, FundingYear } from "../entities/funding-year.js";
import { euros, Money } from "../entities/money.js";
import { UnitAmount } from "../entities/unit-amount.js";
import { writeFundingKey } from "../keys.js";
import type { Loaders } from "../loaders.js";
import { divide } from "../rules/divide.js";
import { fundingStatus } from "../rules/funding-status.js";
import { shown } from "../rules/hundredths.js";
import { balanceCents, subsidyCents, trajectoriesOf } from "../rules/subsidy.js";
import { unitAmountOn } from "../rules/unit-amount-on.js";

type Context = SubgraphContext<Loaders>;

const READING = {
  nullable: true,
  description: "Lezing. Which days count; the operators' choice when left out.",
} as const;

@Resolver(() => FundingYear)
export class FundingYearResolver {
  @FieldResolver(() => FundingStatus, { nullable: true, description: "Stand. How far the funding of the year is." })
  async status(@Root() root: FundingYear, @Ctx() { load, today }: Context) {
    const facts = await load.fundingYear.load(keyOf(root));
    return facts && fundingStatus({ granted: facts.contingent !== null, ...facts }, root.year, today);
  }

  @FieldResolver(() => DayScalar, {
    nullable: true,
    description:
      "Afgerekend op. The day on which the department fixed the subsidy and the balance, the last time that it did; null while it has not. A statement delivered later is not in it.",
  })
  async settledOn(@Root() root: FundingYear, @Ctx() { load, today }: Context): Promise<Day | null> {
    const day = (await load.fundingYear.load(keyOf(root)))?.settledOn ?? null;
    return day !== null && day <= today ? day : null;
  }

  @FieldResolver(() => Float, {
    nullable: true,
    description:
      "Toegekend contingent, in trajectories: one participant during one calendar year. Null when nothing was granted.",
  })
  async contingent(@Root() root: FundingYear, @Ctx() { load }: Context) {
    const facts = await load.fundingYear.load(keyOf(root));
    return facts?.contingent == null ? null : shown(facts.contingent);
  }

  @FieldResolver(() => Int, {
    nullable: true,
    description:
      "Aanvaarde dagen. The days of the statements that the department has accepted so far, of all participants.",
  })
  async days(
    @Root() root: FundingYear,
    @Ctx() { load }: Context,
    @Arg("reading", () => DayReading, READING) reading?: DayReading | null,
  ) {
    const facts = await load.fundingYear.load(keyOf(root));
    return facts && daysOf(facts, reading ?? load.policy.reading);
  }

  @FieldResolver(() => Float, {
    nullable: true,
    description: "Gemiddeld aantal trajecten. The accepted days divided by 365, not capped at the contingent.",
  })
  async trajectories(
    @Root() root: FundingYear,
    @Ctx() { load }: Context,
    @Arg("reading", () => DayReading, READING) reading?: DayReading | null,
  ) {
    const facts = await load.fundingYear.load(keyOf(root));
    return facts && trajectoriesOf(daysOf(facts, reading ?? load.policy.reading), load.policy);
  }

  @FieldResolver(() => UnitAmount, {
    nullable: true,
    description:
      "Eenheidsbedrag waarmee gerekend wordt: the one in force at the end of the year, or today while the year has not ended. Which one holds when it changes within the year is not confirmed.",
  })
  async unitAmount(@Root() { year }: FundingYear, @Ctx() { load, today }: Context) {
    return unitAmountOn(await load.unitAmounts(), load.policy.unitAmountDay(year, today));
  }

  @FieldResolver(() => Money, {
    nullable: true,
    description:
      "Subsidie. Trajectories, at most the contingent, times the unit amount; to the cent, half a cent goes up. Worked out from what was accepted so far. Null when nothing was granted.",
  })
  async subsidy(
    @Root() root: FundingYear,
    @Ctx() context: Context,
    @Arg("reading", () => DayReading, READING) reading?: DayReading | null,
  ): Promise<Money | null> {
    const cents = await computeSubsidy(root, context, reading ?? context.load.policy.reading);
    return cents === null ? null : euros(cents);
  }

  @Directive("@listSize(assumedSize: 4)")
  @FieldResolver(() => [Advance], {
    nullable: true,
    description:
      "Voorschotten. What was paid in advance on this year, in the order of payment; empty when nothing was.",
  })
  async advances(@Root() root: FundingYear, @Ctx() { load }: Context) {
    return (await load.advances.load(keyOf(root))) ?? [];
  }

  @FieldResolver(() => Money, {
    nullable: true,
    description:
      "Saldo. The subsidy, in the reading that the operators chose, less the advances; negative when more was paid than is due.",
  })
  async balance(@Root() root: FundingYear, @Ctx() context: Context): Promise<Money | null> {
    const { load } = context;
    const [subsidy, advances] = await Promise.all([
      computeSubsidy(root, context, load.policy.reading),
      load.advances.load(keyOf(root)),
    ]);
    if (subsidy === null) return null;
    return euros(
      balanceCents(
        subsidy,
        (advances ?? []).map(({ amount }) => BigInt(amount.cents)),
      ),
    );
  }

  @Directive("@listSize(assumedSize: 5)")
  @FieldResolver(() => [FundingShare], {
    nullable: true,
    description:
      "Verdeling. What each member gets of the subsidy by the split key of the year, the lead first. Null when the department knows no split key.",
  })
  async shares(
    @Root() root: FundingYear,
    @Ctx() context: Context,
    @Arg("reading", () => DayReading, READING) reading?: DayReading | null,
  ): Promise<FundingShare[] | null> {
    const { load } = context;
    const [subsidy, members] = await Promise.all([
      computeSubsidy(root, context, reading ?? load.policy.reading),
      load.splitParts.load(keyOf(root)),
    ]);
    if (!members) return null;
    const amounts = subsidy === null ? null : divide(subsidy, members.map(({ parts }) => parts)); // prettier-ignore
    return members.map(({ organisation, parts }, index) => {
      const cents = amounts?.[index];
      return {
        organisation: { enterpriseNumber: organisation },
        parts,
        amount: cents === undefined ? null : euros(cents),
      };
    });
  }
}

function keyOf({ year, partnership }: FundingYear): string {
  return writeFundingKey(partnership.id, year);
}

/** @throws Fault when the ledger's lines of days cannot be right */
function daysOf({ days }: FundingFacts, reading: DayReading): number {
  if (days instanceof Fault) throw days;
  return days[reading];
}

/** Cents; null when nothing was granted or no unit amount holds. */
async function computeSubsidy(
  root: FundingYear,
  { load, today }: Context,
  reading: DayReading,
): Promise<bigint | null> {
  const [facts, amounts] = await Promise.all([load.fundingYear.load(keyOf(root)), load.unitAmounts()]);
  const unit = unitAmountOn(amounts, load.policy.unitAmountDay(root.year, today));
  if (!facts || facts.contingent === null || !unit) return null;
  return subsidyCents(daysOf(facts, reading), facts.contingent, BigInt(unit.amount.cents), load.policy);
}
