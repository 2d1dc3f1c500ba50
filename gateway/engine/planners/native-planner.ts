import { Kind, visit, type DocumentNode } from "graphql";
import { writeDocument } from "../operation/write-document.js";
import type { PlanTrees } from "../planning/create-planner.js";
import { PlanFault } from "../planning/plan-fault.js";
import type { PlanTree } from "./read-plan.js";

/** Hive Router's planner, where it has a build for this platform. It plans beside this thread. */
export async function createNativePlanner(supergraphSdl: string): Promise<PlanTrees> {
  const { QueryPlanner } = await import("@graphql-hive/router-query-planner");
  const planner = new QueryPlanner(withPlainLabels(supergraphSdl));
  return async (document, overrides) => {
    const source = writeDocument(document);
    if (source.includes("@")) refuseDirectives(document);
    const labels = new Set(overrides.map(plainLabel));
    const { node } = await planner.planAsync(source, undefined, labels, 0);
    return node as PlanTree | undefined;
  };
}

/** It would leave out directives that clients write for subgraphs, and plan what is deferred with the rest. */
function refuseDirectives(document: DocumentNode): void {
  visit(document, {
    [Kind.DIRECTIVE]({ name }: { readonly name: { readonly value: string } }) {
      throw new PlanFault("PLAN_REFUSED", `The native planner does not plan @${name.value}`);
    },
  });
}

/** A label that is a percentage it would decide by itself; which labels are on is decided for each request. */
function withPlainLabels(supergraphSdl: string): string {
  return supergraphSdl.replace(/(?<=overrideLabel:\s*")[^"]*/g, plainLabel);
}

function plainLabel(label: string): string {
  return label.replace(/[()]/g, "_");
}
