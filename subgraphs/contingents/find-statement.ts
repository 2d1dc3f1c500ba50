import { Fault } from "../../schema/faults.js";
import type { QuarterName } from "../../schema/scalars.js";
import type { SubgraphContext } from "../kernel/subgraph.js";
import type { StatementProblem } from "./entities/quarterly-statement.js";
import { findReportedTwice, holdLines } from "./hold-statement.js";
import type { Loaders } from "./loaders.js";
import { newerUnreadable, quarterNotEnded } from "./rules/counter-problem.js";
import { isPremature, type HeldLine, type StatementTime } from "./rules/hold-against-counter.js";
import { versionStates, VersionState } from "./rules/statement-versions.js";
import type { StatementContents } from "./rules/statement-problems.js";

type Context = SubgraphContext<Loaders>;
type Key = { partnershipId: string; quarter: QuarterName };

/** The version of a statement that is in force: what it says, and when it came. */
export interface StatementInForce extends StatementTime {
  contents: StatementContents;
  /** A problem for each newer delivery that cannot be read. */
  newer: StatementProblem[];
}

/**
 * Null where nothing was delivered.
 * @throws Fault STATEMENT_UNREADABLE when no version can be read, STATEMENTS_BUSY when a newer one may be in force
 */
export async function findInForce(
  { partnershipId, quarter }: Key,
  { load }: Context,
): Promise<StatementInForce | null> {
  const versions = (await load.versions.load(`${partnershipId}_${quarter}`)) ?? [];
  const newestFirst = versionStates(versions).reverse();
  const place = newestFirst.findIndex(({ state }) => state !== VersionState.UNREADABLE);
  const { version } = newestFirst[place] ?? newestFirst[0] ?? {};
  if (!version) return null;
  const { contents, deliveredOn, title } = version;
  if (contents instanceof Fault) throw contents;
  const newer = newestFirst
    .slice(0, place)
    .flatMap(({ version: { contents: fault, title: bad } }) =>
      fault instanceof Fault ? [newerUnreadable(bad, fault.message, title)] : [],
    );
  return { partnershipId, quarter, deliveredOn, contents, newer };
}

/** The lines of the version in force, held against the counter: once a request. */
export function findHeldLines(statement: StatementInForce, context: Context): Promise<HeldLine[]> {
  const held = HELD.get(context.load) ?? new Map<StatementContents, Promise<HeldLine[]>>();
  HELD.set(context.load, held);
  const known = held.get(statement.contents);
  if (known) return known;
  const holding = holdLines(statement.contents.lines, statement, context);
  held.set(statement.contents, holding);
  return holding;
}

/** By the loaders of a request: they end with it. */
const HELD = new WeakMap<Loaders, Map<StatementContents, Promise<HeldLine[]>>>();

/** All that is wrong with the version in force: by itself, against the counter and the calendar, beside other statements. */
export async function findProblems(statement: StatementInForce, context: Context): Promise<StatementProblem[]> {
  const held = await findHeldLines(statement, context);
  const problems = [
    ...statement.newer,
    ...(isPremature(statement) ? [quarterNotEnded(statement.quarter)] : []),
    ...statement.contents.problems,
    ...held.flatMap((line) => line.problems),
    ...(await findReportedTwice(held, statement, context)),
  ];
  return problems.sort((a, b) => (a.row ?? 0) - (b.row ?? 0));
}
