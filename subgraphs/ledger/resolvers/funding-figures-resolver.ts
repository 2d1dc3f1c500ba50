import { Arg, Ctx, Directive, FieldResolver, Float, Int, Resolver, Root } from "type-graphql";
import { forGroup } from "../../kernel/who-may-read.js";
import type { SubgraphContext } from "../../kernel/subgraph.js";
import { DayReading } from "../entities/day-reading.js";
import { ExpectedFunding } from "../entities/expected-funding.js";
import { FundingShare } from "../entities/funding-share.js";
import { FundingStep } from "../entities/funding-step.js";
import { FundingYear } from "../entities/funding-year.js";
import { euros, Money } from "../entities/money.js";
import { ReadingBalance } from "../entities/reading-balance.js";
import { SharedDays } from "../entities/shared-days.js";
import {
  loadBasisKey,
  loadFigures,
  loadInputs,
  loadQuarters,
  loadSettlement,
  loadWorked,
  readingOf,
  TODAY,
} from "../load-year.js";
import type { Loaders } from "../loaders.js";
import { divideSubsidy } from "../rules/divide-subsidy.js";
import { expectYear } from "../rules/expect-year.js";
import { shareOut } from "../rules/share-out.js";
import { countShared } from "../rules/count-shared.js";
import { READING } from "./reading-argument.js";

type Context = SubgraphContext<Loaders>;
type Reading = DayReading | null;

/** What is worked out of a year; of a settled one, what was settled. */
@Resolver(() => FundingYear)
export class FundingFiguresResolver {
  @FieldResolver(() => Int, {
    nullable: true,
    description:
      "Dagen die tellen. The days of the statements that the department accepted, of all participants: a day under several agreements counts once, and for one partnership. Of a settled year: those of its settlement; in the other reading, those of the statements that the settlement stands on.",
  })
  async days(
    @Root() root: FundingYear,
    @Ctx() context: Context,
    @Arg("reading", () => DayReading, READING) reading?: Reading,
  ) {
    return (await loadFigures(root, reading, context)).days;
  }

  @FieldResolver(() => Float, {
    nullable: true,
    description:
      "Gemiddeld aantal trajecten: the days that count divided by 365, not capped at the contingent. Occupancy (`Partnership.occupancy`) counts calendar days of running agreements and is another figure.",
  })
  async trajectories(
    @Root() root: FundingYear,
    @Ctx() context: Context,
    @Arg("reading", () => DayReading, READING) reading?: Reading,
  ) {
    return (await loadFigures(root, reading, context)).trajectories;
  }

  @FieldResolver(() => Money, {
    nullable: true,
    description:
      "Subsidie. Trajectories, at most the contingent, times the unit amount; to the cent, half a cent goes up. Of a settled year: as it was settled. Null when nothing was granted.",
  })
  async subsidy(
    @Root() root: FundingYear,
    @Ctx() context: Context,
    @Arg("reading", () => DayReading, READING) reading?: Reading,
  ) {
    return money((await loadFigures(root, reading, context)).subsidy);
  }

  @FieldResolver(() => Money, {
    nullable: true,
    description:
      "Saldo, today. The subsidy less the advances; negative when more was paid than is due. Of a settled year: as it was settled. What a running year is expected to come to is `expected`. Null when nothing was granted.",
  })
  async balance(
    @Root() root: FundingYear,
    @Ctx() context: Context,
    @Arg("reading", () => DayReading, READING) reading?: Reading,
  ) {
    return money((await loadFigures(root, reading, context)).balance);
  }

  @Directive("@listSize(assumedSize: 2)")
  @FieldResolver(() => [ReadingBalance], {
    nullable: true,
    description: "Saldo in beide lezingen, with the one that counts marked.",
  })
  async balances(@Root() root: FundingYear, @Ctx() context: Context): Promise<ReadingBalance[]> {
    const counting = await readingOf(root, null, context);
    const balanceIn = async (reading: DayReading) => money((await loadFigures(root, reading, context)).balance);
    const readings = Object.values(DayReading);
    const amounts = await Promise.all(readings.map(balanceIn));
    return readings.map((reading, index) => ({ reading, amount: amounts[index]!, counts: reading === counting }));
  }

  @Directive(forGroup("funding-person"))
  @FieldResolver(() => ExpectedFunding, {
    nullable: true,
    description:
      "Raming op 31 december, from the days so far, the contingent and last year; never a balance. Null for a settled year: nothing of it is to be expected.",
  })
  async expected(
    @Root() root: FundingYear,
    @Ctx() context: Context,
    @Arg("reading", () => DayReading, READING) reading?: Reading,
  ) {
    if (await loadSettlement(root, context)) return null;
    const [inputs, lastYear] = await Promise.all([
      loadInputs(root, undefined, context),
      loadQuarters({ ...root, year: root.year - 1 }, TODAY, context),
    ]);
    return expectYear({ ...inputs, lastYear }, reading ?? context.load.policy.reading, context.load.policy);
  }

  @Directive("@listSize(assumedSize: 5)")
  @FieldResolver(() => [FundingShare], {
    nullable: true,
    description:
      "Verdeling. What each member gets of the subsidy by the split key of the year, or of its settlement, the lead first. Null when the department knows no split key.",
  })
  async shares(
    @Root() root: FundingYear,
    @Ctx() context: Context,
    @Arg("reading", () => DayReading, READING) reading?: Reading,
  ) {
    const [{ subsidy }, members] = await Promise.all([loadFigures(root, reading, context), loadMembers(root, context)]);
    return members && shareOut(subsidy, members);
  }

  @Directive(forGroup("funding-person"))
  @Directive("@listSize(assumedSize: 30)")
  @FieldResolver(() => [FundingStep], {
    nullable: true,
    description:
      "Rekenstappen. How days, trajectories, contingent, unit amount, subsidy, balance and shares are worked out, step by step, from numbers of the ledger: each can be done again with a pencil. Of a settled year: on the statements that its settlement stands on. For those who manage the partnership or inspect: quarters of few participants tell of them.",
  })
  async steps(
    @Root() root: FundingYear,
    @Ctx() context: Context,
    @Arg("reading", () => DayReading, READING) reading?: Reading,
  ) {
    const [worked, members] = await Promise.all([loadWorked(root, reading, context), loadMembers(root, context)]);
    return divideSubsidy(worked, members ?? []).steps;
  }

  @Directive(forGroup("funding-person"))
  @FieldResolver(() => SharedDays, {
    nullable: true,
    description:
      "Gedeelde dagen. Days of participants whom another partnership reports on the same day, and who is paid for them: by the operators' choice the partnership of the earlier agreement, or of the later. Of a settled year: on the statements that its settlement stands on.",
  })
  async sharedDays(
    @Root() root: FundingYear,
    @Ctx() context: Context,
    @Arg("reading", () => DayReading, READING) reading?: Reading,
  ) {
    const persons = await context.load.sharedDays.load(await loadBasisKey(root, context));
    return countShared(persons ?? [], await readingOf(root, reading, context));
  }
}

async function loadMembers(root: FundingYear, context: Context) {
  return context.load.splitParts.load(await loadBasisKey(root, context));
}

function money(cents: bigint | null): Money | null {
  return cents === null ? null : euros(cents);
}
