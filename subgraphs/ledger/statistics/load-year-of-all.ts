import type { SubgraphContext } from "../../kernel/subgraph.js";
import { DayReading } from "../entities/day-reading.js";
import type { FundingYear } from "../entities/funding-year.js";
import {
  keyOf,
  loadExactFigures,
  loadFacts,
  loadInputs,
  loadQuarters,
  loadSettlement,
  readingOf,
  TODAY,
} from "../load-year.js";
import type { Loaders } from "../loaders.js";
import { contingentOfYear } from "../rules/contingent-of-year.js";
import { expectYear } from "../rules/expect-year.js";
import { recoveryOn } from "../rules/recovery-on.js";
import { roundHalfUp } from "../rules/funding-policy.js";
import { exact, product } from "../rules/exact.js";
import { Worksheet } from "../rules/worksheet.js";
import { RecoveryState } from "../entities/recovery.js";
import type { YearOfPartnership } from "./year-of-partnership.js";

type Context = SubgraphContext<Loaders>;

/**
 * Every partnership's year, by the rules that its FundingYear is told by, and exact whoever asks: it is kept for all of them.
 * One statement a kind of fact. @throws Fault
 */
export async function loadYearOfAll(year: number, context: Context): Promise<YearOfPartnership[]> {
  const ids = await context.load.fundedPartnerships(year);
  return Promise.all(ids.map((id) => loadOne({ year, partnership: { id } }, context)));
}

async function loadOne(root: FundingYear, context: Context): Promise<YearOfPartnership> {
  const { load, today } = context;
  const key = keyOf(root);
  const [{ grants }, settlement, attended, calendar, counts, advances, recoveries] = await Promise.all([
    loadFacts(root, context),
    loadSettlement(root, context),
    loadExactFigures(root, DayReading.ATTENDED, context),
    loadExactFigures(root, DayReading.CALENDAR, context),
    readingOf(root, null, context),
    load.advances.load(key),
    load.recoveries.load(key),
  ]);
  const contingent = contingentOfYear(new Worksheet(), root.year, grants, load.policy)?.value ?? exact(0);
  const paid = settlement
    ? BigInt(settlement.advances.cents)
    : (advances ?? []).reduce((sum, { amount }) => sum + BigInt(amount.cents), 0n);
  const open = (recoveries ?? []).flatMap((recovery) => recoveryOn(recovery, today) ?? []);
  return {
    partnership: root.partnership.id,
    isSettled: settlement !== undefined,
    contingent: settlement?.granted ?? roundHalfUp(product([contingent, exact(100)])),
    counts,
    figures: { [DayReading.ATTENDED]: attended, [DayReading.CALENDAR]: calendar },
    advances: paid,
    openRecoveries: open
      .filter(({ state }) => state === RecoveryState.OPEN)
      .reduce((sum, { amount }) => sum + BigInt(amount.cents), 0n),
    expected: settlement ? null : await loadExpected(root, context),
  };
}

async function loadExpected(root: FundingYear, context: Context): Promise<YearOfPartnership["expected"]> {
  const { policy } = context.load;
  const [inputs, lastYear] = await Promise.all([
    loadInputs(root, undefined, context),
    loadQuarters({ ...root, year: root.year - 1 }, TODAY, context),
  ]);
  const { likely, low, high } = expectYear({ ...inputs, lastYear }, policy.reading, policy);
  const cents = (money: { cents: number } | null) => BigInt(money?.cents ?? 0);
  return {
    likely: cents(likely.subsidy),
    low: cents(low.subsidy),
    high: cents(high.subsidy),
    stillToPay: cents(likely.stillToPay),
  };
}
