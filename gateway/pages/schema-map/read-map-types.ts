import {
  Kind,
  parse,
  print,
  valueFromASTUntyped,
  type ConstDirectiveNode,
  type FieldDefinitionNode,
  type InputValueDefinitionNode,
  type TypeDefinitionNode,
  type TypeNode,
} from "graphql";
import { AGENCIES } from "../../../schema/agencies.js";
import type { Owner } from "../shell/owner.js";
import type { Guard, MapField, MapType } from "./map-types.js";

type Directed = { readonly directives?: readonly ConstDirectiveNode[] };

const KINDS: Partial<Record<string, MapType["kind"]>> = {
  [Kind.OBJECT_TYPE_DEFINITION]: "object",
  [Kind.ENUM_TYPE_DEFINITION]: "enum",
  [Kind.INPUT_OBJECT_TYPE_DEFINITION]: "input",
  [Kind.SCALAR_TYPE_DEFINITION]: "scalar",
  [Kind.INTERFACE_TYPE_DEFINITION]: "interface",
  [Kind.UNION_TYPE_DEFINITION]: "union",
};
/** How the composition itself is written, and how pages of a list are: neither is a thing of the field. */
const MACHINERY = /^(join|link|policy|requiresScopes)__|Connection$|Edge$|^PageInfo$/;
const ROOTS = new Set(["Query", "Mutation", "Subscription"]);

/** Every type that clients may meet, with who owns what of it, from the SDL of the supergraph. */
export function readMapTypes(supergraph: string): MapType[] {
  const definitions = parse(supergraph).definitions.filter(
    (node): node is TypeDefinitionNode => KINDS[node.kind] !== undefined,
  );
  const byName = new Map(definitions.map((node) => [node.name.value, node]));
  return definitions
    .filter((node) => !MACHINERY.test(node.name.value) && !isHidden(node))
    .map(asType)
    .sort((a, b) => rankOf(a) - rankOf(b) || a.name.localeCompare(b.name));

  function asType(node: TypeDefinitionNode): MapType {
    const inType = argumentsOf(node, "join__type").map(({ graph }) => ownerOf(graph));
    const fields = "fields" in node ? (node.fields ?? []).filter((field) => !isHidden(field)) : [];
    const values = node.kind === Kind.ENUM_TYPE_DEFINITION ? (node.values ?? []) : [];
    const asked = fields.map((field) => asField(field, node, inType));
    const own = asked.map(({ owner }) => owner).filter((owner) => owner !== "SHARED");
    const owners = [...new Set(own.length > 0 ? own : inType)];
    return {
      name: node.name.value,
      kind: KINDS[node.kind]!,
      description: node.description?.value ?? "",
      owners: owners.sort(),
      fields: asked,
      values: values.map(({ name, description }) => ({ name: name.value, description: description?.value ?? "" })),
    };
  }

  function asField(
    field: FieldDefinitionNode | InputValueDefinitionNode,
    parent: TypeDefinitionNode,
    inType: readonly Owner[],
  ): MapField {
    const joins = argumentsOf(field, "join__field").filter(({ external, graph }) => external !== true && graph);
    const args = field.kind === Kind.FIELD_DEFINITION ? (field.arguments ?? []) : [];
    return {
      name: field.name.value,
      type: print(field.type),
      leadsTo: pastPages(nameOf(field.type)),
      args: args.map(({ name, type, description }) => ({
        name: name.value,
        type: print(type),
        description: description?.value ?? "",
      })),
      description: field.description?.value ?? "",
      owner: joins[0] ? ownerOf(joins[0]["graph"]) : inType.length === 1 ? inType[0]! : "SHARED",
      guard: guardOf(field, parent),
      derived: joins.some(({ requires }) => typeof requires === "string" && requires.includes("{")),
    };
  }

  /** A connection leads to what its edges hold. */
  function pastPages(name: string): string {
    const inner = (of: string, field: string) => {
      const node = byName.get(of);
      const found = node && "fields" in node ? node.fields?.find((one) => one.name.value === field) : undefined;
      return found && nameOf(found.type);
    };
    const edge = name.endsWith("Connection") ? inner(name, "edges") : undefined;
    return (edge && inner(edge, "node")) ?? name;
  }
}

function guardOf(field: Directed, parent: TypeDefinitionNode): Guard {
  const [policy] = argumentsOf(field, "policy");
  const [scopes] = argumentsOf(field, "requiresScopes");
  if (policy) return { by: "group", name: (policy["policies"] as string[][])[0]![0]! };
  if (scopes) return { by: "scope", name: (scopes["scopes"] as string[][])[0]![0]! };
  if (argumentsOf(field, "authenticated").length > 0) return { by: "login" };
  return { by: ROOTS.has(parent.name.value) ? "nothing" : "object" };
}

function isHidden(node: Directed): boolean {
  return argumentsOf(node, "inaccessible").length > 0;
}

function argumentsOf({ directives = [] }: Directed, name: string): Record<string, unknown>[] {
  return directives
    .filter((directive) => directive.name.value === name)
    .map(({ arguments: args = [] }) =>
      Object.fromEntries(args.map((one) => [one.name.value, valueFromASTUntyped(one.value)])),
    );
}

function ownerOf(graph: unknown): Owner {
  return AGENCIES.find(({ subgraph }) => subgraph.toUpperCase() === graph)?.name ?? "GATEWAY";
}

function nameOf(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : nameOf(type.type);
}

/** Where one begins to ask comes first, then things, then words. */
function rankOf({ name, kind }: MapType): number {
  return ROOTS.has(name) ? 0 : ["object", "interface", "union", "enum", "input", "scalar"].indexOf(kind) + 1;
}
