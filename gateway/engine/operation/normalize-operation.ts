import {
  getNamedType,
  isAbstractType,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  Kind,
  visit,
  type ArgumentNode,
  type ConstDirectiveNode,
  type FragmentDefinitionNode,
  type GraphQLNamedType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from "graphql";
import type { InterfaceObjects } from "../generation.js";
import type { Authorization } from "../subgraph-transport.js";
import { createLiftedLiterals } from "./lift-literals.js";
import { deniedToSome, isGiven, typeNamesOf } from "./interface-objects.js";
import type { Includes } from "./conditions.js";
import type { Deferral } from "./deferral.js";
import type { FieldKeys } from "./field-keys.js";
import { markLiterals, mayHoldExactNumbers } from "./mark-literals.js";
import { writeDocument } from "./write-document.js";

export interface NormalizedOperation {
  /**
   * What the planner plans: the client's operation under our own response names, without denied fields, its own name and its
   * literals.
   */
  readonly source: string;
  /** JSON text of the literals that became variables, by the planner's names. */
  readonly literals: ReadonlyMap<string, string>;
  /** Variables that had to be renamed: planner's name → client's name. */
  readonly variableNames: ReadonlyMap<string, string>;
}

/** Conditions are decided before; so is what is deferred. */
const DECIDED = new Set(["skip", "include", "defer"]);

/**
 * Rewrites a validated operation so that the planner cannot confuse what the client asked with what it needs itself.
 * It sees no conditions either: it would drop fetches, or ask for entities with too little, where some contradict.
 */
export function normalizeOperation(options: {
  readonly schema: GraphQLSchema;
  readonly operation: OperationDefinitionNode;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly keys: FieldKeys;
  readonly includes: Includes;
  readonly authorization?: Authorization | undefined;
  readonly deferral?: Deferral | undefined;
  readonly interfaceObjects: InterfaceObjects;
}): NormalizedOperation {
  const { schema, operation, fragments, keys, includes, authorization, deferral, interfaceObjects } = options;
  const used = new Map<string, FragmentDefinitionNode>();
  const isMutation = (operation.operation as string) === "mutation";
  const literals = createLiftedLiterals(operation);

  function selectionSet(
    set: SelectionSetNode,
    parent: GraphQLNamedType | undefined,
    isRoot: boolean,
  ): SelectionSetNode {
    const selections = set.selections.flatMap((selection) => rewrite(selection, parent, isRoot));
    // Whether an object is shown at all may depend on its type.
    const isTypeNeeded = selections.length === 0 || (parent && interfaceObjects.get(parent.name)?.hasHiddenTypes);
    const names = isTypeNeeded ? typeNamesOf(parent, schema, interfaceObjects) : [];
    return { kind: Kind.SELECTION_SET, selections: [...selections, ...names] };
  }

  function rewrite(
    given: SelectionNode,
    parent: GraphQLNamedType | undefined,
    isRoot: boolean,
  ): readonly SelectionNode[] {
    if (!includes(given)) return [];
    const kept = given.directives?.filter((it) => !DECIDED.has(it.name.value)) ?? [];
    const deferred = deferral?.of(given);
    const selection = { ...given, directives: deferred ? [...kept, deferDirective(deferred.part)] : kept };
    switch (selection.kind) {
      case Kind.FIELD: {
        const name = selection.name.value;
        if (name === "__schema" || name === "__type") return isRoot ? [] : [selection];
        if (name === "__typename") return isRoot ? [] : typeNamesOf(parent, schema, interfaceObjects);
        if (authorization && parent && denied(schema, parent, name, authorization)) return [];
        const key = keys.keyOf(selection, isMutation && isRoot);
        const definition = isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[name] : undefined;
        const { alias: _alias, loc: _loc, selectionSet: inner, arguments: given, ...field } = selection;
        const typeOf = (argument: string) => definition?.args.find((it) => it.name === argument)?.type;
        const isTypeNeeded = authorization && parent && deniedToSome(schema, parent, name, authorization);
        return [
          ...(isTypeNeeded && interfaceObjects.has(parent.name) ? typeNamesOf(parent, schema, interfaceObjects) : []),
          {
            ...field,
            ...(given && { arguments: inOrder(given).map((it) => literals.lift(it, typeOf(it.name.value))) }),
            ...(key === name ? {} : { alias: { kind: Kind.NAME, value: key } }),
            ...(inner ? { selectionSet: selectionSet(inner, definition && getNamedType(definition.type), false) } : {}),
          },
        ];
      }
      case Kind.INLINE_FRAGMENT: {
        const type = selection.typeCondition ? schema.getType(selection.typeCondition.name.value) : parent;
        if (isGiven(type, parent, schema, interfaceObjects)) {
          const { typeCondition: _condition, ...rest } = selection;
          return [{ ...rest, selectionSet: selectionSet(selection.selectionSet, parent, isRoot) }];
        }
        return [{ ...selection, selectionSet: selectionSet(selection.selectionSet, type, isRoot) }];
      }
      case Kind.FRAGMENT_SPREAD: {
        const fragment = fragments.get(selection.name.value);
        if (!fragment) return [];
        const type = schema.getType(fragment.typeCondition.name.value);
        if (isGiven(type, parent, schema, interfaceObjects)) {
          const inner = selectionSet(fragment.selectionSet, parent, isRoot);
          return [{ kind: Kind.INLINE_FRAGMENT, directives: selection.directives ?? [], selectionSet: inner }];
        }
        // The planner takes one label for one place.
        if ((isRoot && isMutation) || deferral) {
          const { typeCondition } = fragment;
          const inner = selectionSet(fragment.selectionSet, type, isRoot);
          return [
            { kind: Kind.INLINE_FRAGMENT, typeCondition, directives: selection.directives ?? [], selectionSet: inner },
          ];
        }
        if (!used.has(fragment.name.value)) {
          used.set(fragment.name.value, fragment);
          const isQueryRoot = isRoot || type === schema.getQueryType();
          const inner = selectionSet(fragment.selectionSet, type, isQueryRoot);
          used.set(fragment.name.value, { ...fragment, selectionSet: inner });
        }
        return [selection];
      }
    }
  }

  const root = schema.getRootType(operation.operation) ?? undefined;
  const { name: _name, ...unnamed } = operation;
  const inner = selectionSet(operation.selectionSet, root, true);
  const variableDefinitions = [...(operation.variableDefinitions ?? []), ...literals.definitions()];
  const rewritten: OperationDefinitionNode = { ...unnamed, variableDefinitions, selectionSet: inner };
  const document = { kind: Kind.DOCUMENT as const, definitions: [rewritten, ...used.values()] };
  const variableNames = new Map<string, string>();
  for (const { variable } of operation.variableDefinitions ?? []) {
    const name = variable.name.value;
    if (/^(representations|contextualArgument)/.test(name)) variableNames.set(`client_${name}`, name);
  }
  const planned = variableNames.size === 0 ? document : renameVariables(document, variableNames);
  const text = writeDocument(planned);
  const source = mayHoldExactNumbers(text) ? writeDocument(markLiterals(planned, schema)) : text;
  return { source, literals: literals.texts, variableNames };
}

function inOrder(given: readonly ArgumentNode[]): readonly ArgumentNode[] {
  return [...given].sort((a, b) => (a.name.value < b.name.value ? -1 : 1));
}

/** The part is the label by which it is found again in the plan. */
function deferDirective(part: number): ConstDirectiveNode {
  const value = { kind: Kind.STRING as const, value: String(part) };
  return {
    kind: Kind.DIRECTIVE,
    name: { kind: Kind.NAME, value: "defer" },
    arguments: [{ kind: Kind.ARGUMENT, name: { kind: Kind.NAME, value: "label" }, value }],
  };
}

/** A field of an interface is denied as a whole only if it is so on the interface or on each of its types. */
function denied(schema: GraphQLSchema, parent: GraphQLNamedType, field: string, authorization: Authorization): boolean {
  if (field === "__typename" || !isCompositeType(parent)) return false;
  if (authorization.denies(parent.name, field)) return true;
  if (!isAbstractType(parent)) return false;
  const types = schema.getPossibleTypes(parent);
  return types.length > 0 && types.every((type) => authorization.denies(type.name, field) !== undefined);
}

function renameVariables<
  T extends {
    kind: typeof Kind.DOCUMENT;
    definitions:
      | readonly [OperationDefinitionNode, ...FragmentDefinitionNode[]]
      | readonly (OperationDefinitionNode | FragmentDefinitionNode)[];
  },
>(document: T, names: ReadonlyMap<string, string>): T {
  const renamed = new Map([...names].map(([to, from]) => [from, to]));
  return visit(document, {
    Variable(node) {
      const value = renamed.get(node.name.value);
      return value === undefined ? undefined : { ...node, name: { kind: Kind.NAME, value } };
    },
  });
}
