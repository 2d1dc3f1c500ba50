import type { FetchNode, PlanNode } from "@apollo/query-planner";
import { Kind, print, stripIgnoredCharacters } from "graphql";
import { operationOf } from "./operation-of.js";
import { PlanFault } from "./plan-fault.js";
import type { PathStep } from "./prepared-plan.js";

/** One fetch of the planner's tree, with what the tree said about it: where, and after which others. */
export interface PlannedFetch {
  readonly node: FetchNode;
  readonly path: readonly PathStep[];
  readonly after: readonly number[];
  /** The part of the answer for whose sake it is made; 0 is what is not deferred. */
  readonly part: number;
}

interface Place {
  readonly path: readonly PathStep[];
  /** Fetches that have to end before anything here starts. */
  readonly after: readonly number[];
  readonly part: number;
}

/**
 * Unrolls the planner's tree of sequences and parallels into a list of fetches that name what they wait for.
 * A fetch stands after all that it waits for, so the list can be run from the front.
 */
export function planFetches(root: PlanNode): PlannedFetch[] {
  const fetches: PlannedFetch[] = [];
  /** By the planner's own number. */
  const places = new Map<string, number>();

  /** Adds the fetches under `node`; returns those whose end is the end of `node`. */
  function add(node: PlanNode, place: Place): readonly number[] {
    switch (node.kind) {
      case "Fetch":
        if (node.id !== undefined) places.set(node.id, fetches.length);
        fetches.push({ node: place.part === 0 ? node : withoutRootFragment(node), ...place });
        return [fetches.length - 1];
      case "Flatten":
        return add(node.node, { ...place, path: [...place.path, ...parsePath(node.path)] });
      case "Sequence":
        return node.nodes.reduce<readonly number[]>((after, child) => add(child, { ...place, after }), place.after);
      case "Parallel":
        return unique(node.nodes.flatMap((child) => add(child, place)));
      case "Defer": {
        const end = node.primary.node ? add(node.primary.node, place) : place.after;
        for (const { depends, label, node: deferred } of node.deferred) {
          const after = depends.map(({ id }) => places.get(id) ?? unknownFetch(id));
          if (deferred) add(deferred, { path: [], after: unique(after), part: Number(label) });
        }
        return end;
      }
      case "Condition":
        // Operations are freed of conditions before they are planned.
        throw new PlanFault("PLAN_REFUSED", `The plan has an unexpected ${node.kind} node`);
    }
  }

  add(root, { path: [], after: [], part: 0 });
  return fetches;
}

function unknownFetch(id: string): never {
  throw new PlanFault("PLAN_REFUSED", `Something is deferred until fetch ${id}, which the plan does not have`);
}

/** What is deferred at the root is asked in a fragment on a type that the subgraph may call by another name. */
function withoutRootFragment(node: FetchNode): FetchNode {
  if (node.requires) return node;
  const definition = operationOf(node);
  if (!definition) return node;
  const selections = definition.selectionSet.selections.flatMap((it) =>
    it.kind === Kind.INLINE_FRAGMENT && !it.directives?.length ? it.selectionSet.selections : [it],
  );
  const selectionSet = { ...definition.selectionSet, selections };
  return { ...node, operation: stripIgnoredCharacters(print({ ...definition, selectionSet })) };
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
