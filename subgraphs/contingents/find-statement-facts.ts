import type { SubgraphContext } from "../kernel/subgraph.js";
import type { Partnership } from "./entities/partnership.js";
import { listStatements } from "./list-statements.js";
import type { Loaders } from "./loaders.js";
import { nullWhenSilent } from "./null-when-silent.js";
import { versionStates, type VersionState } from "./rules/statement-versions.js";
import type { StatementFact } from "./rules/statement-findings.js";

/** The statements of this year and the year before, with whether each delivery can be read. @throws Fault */
export async function findStatementFacts(
  partnership: Pick<Partnership, "id" | "members">,
  context: SubgraphContext<Loaders>,
): Promise<StatementFact[]> {
  const year = Number(context.today.slice(0, 4));
  const years = await Promise.all([year - 1, year].map((each) => listStatements(partnership, each, context)));
  return Promise.all(
    years.flat().map(async ({ quarter, dueOn, deliveredOn }) => {
      const versions =
        deliveredOn && (await nullWhenSilent(context.load.versions.load(`${partnership.id}_${quarter}`)));
      const deliveries = versions
        ? versionStates(versions).map(({ version, state }) => ({
            deliveredOn: version.deliveredOn,
            isReadable: IS_READABLE[state],
          }))
        : deliveredOn === null
          ? []
          : [{ deliveredOn, isReadable: null }];
      return { quarter, dueOn, deliveries };
    }),
  );
}

const IS_READABLE: Readonly<Record<VersionState, boolean | null>> = {
  IN_FORCE: true,
  SUPERSEDED: true,
  UNREADABLE: false,
  UNKNOWN: null,
};
