import {
  Kind,
  parse,
  type FieldNode,
  type FragmentDefinitionNode,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from "graphql";
import type { Fetch, Plan, Required } from "../planning/plan.js";
import { PlanFault } from "../planning/plan-fault.js";
import type { KeyRenamer, PathStep, Rewrite } from "../planning/prepared-plan.js";

/** A planner's tree. Both write the same, but for paths, rewrites, and the first fetch of a subscription. */
export type PlanTree =
  | ({ readonly kind: "Fetch" } & FetchTree)
  | ({
      readonly kind: "BatchFetch";
      readonly entityBatch: { readonly aliases: readonly BatchedEntities[] };
    } & FetchTree)
  | { readonly kind: "Sequence" | "Parallel"; readonly nodes: readonly PlanTree[] }
  | { readonly kind: "Flatten"; readonly path: readonly TreePathStep[]; readonly node: PlanTree }
  | { readonly kind: "Subscription"; readonly primary: FetchTree; readonly rest?: PlanTree | undefined }
  | {
      readonly kind: "Defer";
      readonly primary: { readonly node?: PlanTree | undefined };
      readonly deferred: readonly {
        readonly depends: readonly { readonly id: string }[];
        readonly label?: string | undefined;
        readonly node?: PlanTree | undefined;
      }[];
    }
  | { readonly kind: "Condition" };

interface FetchTree {
  readonly serviceName: string;
  readonly id?: string | undefined;
  readonly operation: string;
  readonly operationKind?: string;
  readonly requires?: readonly Required[] | undefined;
  readonly inputRewrites?: readonly TreeRewrite[] | undefined;
  readonly outputRewrites?: readonly TreeRewrite[] | undefined;
  readonly contextRewrites?: readonly TreeRewrite[] | undefined;
}

interface BatchedEntities extends Pick<FetchTree, "requires" | "inputRewrites" | "outputRewrites"> {
  readonly alias: string;
  readonly representationsVariableName: string;
  readonly paths: readonly (readonly TreePathStep[])[];
}

/** `field`, `@` for a list, `|[A,B]` behind either for the types it goes through; or each as a step of its own. */
type TreePathStep = string | number | { readonly Field?: string; readonly TypeCondition?: readonly string[] };
type TreeRewrite = Rewrite | { readonly KeyRenamer?: object; readonly ValueSetter?: object };

interface Place {
  readonly path: readonly PathStep[];
  readonly after: readonly number[];
  readonly part: number;
}

/**
 * Unrolls a planner's tree of sequences and parallels into a list of fetches that name what they wait for. A fetch stands
 * after all that it waits for, so the list can be run from the front.
 */
export function readPlan(root: PlanTree | undefined): Plan {
  const fetches: Fetch[] = [];
  let primary: Fetch | undefined;
  /** By the planner's own number. */
  const places = new Map<string, number>();

  function push(fetch: Fetch): number {
    return fetches.push(fetch) - 1;
  }

  /** Adds the fetches under `node`; returns those whose end is the end of `node`. */
  function add(node: PlanTree, place: Place): readonly number[] {
    switch (node.kind) {
      case "Fetch": {
        const index = push(readFetch(node, place));
        if (node.id !== undefined) places.set(node.id, index);
        return [index];
      }
      case "BatchFetch":
        return readBatch(node, node.entityBatch.aliases, place).map(push);
      case "Flatten":
        return add(node.node, { ...place, path: [...place.path, ...node.path.flatMap(readStep)] });
      case "Sequence":
        return node.nodes.reduce<readonly number[]>((after, child) => add(child, { ...place, after }), place.after);
      case "Parallel":
        return [...new Set(node.nodes.flatMap((child) => add(child, place)))];
      case "Subscription":
        primary = readFetch(node.primary, place);
        return node.rest ? add(node.rest, place) : place.after;
      case "Defer": {
        const end = node.primary.node ? add(node.primary.node, place) : place.after;
        for (const { depends, label, node: deferred } of node.deferred) {
          const after = depends.map(
            ({ id }) => places.get(id) ?? refuse(`The plan has no fetch ${id}, which is awaited`),
          );
          if (deferred) add(deferred, { path: [], after: [...new Set(after)], part: Number(label) });
        }
        return end;
      }
      default:
        // Operations are freed of conditions before they are planned.
        return refuse(`The plan has an unexpected ${node.kind} node`);
    }
  }

  if (root) add(root, { path: [], after: [], part: 0 });
  return primary ? { fetches, primary } : { fetches };
}

function refuse(why: string): never {
  throw new PlanFault("PLAN_REFUSED", why);
}

function readFetch(node: FetchTree, place: Place): Fetch {
  const definition = readOperation(node.operation);
  const { selectionSet } = definition;
  const [entities] = selectionSet.selections;
  if (!node.requires) {
    // What is deferred at the root is asked in a fragment on a type that the subgraph may call by another name.
    const selections = place.part === 0 ? selectionSet.selections : selectionSet.selections.flatMap(insideOf);
    return fetchOf(node, place, definition, { ...selectionSet, selections });
  }
  if (entities?.kind !== Kind.FIELD || !entities.selectionSet) return refuse("A fetch asks nothing of its entities");
  return fetchOf(node, place, definition, entities.selectionSet);
}

/** One request for several places, as fetches of one place each. */
function readBatch(node: FetchTree, aliases: readonly BatchedEntities[], place: Place): Fetch[] {
  const definition = readOperation(node.operation);
  const own = new Set(aliases.map((it) => it.representationsVariableName));
  return aliases.flatMap(({ alias, paths, ...about }) => {
    const entities = definition.selectionSet.selections.find(
      (it): it is FieldNode => it.kind === Kind.FIELD && (it.alias ?? it.name).value === alias,
    );
    const set = entities?.selectionSet ?? refuse(`A fetch asks nothing under ${alias}`);
    return paths.map((path) =>
      fetchOf(
        { ...node, ...about },
        { ...place, path: [...place.path, ...path.flatMap(readStep)] },
        definition,
        set,
        own,
      ),
    );
  });
}

function fetchOf(
  node: FetchTree,
  place: Place,
  { operation, variableDefinitions = [], directives = [] }: OperationDefinitionNode,
  selectionSet: SelectionSetNode,
  representations: ReadonlySet<string> = new Set(node.requires ? ["representations"] : []),
): Fetch {
  return {
    ...place,
    subgraph: node.serviceName,
    kind: operation,
    selectionSet: node.requires ? inOneOrder(selectionSet) : selectionSet,
    variables: variableDefinitions.filter((it) => !representations.has(it.variable.name.value)),
    directives,
    requires: node.requires,
    inputRewrites: (node.inputRewrites ?? []).flatMap(readRewrite),
    outputRewrites: (node.outputRewrites ?? []).flatMap(readRewrite),
    contextRewrites: (node.contextRewrites ?? []).flatMap(readRewrite) as KeyRenamer[],
  };
}

/** Equal questions about entities read the same, so that one answer serves them. */
function inOneOrder(set: SelectionSetNode): SelectionSetNode {
  const nameOf = (it: SelectionNode) => (it.kind === Kind.FIELD ? (it.alias ?? it.name).value : "");
  const selections = set.selections.map((it): SelectionNode => {
    if (it.kind !== Kind.INLINE_FRAGMENT) return it;
    const fields = [...it.selectionSet.selections].sort((a, b) => nameOf(a).localeCompare(nameOf(b)));
    return { ...it, selectionSet: { ...it.selectionSet, selections: fields } };
  });
  return { ...set, selections };
}

/** The operation with its fragments written out. */
function readOperation(text: string): OperationDefinitionNode {
  const fragments = new Map<string, FragmentDefinitionNode>();
  let operation: OperationDefinitionNode | undefined;
  for (const it of parse(text, { noLocation: true }).definitions) {
    if (it.kind === Kind.FRAGMENT_DEFINITION) fragments.set(it.name.value, it);
    else if (it.kind === Kind.OPERATION_DEFINITION) operation = it;
  }
  if (!operation) return refuse("A fetch asks nothing");
  const writeOut = (set: SelectionSetNode): SelectionSetNode => ({
    ...set,
    selections: set.selections.map((it): SelectionNode => {
      if (it.kind === Kind.FRAGMENT_SPREAD) {
        const { typeCondition, selectionSet } = fragments.get(it.name.value) ?? refuse("A fetch names no fragment");
        const { directives } = it;
        return { kind: Kind.INLINE_FRAGMENT, typeCondition, directives, selectionSet: writeOut(selectionSet) };
      }
      return it.selectionSet ? { ...it, selectionSet: writeOut(it.selectionSet) } : it;
    }),
  });
  return fragments.size === 0 ? operation : { ...operation, selectionSet: writeOut(operation.selectionSet) };
}

function insideOf(it: SelectionNode): readonly SelectionNode[] {
  return it.kind === Kind.INLINE_FRAGMENT && !it.directives?.length ? it.selectionSet.selections : [it];
}

function readStep(step: TreePathStep): PathStep[] {
  if (typeof step === "object") {
    if (step.Field !== undefined) return [{ kind: "field", name: step.Field }];
    return [{ kind: "types", names: step.TypeCondition ?? [] }];
  }
  const [, name = "", types] = /^([^|]*)(?:\|\[(.*)\])?$/.exec(String(step)) ?? [];
  const steps: PathStep[] = [];
  if (name === "@") steps.push({ kind: "list" });
  else if (name !== "") steps.push({ kind: "field", name });
  if (types !== undefined) steps.push({ kind: "types", names: types.split(",").map((type) => type.trim()) });
  return steps;
}

type RewritePathStep = string | { readonly Key?: string; readonly TypenameEquals?: readonly string[] };

/** One rewrite for each type that the path may go through. */
function readRewrite(rewrite: TreeRewrite): Rewrite[] {
  const [kind, body] =
    "kind" in rewrite ? [rewrite.kind, rewrite] : (Object.entries(rewrite)[0] ?? refuse("A rewrite changes nothing"));
  const { path, ...rest } = body as { readonly path: readonly RewritePathStep[] };
  const paths = path.reduce<string[][]>(
    (found, step) => {
      const names =
        typeof step === "string" ? [step] : (step.TypenameEquals?.map((it) => `... on ${it}`) ?? [step.Key ?? ""]);
      return found.flatMap((before) => names.map((name) => [...before, name]));
    },
    [[]],
  );
  return paths.map((it) => ({ ...rest, kind, path: it }) as unknown as Rewrite);
}
