import { allReadable } from "../kernel/record-fault.js";
import type { SubgraphContext } from "../kernel/subgraph.js";
import type { Finding } from "./entities/finding.js";
import type { Partnership } from "./entities/partnership.js";
import { findStatementFacts } from "./find-statement-facts.js";
import type { Loaders } from "./loaders.js";
import { nullWhenSilent } from "./null-when-silent.js";
import { findings, lapsesOf } from "./rules/findings.js";
import { readableFindings, readableLapses } from "./rules/readable-findings.js";

type Context = SubgraphContext<Loaders>;

/** Every obligation of a partnership and its members today, as far as the asker may read of it. */
export async function findCompliance(partnership: Partnership, context: Context): Promise<Finding[]> {
  const { load, today } = context;
  const [guides, tally, statements] = await Promise.all([
    findGuides(partnership, context),
    nullWhenSilent(load.tally(partnership.id, today)),
    nullWhenSilent(findStatementFacts(partnership, context)),
  ]);
  const facts = { partnership, guides, tally, statements, filings: partnership.filingFacts ?? null };
  return cutToReadable(findings(facts, today), readableFindings, partnership, context);
}

/** Every period in which an obligation of a member did not hold, of those that the asker may read. */
export async function findMemberLapses(partnership: Partnership, context: Context): Promise<Finding[]> {
  const guides = await findGuides(partnership, context);
  return cutToReadable(lapsesOf({ partnership, guides }, context.today), readableLapses, partnership, context);
}

/** Null where the counter does not answer, or one cannot be read: that may be the qualified one. */
async function findGuides({ id }: Partnership, { load }: Context) {
  return allReadable(await nullWhenSilent(load.guidesOf.load(id)));
}

function cutToReadable(
  all: Finding[],
  cut: typeof readableFindings,
  { lead }: Partnership,
  { asking, smallCellLimit }: Context,
): Finding[] {
  return smallCellLimit <= 1 ? all : cut(all, asking.mandate, { lead: lead.enterpriseNumber });
}
