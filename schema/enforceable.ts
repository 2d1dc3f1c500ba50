import {
  Kind,
  parse,
  valueFromASTUntyped,
  type ConstDirectiveNode,
  type FieldNode,
  type SelectionSetNode,
  type TypeNode,
} from "graphql";
import type { SubgraphSdl } from "./compose.js";
import { readDemands, type Demands } from "./demands.js";
import { GROUPS, IDENTIFY } from "./groups.js";

const ROOTS: ReadonlySet<string> = new Set(["Query", "Mutation", "Subscription"]);
const AUTHORISES = /^(federation__)?(authenticated|requiresScopes|policy)$/;

/** A field as one subgraph has it. */
interface PlacedField {
  readonly subgraph: string;
  readonly coordinate: string;
  readonly type: string;
  readonly demands: Demands | undefined;
  readonly directives: readonly ConstDirectiveNode[];
}

/**
 * What the authorisation directives of subgraphs ask that neither the gateway nor the subgraph itself would do: a line
 * for each, with the place and what to do. A rule that is written down and not kept is worse than none.
 * @param own name of the subgraph whose roots may be left to anybody
 */
export function findUnenforceable(subgraphs: readonly SubgraphSdl[], own: string): string[] {
  const faults: string[] = [];
  const fields = subgraphs.flatMap(({ name, sdl }) => readFields(name, sdl, faults));
  const byCoordinate = new Map<string, PlacedField[]>();
  for (const field of fields)
    byCoordinate.set(field.coordinate, [...(byCoordinate.get(field.coordinate) ?? []), field]);

  for (const { subgraph, coordinate, demands } of fields)
    if (ROOTS.has(coordinate.split(".")[0]!) && !demands && subgraph !== own)
      faults.push(`${coordinate} (${subgraph}) does not say who may ask: give it @authenticated, or more`);
  for (const [coordinate, places] of byCoordinate) {
    const [first] = places;
    for (const { subgraph, demands } of places)
      if (print(demands) !== print(first?.demands))
        faults.push(`${coordinate} demands something else in ${subgraph} than in ${first?.subgraph}: each answers it`);
  }
  for (const field of fields) faults.push(...findHandedOn(field, byCoordinate));
  return faults;
}

/** The fields of the object types of one subgraph that it answers itself; faults of single directives on the way. */
function readFields(subgraph: string, sdl: string, faults: string[]): PlacedField[] {
  const { definitions } = parse(sdl, { noLocation: true });
  const ofTypes = new Map<string, ConstDirectiveNode[]>();
  for (const node of definitions) {
    if (!("name" in node) || !node.name || node.kind === Kind.DIRECTIVE_DEFINITION) continue;
    const name = node.name.value;
    const directives = [...((node.directives ?? []) as readonly ConstDirectiveNode[])];
    ofTypes.set(name, [...(ofTypes.get(name) ?? []), ...directives]);
    faults.push(...findEmpty(`${name} (${subgraph})`, directives));
    if (node.kind !== Kind.INTERFACE_TYPE_DEFINITION && node.kind !== Kind.INTERFACE_TYPE_EXTENSION) continue;
    for (const { name: field, directives: given = [] } of [{ name: undefined, directives }, ...(node.fields ?? [])])
      if (given.some(({ name: one }) => AUTHORISES.test(one.value)))
        faults.push(
          `${[name, field?.value].filter(Boolean).join(".")} (${subgraph}) is of an interface, where nothing is held to it: put the directive on the types`,
        );
  }
  return definitions.flatMap((node) => {
    if (node.kind !== Kind.OBJECT_TYPE_DEFINITION && node.kind !== Kind.OBJECT_TYPE_EXTENSION) return [];
    return (node.fields ?? []).flatMap(({ name, type, directives = [] }): PlacedField[] => {
      const coordinate = `${node.name.value}.${name.value}`;
      faults.push(...findEmpty(`${coordinate} (${subgraph})`, directives));
      const isExternal = directives.some(({ name: one }) => /^(federation__)?external$/.test(one.value));
      if (isExternal) return [];
      const demands = readDemands([
        ...(ofTypes.get(node.name.value) ?? []),
        ...directives,
        ...(ofTypes.get(nameOf(type)) ?? []),
      ]);
      return [{ subgraph, coordinate, type: nameOf(type), demands, directives }];
    });
  });
}

/** Groups and scopes that nobody can have, and sets that everybody or nobody has. */
function findEmpty(place: string, directives: readonly ConstDirectiveNode[]): string[] {
  const demands = readDemands(directives);
  if (!demands) return [];
  const known = { policies: new Set<string>(GROUPS), scopes: new Set([IDENTIFY]) };
  return (["policies", "scopes"] as const).flatMap((kind) =>
    demands[kind].flatMap((demand) => {
      if (demand.length === 0 || demand.some((all) => all.length === 0))
        return [`${place} demands an empty set of ${kind}: everybody has that, or nobody`];
      return demand
        .flat()
        .filter((name) => !known[kind].has(name))
        .map((name) => `${place} demands "${name}", which schema/groups.ts does not know among the ${kind}`);
    }),
  );
}

/** Guarded fields that a field is handed by `@requires`, and tells about to those who may not read them. */
function findHandedOn(
  { subgraph, coordinate, demands, directives }: PlacedField,
  byCoordinate: ReadonlyMap<string, readonly PlacedField[]>,
): string[] {
  const required = directives.find(({ name }) => /^(federation__)?requires$/.test(name.value));
  const text = required?.arguments?.find(({ name }) => name.value === "fields")?.value;
  if (!text) return [];
  const has = new Set(linesOf(demands));
  const [operation] = parse(`{ ${String(valueFromASTUntyped(text))} }`, { noLocation: true }).definitions;
  if (operation?.kind !== Kind.OPERATION_DEFINITION) return [];
  return visitSet(operation.selectionSet, coordinate.split(".")[0]!).flatMap((handed) => {
    const lacking = linesOf(byCoordinate.get(handed)?.[0]?.demands).filter((line) => !has.has(line));
    return lacking.length > 0
      ? [
          `${coordinate} (${subgraph}) is worked out from ${handed} and does not demand what that does: ${lacking.join(", ")}`,
        ]
      : [];
  });

  function visitSet({ selections }: SelectionSetNode, type: string): string[] {
    return selections.flatMap((node) => {
      if (node.kind === Kind.INLINE_FRAGMENT)
        return visitSet(node.selectionSet, node.typeCondition?.name.value ?? type);
      return node.kind === Kind.FIELD ? visitField(node, type) : [];
    });
  }

  function visitField({ name, selectionSet }: FieldNode, type: string): string[] {
    const here = `${type}.${name.value}`;
    const below = byCoordinate.get(here)?.[0]?.type;
    return [here, ...(selectionSet && below ? visitSet(selectionSet, below) : [])];
  }
}

/** Each demand in a line, always in the same order. */
function linesOf(demands: Demands | undefined): string[] {
  if (!demands) return [];
  const lines = [...demands.scopes.map((one) => ["scopes", one]), ...demands.policies.map((one) => ["policies", one])];
  return ["a login", ...lines.map((line) => JSON.stringify(line)).sort()];
}

function print(demands: Demands | undefined): string {
  return linesOf(demands).join("\n");
}

function nameOf(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : nameOf(type.type);
}
