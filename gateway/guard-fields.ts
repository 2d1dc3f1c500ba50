import { Kind, parse, visit, type ConstDirectiveNode, type TypeNode } from "graphql";
import { meets, readDemands, type Demands } from "../schema/demands.js";
import type { Mandate } from "../schema/mandate.js";
import type { Authorization } from "./engine/subgraph-transport.js";

/**
 * Reads from the SDL of a supergraph which fields demand what of a mandate: on the field itself, on the type that has it
 * and on the type it gives.
 * @returns what a mandate, or whoever has none, may not see, for the engine to cut before it plans; undefined where nothing is guarded
 */
export function createFieldGuard(supergraphSdl: string): ((mandate: Mandate | undefined) => Authorization) | undefined {
  const demands = readAllDemands(supergraphSdl);
  if (demands.size === 0) return undefined;
  return (mandate) => ({
    // All that `meets` looks at.
    fingerprint: !mandate
      ? "nobody"
      : JSON.stringify([mandate.capacity, mandate.purpose, [...(mandate.scopes ?? [])].sort()]),
    denies(typeName, fieldName) {
      const demanded = demands.get(`${typeName}.${fieldName}`);
      return demanded && !(mandate && meets(demanded, mandate)) ? { code: "UNAUTHORIZED_FIELD_OR_TYPE" } : undefined;
    },
  });
}

function readAllDemands(sdl: string): Map<string, Demands> {
  const document = parse(sdl, { noLocation: true });
  const ofTypes = new Map<string, readonly ConstDirectiveNode[]>();
  for (const node of document.definitions)
    if ("name" in node && node.name && "directives" in node)
      ofTypes.set(node.name.value, (node.directives ?? []) as readonly ConstDirectiveNode[]);
  const found = new Map<string, Demands>();
  visit(document, {
    ObjectTypeDefinition({ name, fields = [] }) {
      for (const field of fields) {
        const directives = [
          ...(ofTypes.get(name.value) ?? []),
          ...(field.directives ?? []),
          ...(ofTypes.get(nameOf(field.type)) ?? []),
        ];
        const demands = readDemands(directives);
        if (demands) found.set(`${name.value}.${field.name.value}`, demands);
      }
    },
  });
  return found;
}

function nameOf(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : nameOf(type.type);
}
