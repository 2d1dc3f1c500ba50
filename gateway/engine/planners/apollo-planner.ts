import {
  operationFromDocument,
  ROUTER_SUPPORTED_SUPERGRAPH_FEATURES,
  Supergraph,
  type Operation,
} from "@apollo/federation-internals";
import { QueryPlanner } from "@apollo/query-planner";
import { GraphQLError, type DocumentNode } from "graphql";
import type { PlanTrees } from "../planning/create-planner.js";
import { unlinkExecutable } from "../supergraph/executable-directives.js";
import { labelsOf } from "../supergraph/supergraph-facts.js";
import { PlanFault } from "../planning/plan-fault.js";

/** Apollo's planner. It holds the thread while it plans. */
export function createApolloPlanner(supergraphSdl: string): PlanTrees {
  const labels = labelsOf(supergraphSdl);
  const options = { supportedFeatures: ROUTER_SUPPORTED_SUPERGRAPH_FEATURES, validateSupergraph: false };
  const supergraph = Supergraph.build(unlinkExecutable(supergraphSdl), options);
  const planner = new QueryPlanner(supergraph, {
    reuseQueryFragments: false,
    incrementalDelivery: { enableDefer: true },
    debug: { maxEvaluatedPlans: 500 },
  });
  function readOperation(document: DocumentNode): Operation {
    try {
      return operationFromDocument(supergraph.apiSchema(), document);
    } catch (error) {
      throw new PlanFault(error instanceof GraphQLError ? "OPERATION_INVALID" : "PLAN_REFUSED", messageOf(error));
    }
  }

  return async (document, overrides) => {
    await Promise.resolve();
    const operation = readOperation(document);
    try {
      const overrideConditions = new Map(labels.map((label) => [label, overrides.includes(label)]));
      return planner.buildQueryPlan(operation, { overrideConditions }).node;
    } catch (error) {
      const message = messageOf(error);
      throw new PlanFault(/limit|exceed|too many/i.test(message) ? "PLAN_TOO_COMPLEX" : "PLAN_REFUSED", message);
    }
  };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
