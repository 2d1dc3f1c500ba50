import { BREAK, parse, visit, type DocumentNode } from "graphql";
import { addLeftOut } from "./add-left-out.js";
import { askForRequired } from "./ask-for-required.js";
import { askPerType } from "./ask-per-type.js";
import { askTypeNames } from "./ask-type-names.js";
import { awaitNeeds } from "./await-needs.js";
import { checkCoverage } from "./check-coverage.js";
import { checkDeeds } from "./check-deeds.js";
import { checkRequests } from "./check-requests.js";
import { createArgumentFiller } from "../supergraph/executable-directives.js";
import { keepLeastKeys } from "../supergraph/keep-least-keys.js";
import { nameRequiredArguments } from "../supergraph/name-required-arguments.js";
import { createNativePlanner } from "../planners/native-planner.js";
import type { Pass, Plan } from "./plan.js";
import { partByRequires } from "./part-by-requires.js";
import { PlanFault } from "./plan-fault.js";
import type { PreparedPlan } from "./prepared-plan.js";
import { readPlan, type PlanTree } from "../planners/read-plan.js";
import { readSupergraphTypes, type SupergraphTypes } from "../supergraph/supergraph-types.js";
import { writeRequests } from "./write-requests.js";

export interface PlanningRequest {
  /** One operation with its fragments. */
  readonly source: string;
  /** Override labels that are on for this request. */
  readonly overrides: readonly string[];
  /** Whether what is deferred is planned as if it were not. */
  readonly isWhole?: boolean;
}

/** What a planner makes of an operation; undefined where nothing has to be fetched. */
export type PlanTrees = (document: DocumentNode, overrides: readonly string[]) => Promise<PlanTree | undefined>;

/** So often an operation is planned, each time in other words. */
const MOST_TIMES = 4;

/** What a plan goes through, in this order, before it runs. The last two let through only one that gives the right answer. */
const PASSES: readonly Pass[] = [askTypeNames, partByRequires, checkRequests, awaitNeeds, checkDeeds, checkCoverage];
/** The same for a plan that leaves something out. */
const MORE_PASSES: readonly Pass[] = [askTypeNames, addLeftOut, ...PASSES.slice(1)];

export type PlannerName = "native" | "apollo";

/** Rejects with a `PlanFault` where it finds no plan that gives the right answer. */
export type Planner = (request: PlanningRequest) => Promise<PreparedPlan>;

/** Builds a planner in this thread; both building and planning can hold the thread for long. */
export async function createPlanner(name: PlannerName, supergraphSdl: string): Promise<Planner> {
  const required = nameRequiredArguments(keepLeastKeys(supergraphSdl));
  // Neither planner's process loads the other's library.
  const planTree =
    name === "apollo"
      ? (await import("../planners/apollo-planner.js")).createApolloPlanner(required.supergraphSdl)
      : await createNativePlanner(required.supergraphSdl);
  const types = readSupergraphTypes(required.supergraphSdl);
  const fillArguments = createArgumentFiller(supergraphSdl);

  return async ({ source, overrides, isWhole }) => {
    const parsed = fillArguments(parse(source, { noLocation: true }));
    const document = isWhole ? withoutDeferral(parsed) : parsed;
    if (asksNothing(document)) return { fetches: [] };
    const planOnce = async (asked: DocumentNode): Promise<PreparedPlan> => {
      const tree = await planTree(asked, overrides).catch(refuse);
      const through = (passes: readonly Pass[]) =>
        passes.reduce((before, pass) => pass(before, document, types), readPlan(tree));
      return writeRequests(required.restore(ifWhole(() => through(PASSES)) ?? through(MORE_PASSES)));
    };
    for (let asked = document, time = 1; ; time++) {
      try {
        return await planOnce(asked);
      } catch (error) {
        const again = time < MOST_TIMES && error instanceof PlanFault ? askAgain(asked, error, types) : undefined;
        if (!again) throw error;
        asked = again;
      }
    }
  };
}

/** The plan, unless it leaves something out. */
function ifWhole(plan: () => Plan): Plan | undefined {
  try {
    const whole = plan();
    return whole.unplanned ? undefined : whole;
  } catch (error) {
    if (error instanceof PlanFault && error.code === "PLAN_INCOMPLETE") return undefined;
    throw error;
  }
}

/** The operation in other words, with which the planner may succeed. */
function askAgain(asked: DocumentNode, { code, leftOut }: PlanFault, types: SupergraphTypes): DocumentNode | undefined {
  if (leftOut) return askForRequired(asked, leftOut, types);
  return code === "PLAN_REFUSED" ? askPerType(asked, types) : undefined;
}

function refuse(error: unknown): never {
  if (error instanceof PlanFault) throw error;
  throw new PlanFault("PLAN_REFUSED", error instanceof Error ? error.message : String(error));
}

/** Of which type the root is, is known. */
function asksNothing(document: DocumentNode): boolean {
  let asks = false;
  visit(document, {
    Field: ({ name }) => {
      asks ||= name.value !== "__typename";
      return asks ? BREAK : undefined;
    },
  });
  return !asks;
}

function withoutDeferral(document: DocumentNode): DocumentNode {
  return visit(document, { Directive: ({ name }) => (name.value === "defer" ? null : undefined) });
}
