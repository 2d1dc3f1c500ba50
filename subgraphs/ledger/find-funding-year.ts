import type { SubgraphContext } from "../kernel/subgraph.js";
import type { FundingYear } from "./entities/funding-year.js";
import { writeFundingKey } from "./keys.js";
import type { Loaders } from "./loaders.js";

/** The funding of a partnership in a year; null when the ledger has none. @throws Fault */
export async function findFundingYear(
  partnership: string,
  year: number,
  { load }: SubgraphContext<Loaders>,
): Promise<FundingYear | null> {
  const facts = await load.fundingYear.load(writeFundingKey(partnership, year));
  return facts && { year, partnership: { id: partnership } };
}
