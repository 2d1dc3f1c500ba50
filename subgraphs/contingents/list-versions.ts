import { Fault } from "../../schema/faults.js";
import type { SubgraphContext } from "../kernel/subgraph.js";
import type { QuarterlyStatement } from "./entities/quarterly-statement.js";
import type { StatementVersion } from "./entities/statement-version.js";
import type { Loaders } from "./loaders.js";
import { versionStates } from "./rules/statement-versions.js";

/** Every delivery of a statement that the drop folder keeps, oldest first. */
export async function listVersions(
  { partnershipId, quarter }: Pick<QuarterlyStatement, "partnershipId" | "quarter">,
  { load }: SubgraphContext<Loaders>,
): Promise<StatementVersion[]> {
  const delivered = (await load.versions.load(`${partnershipId}_${quarter}`)) ?? [];
  return versionStates(delivered).map(({ version: { deliveredAt, title, contents }, state }, i) => {
    const known = contents instanceof Fault ? null : contents;
    return {
      number: i + 1,
      deliveredAt,
      file: title,
      state,
      rows: known && known.rows,
      days: known && known.days,
      trouble: contents instanceof Fault ? contents.message : null,
    };
  });
}
