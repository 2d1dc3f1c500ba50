import {
  Kind,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from "graphql";
import { fieldsBrought, supplyOf, type BroughtField, type Supply } from "./brought-fields.js";
import { PlanFault } from "./plan-fault.js";
import type { PlannedFetch } from "./plan-fetches.js";
import type { PossibleTypes } from "./possible-types.js";

/** Objects of these types, at one place of the answer. */
interface Place {
  readonly types: readonly string[];
  readonly asked: readonly SelectionSetNode[];
  readonly supply: Supply;
  readonly path: string;
}

/**
 * The planner can leave out a field that it found no way to reach, without saying so. Every field that the operation
 * asks of an object that can be there has to be fetched by some fetch of the plan, otherwise the operation is refused:
 * null would be a wrong answer. An object that no subgraph which is asked can give is not there.
 */
export function checkCoverage(
  document: DocumentNode,
  planned: readonly PlannedFetch[],
  possible: PossibleTypes,
  rootTypeOf: (operation: OperationDefinitionNode) => string,
): void {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const it of document.definitions) if (it.kind === Kind.FRAGMENT_DEFINITION) fragments.set(it.name.value, it);
  const identify = createIdentities();

  function check({ types, asked, supply, path }: Place): void {
    /** Objects that are asked the same and given the same are looked at once. */
    const below = new Map<string, Place>();
    for (const type of types) {
      const brought = fieldsBrought(supply, type, possible);
      for (const [name, nodes] of fieldsAsked(asked, type)) {
        const [{ name: field }] = nodes;
        if (field.value.startsWith("__")) continue;
        const given = brought.get(name);
        if (!given?.fields.length) {
          throw new PlanFault("PLAN_INCOMPLETE", `No subgraph can be asked for ${path}${type}.${field.value}`);
        }
        const sets = nodes.flatMap((it) => (it.selectionSet ? [it.selectionSet] : []));
        if (sets.length === 0) continue;
        const inner = innerTypes(type, given);
        const key = [...nodes, ...given.fields.map((it) => it.node), ...given.bound.map((it) => it.set)].map(identify);
        below.set(`${key.join()} ${inner.join()}`, {
          types: inner,
          asked: sets,
          supply: {
            sets: given.fields.flatMap(({ subgraph, node: { selectionSet: set } }) => (set ? [{ subgraph, set }] : [])),
            bound: given.bound,
          },
          path: `${path}${field.value} > `,
        });
      }
    }
    for (const place of below.values()) check(place);
  }

  /** What a subgraph gives can be of the types it knows; what several give, of those they all know. */
  function innerTypes(type: string, { fields }: BroughtField): readonly string[] {
    let common: readonly string[] | undefined;
    for (const { subgraph, node } of fields) {
      const behind = possible.behind(subgraph, type, node.name.value);
      if (behind === undefined) continue;
      const here = possible.inSubgraph(subgraph, behind);
      common = common ? common.filter((it) => here.has(it)) : [...here];
    }
    return common ?? [];
  }

  function fieldsAsked(sets: readonly SelectionSetNode[], type: string): Map<string, [FieldNode, ...FieldNode[]]> {
    const asked = new Map<string, [FieldNode, ...FieldNode[]]>();
    const spread = new Set<string>();
    const applies = (condition: string | undefined) => condition === undefined || possible.of(condition).has(type);
    const add = (set: SelectionSetNode): void => {
      for (const it of set.selections) {
        if (it.kind === Kind.FIELD) {
          const name = (it.alias ?? it.name).value;
          const known = asked.get(name);
          if (known) known.push(it);
          else asked.set(name, [it]);
        } else if (it.kind === Kind.INLINE_FRAGMENT) {
          if (applies(it.typeCondition?.name.value)) add(it.selectionSet);
        } else if (!spread.has(it.name.value)) {
          spread.add(it.name.value);
          const fragment = fragments.get(it.name.value);
          if (fragment && applies(fragment.typeCondition.name.value)) add(fragment.selectionSet);
        }
      }
    };
    for (const set of sets) add(set);
    return asked;
  }

  for (const it of document.definitions) {
    if (it.kind !== Kind.OPERATION_DEFINITION) continue;
    check({ types: [rootTypeOf(it)], asked: [it.selectionSet], supply: supplyOf(planned), path: "" });
  }
}

function createIdentities(): (it: object) => number {
  const known = new Map<object, number>();
  return (it) => {
    const number = known.get(it) ?? known.size;
    known.set(it, number);
    return number;
  };
}
