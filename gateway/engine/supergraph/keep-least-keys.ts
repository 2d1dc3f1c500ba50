import { Kind, parse, print, type ConstDirectiveNode, type SelectionSetNode } from "graphql";
import { readFieldSet } from "./supergraph-types.js";

/**
 * Takes out of a supergraph the keys that no plan needs: those by which a subgraph cannot be asked, which Apollo's planner
 * may choose, and those that hold another key of the same type and subgraph, over which Hive's aborts where a `@requires`
 * is near.
 */
export function keepLeastKeys(supergraphSdl: string): string {
  const document = parse(supergraphSdl, { noLocation: true });
  const definitions = document.definitions.map((definition) => {
    if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION && definition.kind !== Kind.INTERFACE_TYPE_DEFINITION) {
      return definition;
    }
    const { directives = [] } = definition;
    const joins = directives.filter((it) => it.name.value === "join__type");
    const graphs = new Set(joins.map((it) => argument(it, "graph")));
    const least = [...graphs].flatMap((graph) => leastOf(joins.filter((it) => argument(it, "graph") === graph)));
    return { ...definition, directives: [...directives.filter((it) => !joins.includes(it)), ...least] };
  });
  return print({ ...document, definitions });
}

/** Those of one type in one subgraph. */
function leastOf(joins: readonly ConstDirectiveNode[]): readonly ConstDirectiveNode[] {
  const open = joins.filter((it) => argument(it, "resolvable") !== false);
  const least = open.filter((it, index) => {
    const key = readFieldSet(argument(it, "key"));
    return !open.some((other, place) => {
      const less = readFieldSet(argument(other, "key"));
      return other !== it && key && less && holds(key, less) && (place < index || !holds(less, key));
    });
  });
  const isKey = (name: string) => name === "key" || name === "resolvable";
  const keyless = (it: ConstDirectiveNode) => ({
    ...it,
    arguments: it.arguments?.filter(({ name }) => !isKey(name.value)) ?? [],
  });
  // Apollo's planner asks after the type name of an interface object by its key, and where there is none it fails.
  const isInterfaceObject = joins.some((it) => argument(it, "isInterfaceObject") === true);
  return least.length > 0 ? least : joins.slice(0, 1).map((it) => (isInterfaceObject ? it : keyless(it)));
}

function holds(key: SelectionSetNode, other: SelectionSetNode): boolean {
  return other.selections.every((wanted) =>
    key.selections.some(
      (it) =>
        it.kind === Kind.FIELD &&
        wanted.kind === Kind.FIELD &&
        it.name.value === wanted.name.value &&
        (!wanted.selectionSet || (it.selectionSet !== undefined && holds(it.selectionSet, wanted.selectionSet))),
    ),
  );
}

function argument({ arguments: args = [] }: ConstDirectiveNode, name: string): string | boolean | undefined {
  const value = args.find((it) => it.name.value === name)?.value;
  return value && "value" in value ? value.value : undefined;
}
