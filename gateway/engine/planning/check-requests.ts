import { Kind, type DocumentNode, type FieldNode, type SelectionNode, type SelectionSetNode } from "graphql";
import { namesIn, type Names } from "./names.js";
import { PlanFault } from "./plan-fault.js";
import { mapFetches, type Fetch, type Plan, type Required } from "./plan.js";
import { TYPENAME } from "./selections.js";
import type { FieldInSubgraph, SupergraphTypes } from "../supergraph/supergraph-types.js";

interface Place {
  /** By its name in the subgraph. */
  readonly type: string;
  /** What the representations hold, where the objects here are those that they stand for. */
  readonly held: Names | undefined;
  readonly provided: Names;
}

const NOTHING: Names = new Map();

/**
 * Each fetch may ask only what its subgraph can tell, given all that this requires, and a representation has to hold a key.
 * Throws a `PlanFault` where that is not so: the subgraph would refuse the request, or work something out from nothing. What a
 * subgraph only names for others to bring is not asked of it, nor what it knows no object for; whether somebody brings it is seen
 * when coverage is checked.
 */
export function checkRequests(plan: Plan, _document: DocumentNode, types: SupergraphTypes): Plan {
  return mapFetches(plan, (fetch) => checkFetch(fetch, types));
}

function checkFetch(fetch: Fetch, types: SupergraphTypes): Fetch {
  const { subgraph, requires } = fetch;

  function walk(set: SelectionSetNode, place: Place): SelectionSetNode {
    const selections = set.selections.flatMap((it): SelectionNode[] => {
      if (it.kind === Kind.INLINE_FRAGMENT) {
        const type = it.typeCondition?.name.value ?? place.type;
        if (!canBe(place.type, type)) return [];
        if (!types.isIn(subgraph, type)) refuse(`${subgraph} has no ${type}`);
        const held = place.held && requires && heldOf(requires, type, types);
        return [{ ...it, selectionSet: walk(it.selectionSet, { ...place, type, held }) }];
      }
      return it.kind !== Kind.FIELD || it.name.value === "__typename" ? [it] : walkField(it, place);
    });
    return { ...set, selections: selections.length > 0 ? selections : [TYPENAME] };
  }

  /** Whether the subgraph, which has to refuse the fragment otherwise, knows objects that are both. */
  function canBe(one: string, other: string): boolean {
    if (one === "_Entity" || one === other) return true;
    const isSeveral = [one, other].some((it) => types.isAbstract(subgraph, it));
    const others = types.inSubgraph(subgraph, other);
    return isSeveral && [...types.inSubgraph(subgraph, one)].some((it) => others.has(it));
  }

  function walkField(node: FieldNode, { type, held, provided }: Place): FieldNode[] {
    const name = node.name.value;
    const field = types.field(subgraph, type, name) ?? refuse(`${subgraph} has no ${type}.${name}`);
    const isKnown = held?.has(name) === true || provided.has(name) || isKey(subgraph, type, name, types);
    if (field.isExternal && !isKnown) return [];
    const isHeld = (it: string) => held?.get(it) ?? provided.get(it);
    if (field.requires && missingFrom(namesIn(field.requires), isHeld) !== undefined) return [];
    const given = new Set(node.arguments?.map((it) => it.name.value));
    if (!field.contextual.every((it) => given.has(it))) refuse(`${type}.${name} is asked out of its context`);
    if (!node.selectionSet) return [node];
    const place = { type: field.type, held: undefined, provided: below(field, provided.get(name)) };
    return [{ ...node, selectionSet: walk(node.selectionSet, place) }];
  }

  function below(field: FieldInSubgraph, provided: Names = NOTHING): Names {
    return field.provides ? new Map([...provided, ...namesIn(field.provides)]) : provided;
  }

  const root: Place = {
    type: requires ? "_Entity" : types.root(fetch.kind),
    held: requires && NOTHING,
    provided: NOTHING,
  };
  const checked = { ...fetch, selectionSet: walk(fetch.selectionSet, root) };
  return requires ? { ...checked, requires: withKeys(fetch, requires, types) } : checked;
}

/** A representation holds a key of its type in the subgraph, or is not sent: it would name nobody. */
function withKeys(fetch: Fetch, requires: readonly Required[], types: SupergraphTypes): readonly Required[] {
  const { subgraph, selectionSet } = fetch;
  const about = selectionSet.selections.flatMap((it) =>
    it.kind === Kind.INLINE_FRAGMENT && it.typeCondition ? [it.typeCondition.name.value] : [],
  );
  const isHeld = (type: string, by: string): boolean => {
    const held = heldOf(requires, by, types);
    return types.keys(subgraph, type).some((key) => !missingFrom(namesIn(key), (name) => held.get(name)));
  };
  for (const type of about) if (!isHeld(type, type)) refuse(`${subgraph} is asked about ${type} without a key of it`);
  const isKnown = (by: string) => about.some((type) => types.inSubgraph(subgraph, type).has(by) && isHeld(type, by));
  return requires.flatMap((it): readonly Required[] => {
    if (it.kind === "Field" || it.typeCondition === undefined) return [it];
    const all = [...types.of(it.typeCondition)];
    const known = all.filter(isKnown);
    return known.length === all.length ? [it] : known.map((typeCondition) => ({ ...it, typeCondition }));
  });
}

function refuse(why: string): never {
  throw new PlanFault("PLAN_REFUSED", why);
}

/** Whether the subgraph can be asked by the field, so that it knows it. */
function isKey(subgraph: string, type: string, name: string, types: SupergraphTypes): boolean {
  return types.keys(subgraph, type).some((key) => namesIn(key).has(name));
}

/** What a representation of an object of this type holds, under the names by which it is sent. */
function heldOf(requires: readonly Required[], type: string, types: SupergraphTypes): Names {
  const held = new Map<string, Names>();
  const add = (selections: readonly Required[], to: Map<string, Names>, of: string | undefined): void => {
    for (const it of selections) {
      if (it.kind === "Field") {
        const inner = new Map(to.get(it.alias ?? it.name));
        add(it.selections ?? [], inner, undefined);
        to.set(it.alias ?? it.name, inner);
      } else if (of === undefined || it.typeCondition === undefined || overlap(it.typeCondition, of, types)) {
        add(it.selections, to, of);
      }
    }
  };
  add(requires, held, type);
  return held;
}

function overlap(one: string, other: string, types: SupergraphTypes): boolean {
  return one === other || [...types.of(one)].some((it) => types.of(other).has(it));
}

/** The first name that is wanted and not there. */
function missingFrom(wanted: Names, find: (name: string) => Names | undefined): string | undefined {
  for (const [name, inner] of wanted) {
    const found = find(name);
    if (!found) return name;
    const missing = missingFrom(inner, (it) => found.get(it));
    if (missing !== undefined) return `${name} > ${missing}`;
  }
  return undefined;
}
