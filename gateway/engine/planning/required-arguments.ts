import type { QueryPlanSelectionNode } from "@apollo/query-planner";
import {
  Kind,
  parse,
  print,
  stripIgnoredCharacters,
  visit,
  type ArgumentNode,
  type ConstDirectiveNode,
  type DocumentNode,
  type FieldDefinitionNode,
  type InterfaceTypeDefinitionNode,
  type ObjectTypeDefinitionNode,
  type SelectionSetNode,
} from "graphql";
import type { RequiredSelection } from "./prepared-plan.js";
import { enumArgument, graphNames, stringArgument } from "./supergraph-requires.js";

/**
 * The planner keys fields by response name, so a field that some `@requires` wants with arguments collides with the
 * client's own use of it, and with another `@requires` that wants other arguments. Here each such use becomes a field
 * of its own name in the supergraph that the planner sees; what is sent to subgraphs is put back in the real name.
 */
export interface RequiredArguments {
  readonly supergraphSdl: string;
  readonly fields: ReadonlyMap<string, { readonly name: string; readonly arguments: readonly ArgumentNode[] }>;
  /** By `subgraph Type.field`: the made-up names which the field's own `@requires` needs. */
  readonly needs: ReadonlyMap<string, ReadonlySet<string>>;
  /** Puts the real fields back in a query for a subgraph, under the made-up names as aliases. */
  restore(query: string): string;
}

type FieldsType = ObjectTypeDefinitionNode | InterfaceTypeDefinitionNode;

export function nameRequiredArguments(supergraphSdl: string): RequiredArguments {
  const document = parse(supergraphSdl, { noLocation: true });
  const types = new Map<string, FieldsType>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.OBJECT_TYPE_DEFINITION || definition.kind === Kind.INTERFACE_TYPE_DEFINITION) {
      types.set(definition.name.value, definition);
    }
  }
  const graphs = graphNames(document);
  const fields = new Map<string, { name: string; arguments: readonly ArgumentNode[] }>();
  const needs = new Map<string, Set<string>>();
  const byUse = new Map<string, string>();
  const additions = new Map<string, FieldDefinitionNode[]>();

  function made(type: FieldsType, fieldName: string, args: readonly ArgumentNode[]): string {
    const text = args
      .map((arg) => print(arg))
      .sort()
      .join(",");
    const use = `${type.name.value}.${fieldName}(${text})`;
    const known = byUse.get(use);
    if (known) return known;
    const shared = [...fields].find(
      ([, it]) =>
        it.name === fieldName &&
        it.arguments
          .map((arg) => print(arg))
          .sort()
          .join(",") === text,
    );
    const name = shared?.[0] ?? `${fieldName}_required${fields.size}`;
    fields.set(name, { name: fieldName, arguments: args });
    for (const owner of withImplementers(type, types)) {
      byUse.set(`${owner.name.value}.${fieldName}(${text})`, name);
      const original = owner.fields?.find((it) => it.name.value === fieldName);
      if (!original) continue;
      additions.set(owner.name.value, [
        ...(additions.get(owner.name.value) ?? []),
        { ...original, name: { kind: Kind.NAME, value: name }, arguments: [] },
      ]);
    }
    return name;
  }

  function rewriteFieldSet(set: SelectionSetNode, type: FieldsType | undefined, used: Set<string>): SelectionSetNode {
    return {
      ...set,
      selections: set.selections.map((selection) => {
        if (selection.kind === Kind.INLINE_FRAGMENT) {
          const inner = selection.typeCondition ? types.get(selection.typeCondition.name.value) : type;
          return { ...selection, selectionSet: rewriteFieldSet(selection.selectionSet, inner, used) };
        }
        if (selection.kind !== Kind.FIELD || !type) return selection;
        const definition = type.fields?.find((it) => it.name.value === selection.name.value);
        const child = definition ? types.get(namedType(definition)) : undefined;
        const selectionSet = selection.selectionSet && rewriteFieldSet(selection.selectionSet, child, used);
        if (!selection.arguments?.length) return { ...selection, ...(selectionSet ? { selectionSet } : {}) };
        const name = made(type, selection.name.value, selection.arguments);
        used.add(name);
        return {
          kind: Kind.FIELD,
          name: { kind: Kind.NAME, value: name },
          ...(selectionSet ? { selectionSet } : {}),
        };
      }),
    };
  }

  function rewriteRequires(
    directive: ConstDirectiveNode,
    type: FieldsType,
    field: FieldDefinitionNode,
  ): ConstDirectiveNode {
    const requires = stringArgument(directive, "requires");
    if (directive.name.value !== "join__field" || !requires?.includes("(")) return directive;
    const parsed = parse(`{${requires}}`, { noLocation: true }).definitions[0];
    if (parsed?.kind !== Kind.OPERATION_DEFINITION) return directive;
    const used = new Set<string>();
    const text = stripIgnoredCharacters(print(rewriteFieldSet(parsed.selectionSet, type, used))).slice(1, -1);
    needs.set(`${graphs.get(enumArgument(directive, "graph") ?? "")} ${type.name.value}.${field.name.value}`, used);
    return {
      ...directive,
      arguments: (directive.arguments ?? []).map((argument) =>
        argument.name.value === "requires" ? { ...argument, value: { kind: Kind.STRING, value: text } } : argument,
      ),
    };
  }

  const rewritten = document.definitions.map((definition) => {
    if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION && definition.kind !== Kind.INTERFACE_TYPE_DEFINITION) {
      return definition;
    }
    return {
      ...definition,
      fields: (definition.fields ?? []).map((field) => ({
        ...field,
        directives: (field.directives ?? []).map((directive) => rewriteRequires(directive, definition, field)),
      })),
    };
  });
  if (fields.size === 0) return { supergraphSdl, fields, needs, restore: (query) => query };

  const complete: DocumentNode = {
    kind: Kind.DOCUMENT,
    definitions: rewritten.map((definition) => {
      if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION && definition.kind !== Kind.INTERFACE_TYPE_DEFINITION) {
        return definition;
      }
      return { ...definition, fields: [...(definition.fields ?? []), ...(additions.get(definition.name.value) ?? [])] };
    }),
  };
  return { supergraphSdl: print(complete), fields, needs, restore: (query) => restoreNames(query, fields) };
}

/** The planner's list of what a representation needs, with our key and the subgraph's name for each value. */
export function readRequires(
  selections: readonly QueryPlanSelectionNode[],
  required: RequiredArguments,
): RequiredSelection[] {
  return selections.map((selection): RequiredSelection => {
    if (selection.kind === "InlineFragment") {
      return {
        kind: "InlineFragment",
        ...(selection.typeCondition === undefined ? {} : { typeCondition: selection.typeCondition }),
        selections: readRequires(selection.selections, required),
      };
    }
    const key = selection.alias ?? selection.name;
    return {
      kind: "Field",
      key,
      name: required.fields.get(key)?.name ?? key,
      ...(selection.selections ? { selections: readRequires(selection.selections, required) } : {}),
    };
  });
}

function restoreNames(query: string, fields: RequiredArguments["fields"]): string {
  let found = false;
  const restored = visit(parse(query, { noLocation: true }), {
    Field(node) {
      const real = fields.get(node.name.value);
      if (!real) return undefined;
      found = true;
      return {
        ...node,
        alias: node.alias ?? node.name,
        name: { kind: Kind.NAME, value: real.name },
        arguments: real.arguments,
      };
    },
  });
  return found ? stripIgnoredCharacters(print(restored)) : query;
}

function withImplementers(type: FieldsType, types: ReadonlyMap<string, FieldsType>): FieldsType[] {
  if (type.kind === Kind.OBJECT_TYPE_DEFINITION) return [type];
  const name = type.name.value;
  return [type, ...[...types.values()].filter((it) => it.interfaces?.some((one) => one.name.value === name))];
}

function namedType(field: FieldDefinitionNode): string {
  let type = field.type;
  while (type.kind !== Kind.NAMED_TYPE) type = type.type;
  return type.name.value;
}
