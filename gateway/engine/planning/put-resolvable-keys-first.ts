import { Kind, parse, print, type ConstDirectiveNode } from "graphql";

/**
 * To come back to a subgraph after a `@requires`, the planner takes the first key it has the fields of, even one by
 * which that subgraph cannot be asked. With those last in the supergraph, it comes to one that works.
 */
export function putResolvableKeysFirst(supergraphSdl: string): string {
  if (!supergraphSdl.includes("resolvable: false")) return supergraphSdl;
  const document = parse(supergraphSdl, { noLocation: true });
  const definitions = document.definitions.map((definition) => {
    if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION && definition.kind !== Kind.INTERFACE_TYPE_DEFINITION) {
      return definition;
    }
    const directives = definition.directives ?? [];
    return { ...definition, directives: [...directives.filter((it) => !isClosed(it)), ...directives.filter(isClosed)] };
  });
  return print({ ...document, definitions });
}

function isClosed({ name, arguments: args }: ConstDirectiveNode): boolean {
  const value = args?.find((it) => it.name.value === "resolvable")?.value;
  return name.value === "join__type" && value?.kind === Kind.BOOLEAN && !value.value;
}
