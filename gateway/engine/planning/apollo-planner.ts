import { operationFromDocument, ROUTER_SUPPORTED_SUPERGRAPH_FEATURES, Supergraph } from "@apollo/federation-internals";
import { QueryPlanner } from "@apollo/query-planner";
import { GraphQLError } from "graphql";
import type { PlanTrees } from "./create-planner.js";
import { unlinkExecutable } from "./executable-directives.js";
import { PlanFault } from "./plan-fault.js";

/** Apollo's planner. It holds the thread while it plans. */
export function createApolloPlanner(supergraphSdl: string, labels: readonly string[]): PlanTrees {
  const options = { supportedFeatures: ROUTER_SUPPORTED_SUPERGRAPH_FEATURES, validateSupergraph: false };
  const supergraph = Supergraph.build(unlinkExecutable(supergraphSdl), options);
  const planner = new QueryPlanner(supergraph, {
    reuseQueryFragments: false,
    incrementalDelivery: { enableDefer: true },
    debug: { maxEvaluatedPlans: 500 },
  });
  return async (document, overrides) => {
    await Promise.resolve();
    try {
      const operation = operationFromDocument(supergraph.apiSchema(), document);
      const overrideConditions = new Map(labels.map((label) => [label, overrides.includes(label)]));
      const { node } = planner.buildQueryPlan(operation, { overrideConditions });
      return node;
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      if (error instanceof GraphQLError) throw new PlanFault("OPERATION_INVALID", message);
      throw new PlanFault(/limit|exceed|too many/i.test(message) ? "PLAN_TOO_COMPLEX" : "PLAN_REFUSED", message);
    }
  };
}
