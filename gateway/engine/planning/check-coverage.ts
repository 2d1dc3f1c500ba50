import { Kind, type DocumentNode, type SelectionSetNode } from "graphql";
import { createFieldsAsked, type AskedField } from "./asked-fields.js";
import { fieldsBrought, supplyOf, type BroughtField, type Supply } from "./brought-fields.js";
import { PlanFault } from "./plan-fault.js";
import { allFetches, type Plan } from "./plan.js";
import type { UnplannedType } from "./prepared-plan.js";
import type { SupergraphTypes } from "../supergraph/supergraph-types.js";

/** Objects of these types, at one place of the answer. */
interface Place {
  readonly types: readonly string[];
  readonly asked: readonly SelectionSetNode[];
  readonly supply: Supply;
  /** Response names from the root. */
  readonly path: readonly string[];
  /** Others that the graph knows there, and no subgraph that is asked. */
  readonly unexpected: readonly string[];
  /** Types that every subgraph would expect here; undefined where the field that leads here is of one type. */
  readonly agreed: ReadonlySet<string> | undefined;
}

export interface Coverage {
  readonly document: DocumentNode;
  readonly supply: Supply;
  readonly possible: SupergraphTypes;
}

/**
 * The planner can leave out a field that it found no way to reach, without saying so. Every field that the operation
 * asks of an object that can be there has to be fetched by some fetch of the plan, otherwise the operation is refused:
 * null would be a wrong answer. What can be there though some subgraph that shares the field would not expect it, or
 * what no subgraph that is asked should give, is told: the answer has to do without it.
 */
export function checkCoverage(plan: Plan, document: DocumentNode, types: SupergraphTypes): Plan {
  const unplanned = new Map<string, UnplannedType>();
  const supply = supplyOf(allFetches(plan));
  findLeftOut({ document, supply, possible: types }, ({ type, name }, { path, agreed, unexpected }) => {
    if (!unexpected.includes(type) && (agreed === undefined || agreed.has(type))) {
      const place = path.map((it) => `${it} > `).join("");
      const message = `No subgraph can be asked for ${place}${type}.${name}`;
      throw new PlanFault("PLAN_INCOMPLETE", message, { path, type, name });
    }
    unplanned.set([...path, type].join(), { path, type });
  });
  return unplanned.size > 0 ? { ...plan, unplanned: [...unplanned.values()] } : plan;
}

/** Tells of each field that the operation asks and no fetch brings, and of its place. */
export function findLeftOut(
  { document, supply: whole, possible }: Coverage,
  onLeftOut: (field: AskedField, place: Place) => void,
): void {
  const fieldsAsked = createFieldsAsked(document, possible);
  const identify = createIdentities();

  function check(place: Place): void {
    const { types, unexpected, asked, supply, path } = place;
    for (const type of unexpected) {
      const brought = fieldsBrought(supply, type, possible);
      const missing = fieldsAsked(asked, type).find(
        ({ name, responseName }) => !name.startsWith("__") && !brought.get(responseName)?.fields.length,
      );
      if (missing) onLeftOut(missing, place);
    }
    /** Objects that are asked the same and given the same are looked at once. */
    const below = new Map<string, Place>();
    for (const type of types) {
      const brought = fieldsBrought(supply, type, possible);
      for (const field of fieldsAsked(asked, type)) {
        const { name, nodes } = field;
        if (name.startsWith("__")) continue;
        const given = brought.get(field.responseName);
        if (!given?.fields.length) {
          onLeftOut(field, place);
          continue;
        }
        const sets = nodes.flatMap((it) => (it.selectionSet ? [it.selectionSet] : []));
        if (sets.length === 0) continue;
        const inner = innerTypes(type, given);
        const key = [...nodes, ...given.fields.map((it) => it.node), ...given.bound.map((it) => it.set)].map(identify);
        const agreed = inner.length > 1 ? possible.agreed(type, name) : undefined;
        const others = [...possible.declared(type, name)].filter((it) => !inner.includes(it));
        below.set([key, inner, others, [...(agreed ?? [])]].map((it) => it.join()).join(" "), {
          types: inner,
          unexpected: others,
          asked: sets,
          supply: {
            sets: given.fields.flatMap(({ subgraph, node: { selectionSet: set } }) => (set ? [{ subgraph, set }] : [])),
            bound: given.bound,
          },
          path: [...path, field.responseName],
          agreed,
        });
      }
    }
    for (const inner of below.values()) check(inner);
  }

  /** What a subgraph gives can be of the types it knows; what several give, of those they all know. */
  function innerTypes(type: string, { fields }: BroughtField): readonly string[] {
    let common: readonly string[] | undefined;
    for (const { subgraph, node } of fields) {
      const behind = possible.behind(subgraph, type, node.name.value);
      if (behind === undefined || !possible.isComposite(behind)) continue;
      const here = possible.inSubgraph(subgraph, behind);
      common = common ? common.filter((it) => here.has(it)) : [...here];
    }
    return common ?? [];
  }

  for (const it of document.definitions) {
    if (it.kind !== Kind.OPERATION_DEFINITION) continue;
    const root = { types: [possible.root(it.operation)], unexpected: [], agreed: undefined };
    check({ ...root, asked: [it.selectionSet], supply: whole, path: [] });
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
