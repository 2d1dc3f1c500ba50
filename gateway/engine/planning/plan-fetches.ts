import type { FetchNode, PlanNode } from "@apollo/query-planner";
import { PlanFault } from "./plan-fault.js";
import type { PathStep } from "./prepared-plan.js";

/** One fetch of the planner's tree, with what the tree said about it: where, and after which others. */
export interface PlannedFetch {
  readonly node: FetchNode;
  readonly path: readonly PathStep[];
  readonly after: readonly number[];
}

interface Place {
  readonly path: readonly PathStep[];
  /** Fetches that have to end before anything here starts. */
  readonly after: readonly number[];
}

/**
 * Unrolls the planner's tree of sequences and parallels into a list of fetches that name what they wait for.
 * A fetch stands after all that it waits for, so the list can be run from the front.
 */
export function planFetches(root: PlanNode): PlannedFetch[] {
  const fetches: PlannedFetch[] = [];

  /** Adds the fetches under `node`; returns those whose end is the end of `node`. */
  function add(node: PlanNode, place: Place): readonly number[] {
    switch (node.kind) {
      case "Fetch":
        fetches.push({ node, ...place });
        return [fetches.length - 1];
      case "Flatten":
        return add(node.node, { ...place, path: [...place.path, ...parsePath(node.path)] });
      case "Sequence":
        return node.nodes.reduce<readonly number[]>((after, child) => add(child, { ...place, after }), place.after);
      case "Parallel":
        return unique(node.nodes.flatMap((child) => add(child, place)));
      case "Condition":
      case "Defer":
        // Operations are freed of conditions and deferrals before they are planned.
        throw new PlanFault("PLAN_REFUSED", `The plan has an unexpected ${node.kind} node`);
    }
  }

  add(root, { path: [], after: [] });
  return fetches;
}

/** Reads the planner's path notation: `field`, `@` for a list, `|[A,B]` behind either for the types it goes through. */
export function parsePath(path: readonly (string | number)[]): PathStep[] {
  return path.flatMap((element) => {
    const [, name = "", types] = /^([^|]*)(?:\|\[(.*)\])?$/.exec(String(element)) ?? [];
    const steps: PathStep[] = [];
    if (name === "@") steps.push({ kind: "list" });
    else if (name !== "") steps.push({ kind: "field", name });
    if (types !== undefined) steps.push({ kind: "types", names: types.split(",").map((type) => type.trim()) });
    return steps;
  });
}

function unique(numbers: readonly number[]): number[] {
  return [...new Set(numbers)];
}
