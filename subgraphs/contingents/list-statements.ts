import type { QuarterName } from "../../schema/scalars.js";
import type { SubgraphContext } from "../kernel/subgraph.js";
import type { AcceptedFacts } from "./entities/accepted-facts.js";
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

/** The key of a statement, and what another subgraph hands over with it. */
export interface StatementReference {
  partnership: { id: string };
  quarter: QuarterName;
  acceptedFacts?: AcceptedFacts | null;
}

/** A statement by its key; null where it is neither delivered nor missing. */
export async function findStatement(
  { partnership: { id }, quarter, acceptedFacts = null }: StatementReference,
  context: SubgraphContext<Loaders>,
): Promise<QuarterlyStatement | null> {
  const partnership = await context.load.partnership.load(id);
  if (!partnership) return null;
  const statements = await listStatements(partnership, Number(quarter.slice(0, 4)), context);
  const found = statements.find((statement) => statement.quarter === quarter);
  return found ? { ...found, acceptedFacts } : null;
}
