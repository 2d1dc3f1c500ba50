import { Kind, parse, visit, type ConstDirectiveNode, type TypeNode } from "graphql";
import { meets, readDemands, type Demands } from "../schema/demands.js";
import type { Asker } from "../schema/groups.js";
import type { Authorization } from "./engine/subgraph-transport.js";

/**
 * Reads from the SDL of a supergraph which fields demand what of a mandate: on the field itself, on the type that has it
 * and on the type it gives.
 * @returns what an asker, or whoever has no mandate, may not see, for the engine to cut before it plans: the same object
 * for all who may see the same by the same rule; undefined where nothing is guarded
 */
export function createFieldGuard(supergraphSdl: string): ((asker: Asker | undefined) => Authorization) | undefined {
  const demands = readAllDemands(supergraphSdl);
  if (demands.size === 0) return undefined;
  const scopes = [...new Set([...demands.values()].flatMap((it) => it.scopes.flat(2)))];
  const made = new Map<string, Authorization>();
  return (asker) => {
    const { capacity, purpose } = asker ?? {};
    // All that `meets` looks at.
    const key = [capacity, purpose, ...scopes.filter((scope) => asker?.scopes?.includes(scope))].join(" ");
    const known = made.get(key) ?? denying([...demands].flatMap(([at, it]) => (asker && meets(it, asker) ? [] : [at])));
    made.set(key, known);
    return known;
  };
}

/** @param denied fields, `Type.field` */
function denying(denied: readonly string[]): Authorization {
  const all = new Set(denied);
  const isAmong = (at: string, names: ReadonlySet<string>) => names.has(at.slice(at.indexOf(".") + 1));
  return {
    deniedAmong: (fieldNames) => denied.filter((at) => isAmong(at, fieldNames)).join(" "),
    denies: (type, field) => (all.has(`${type}.${field}`) ? { code: "UNAUTHORIZED_FIELD_OR_TYPE" } : undefined),
  };
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
