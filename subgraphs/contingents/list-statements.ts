import type { SubgraphContext } from "../kernel/subgraph.js";
import type { Partnership } from "./entities/partnership.js";
import type { QuarterlyStatement } from "./entities/quarterly-statement.js";
import type { Loaders } from "./loaders.js";
import { statementsOf } from "./rules/statements.js";

/** The quarterly statements of a year, as they lie in the drop folder or are missing from it. */
export async function listStatements(
  partnership: Pick<Partnership, "id" | "members">,
  year: number,
  { load, today }: SubgraphContext<Loaders>,
): Promise<QuarterlyStatement[]> {
  return statementsOf(year, partnership, (await load.deliveries.load(partnership.id)) ?? [], today);
}
