import { Refusal } from "../../schema/faults.js";
import type { SubgraphContext } from "../kernel/subgraph.js";
import { DayReading } from "./entities/day-reading.js";
import type { FundingFacts } from "./entities/funding-facts.js";
import type { FundingYear } from "./entities/funding-year.js";
import type { QuarterDays } from "./entities/quarter-days.js";
import type { YearTrajectories } from "./entities/year-trajectories.js";
import type { Settlement } from "./entities/settlement.js";
import { writeBasisKey, writeFundingKey } from "./keys.js";
import type { Loaders } from "./loaders.js";
import { coarseFigures, type PublicFunding } from "./rules/coarse-figures.js";
import { daysOfCeiling } from "./rules/funding-calendar.js";
import { DAYS_PER_TRAJECTORY } from "./rules/funding-policy.js";
import { grantedContingent } from "./rules/granted-contingent.js";
import { seesFigures } from "./rules/may-see.js";
import { settledFigures, type YearFigures } from "./rules/settled-figures.js";
import { settlementThatCounts } from "./rules/settlement-that-counts.js";
import { unitAmountThatCounts } from "./rules/unit-amount-that-counts.js";
import { workOutYear, type WorkedYear, type YearInputs } from "./rules/work-out-year.js";

type Context = SubgraphContext<Loaders>;

/*
 * What the fields of a FundingYear are told from. All of a settled year is loaded on the basis of its last settlement, but for
 * what is asked of today.
 */

export const TODAY = 0;

export function keyOf({ year, partnership }: FundingYear): string {
  return writeFundingKey(partnership.id, year);
}

export async function loadFacts(root: FundingYear, { load }: Context): Promise<FundingFacts> {
  return (await load.fundingYear.load(keyOf(root))) ?? { grants: [], settlements: [] };
}

export async function loadSettlement(root: FundingYear, context: Context): Promise<Settlement | undefined> {
  return settlementThatCounts((await loadFacts(root, context)).settlements, context.today);
}

/** The key of the year on what its last settlement stands on, or on what is accepted now. */
export async function loadBasisKey(root: FundingYear, context: Context): Promise<string> {
  return writeBasisKey(keyOf(root), (await loadSettlement(root, context))?.version ?? TODAY);
}

/** The reading asked for, or the one that counts: that of the settlement, else the operators' choice. */
export async function readingOf(root: FundingYear, reading: DayReading | null | undefined, context: Context) {
  return reading ?? (await loadSettlement(root, context))?.reading ?? context.load.policy.reading;
}

/** @throws Fault when the ledger's lines of days cannot be right */
export async function loadQuarters(root: FundingYear, settlement: number, { load }: Context): Promise<QuarterDays[]> {
  return (await load.yearDays.load(writeBasisKey(keyOf(root), settlement))) ?? [];
}

/** What a year is worked out from: on its settlement, or as it is today. @throws Fault */
export async function loadInputs(
  root: FundingYear,
  settlement: Settlement | undefined,
  context: Context,
): Promise<YearInputs> {
  const { load, today } = context;
  const [{ grants }, quarters, unitAmounts, advances] = await Promise.all([
    loadFacts(root, context),
    loadQuarters(root, settlement?.version ?? TODAY, context),
    load.unitAmounts(),
    settlement ? [] : load.advances.load(keyOf(root)),
  ]);
  return { year: root.year, today, grants, quarters, unitAmounts, advances: advances ?? [], settlement };
}

/** A year worked out in a reading, with its steps. @throws Fault */
export async function loadWorked(
  root: FundingYear,
  asked: DayReading | null | undefined,
  context: Context,
): Promise<WorkedYear> {
  const { worked, policy } = context.load;
  const reading = await readingOf(root, asked, context);
  const key = `${reading}/${keyOf(root)}`;
  const known = worked.get(key);
  if (known) return known;
  const settlement = await loadSettlement(root, context);
  const working = loadInputs(root, settlement, context).then((inputs) => workOutYear(inputs, reading, policy));
  worked.set(key, working);
  return working;
}

/**
 * The figures of a year, as exactly as the asker may know them.
 * @throws Refusal SMALL_CELL where they may be those of few people; Fault
 */
export async function loadFigures(
  root: FundingYear,
  asked: DayReading | null | undefined,
  context: Context,
): Promise<YearFigures> {
  const figures = await loadExactFigures(root, asked, context);
  const { asking, smallCellLimit } = context;
  if (smallCellLimit <= 1 || seesFigures(asking.mandate)) return figures;
  const coarse = coarseFigures(figures.days, await loadPublicFunding(root, context), smallCellLimit);
  if (!coarse) throw new Refusal("SMALL_CELL");
  return coarse;
}

async function loadPublicFunding(root: FundingYear, context: Context): Promise<PublicFunding> {
  const { load, today } = context;
  const [facts, settlement, unitAmounts, advances] = await Promise.all([
    loadFacts(root, context),
    loadSettlement(root, context),
    load.unitAmounts(),
    load.advances.load(keyOf(root)),
  ]);
  const granted = grantedContingent(facts, root.year, today, load.policy);
  const unit = unitAmountThatCounts(unitAmounts, settlement, root.year, today);
  return {
    ceiling: granted === null ? null : (granted * daysOfCeiling(root.year, load.policy)) / DAYS_PER_TRAJECTORY,
    unitCents: unit?.amount.cents ?? null,
    advances: (advances ?? []).reduce((sum, { amount }) => sum + BigInt(amount.cents), 0n),
  };
}

/**
 * What was settled in the reading of the settlement, what is worked out in the other. Whoever asks: what may be told of it is
 * for the caller to say.
 * @throws Fault
 */
export async function loadExactFigures(
  root: FundingYear,
  asked: DayReading | null | undefined,
  context: Context,
): Promise<YearFigures> {
  const settlement = await loadSettlement(root, context);
  if (settlement && (asked ?? settlement.reading) === settlement.reading) return settledFigures(settlement);
  return loadWorked(root, asked, context);
}

/** The trajectories of a year in both readings. @throws Fault */
export async function loadTrajectories(root: FundingYear, context: Context): Promise<YearTrajectories> {
  const [attended, calendar] = await Promise.all([
    loadFigures(root, DayReading.ATTENDED, context),
    loadFigures(root, DayReading.CALENDAR, context),
  ]);
  return {
    year: root.year,
    attended: attended.trajectories,
    calendar: calendar.trajectories,
    counts: await readingOf(root, null, context),
  };
}
