import {
  Kind,
  parse,
  print,
  stripIgnoredCharacters,
  visit,
  type ArgumentNode,
  type ConstDirectiveNode,
  type FieldDefinitionNode,
  type FieldNode,
  type InterfaceTypeDefinitionNode,
  type ObjectTypeDefinitionNode,
} from "graphql";
import { mapFetches, type Plan, type Required } from "../planning/plan.js";
import { readFieldSet } from "./supergraph-types.js";

/** What some `@requires` wants of a field with arguments. */
interface Use {
  /** Under which it stands in the supergraph that planners see, as a field without arguments. */
  readonly made: string;
  readonly name: string;
  readonly arguments: readonly ArgumentNode[];
}

/**
 * A field that some `@requires` wants with arguments collides with the client's own use of it, and with another `@requires`
 * that wants other arguments: a representation has room for one. Here each such use becomes a field of its own name.
 */
export function nameRequiredArguments(supergraphSdl: string): {
  readonly supergraphSdl: string;
  /** Puts the real fields back, under the made names as aliases. */
  readonly restore: (plan: Plan) => Plan;
} {
  const uses = new Map<string, Use>();
  const use = (field: FieldNode): FieldNode | undefined => {
    if (!field.arguments?.length) return undefined;
    const text = `${field.name.value}(${field.arguments
      .map((it) => print(it))
      .sort()
      .join()})`;
    const known = uses.get(text) ?? {
      made: `${field.name.value}_required${uses.size}`,
      name: field.name.value,
      arguments: field.arguments,
    };
    uses.set(text, known);
    return { ...field, name: { kind: Kind.NAME, value: known.made }, arguments: [] };
  };
  const named = visit(parse(supergraphSdl, { noLocation: true }), {
    Directive: { enter: (node) => renameIn(node as ConstDirectiveNode, use) },
  });
  if (uses.size === 0) return { supergraphSdl, restore: (plan) => plan };

  const addUses = <T extends ObjectTypeDefinitionNode | InterfaceTypeDefinitionNode>(type: T): T => ({
    ...type,
    fields: type.fields?.flatMap((field): FieldDefinitionNode[] => [
      field,
      ...[...uses.values()]
        .filter((it) => it.name === field.name.value)
        .map(({ made }) => ({ ...field, name: { kind: Kind.NAME, value: made } as const, arguments: [] })),
    ]),
  });
  const complete = visit(named, {
    ObjectTypeDefinition: { leave: addUses },
    InterfaceTypeDefinition: { leave: addUses },
  });
  const byName = new Map([...uses.values()].map((it) => [it.made, it]));
  return {
    supergraphSdl: print(complete),
    restore: (plan) =>
      mapFetches(plan, (fetch) => ({
        ...fetch,
        selectionSet: visit(fetch.selectionSet, {
          Field(node) {
            const real = byName.get(node.name.value);
            if (!real) return undefined;
            const name = { kind: Kind.NAME, value: real.name } as const;
            return { ...node, alias: node.alias ?? node.name, name, arguments: real.arguments };
          },
        }),
        requires: fetch.requires?.map(restoreRequired),
      })),
  };

  function restoreRequired(it: Required): Required {
    if (it.kind === "InlineFragment") return { ...it, selections: it.selections.map(restoreRequired) };
    const real = byName.get(it.alias ?? it.name);
    return {
      ...it,
      ...(real && { alias: real.name }),
      ...(it.selections && { selections: it.selections.map(restoreRequired) }),
    };
  }
}

function renameIn(
  { name, arguments: args = [], ...directive }: ConstDirectiveNode,
  use: (field: FieldNode) => FieldNode | undefined,
): ConstDirectiveNode | undefined {
  const given = args.find((it) => it.name.value === "requires")?.value;
  if (name.value !== "join__field" || given?.kind !== Kind.STRING || !given.value.includes("(")) return undefined;
  const set = readFieldSet(given.value);
  const value = stripIgnoredCharacters(set ? print(visit(set, { Field: { leave: use } })) : "").slice(1, -1);
  const rest = args.filter((it) => it.name.value !== "requires");
  const requires = {
    kind: Kind.ARGUMENT,
    name: { kind: Kind.NAME, value: "requires" },
    value: { kind: Kind.STRING, value },
  } as const;
  return { ...directive, name, arguments: [...rest, requires] };
}
