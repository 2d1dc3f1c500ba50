import {
  Kind,
  valueFromASTUntyped,
  type DirectiveNode,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type OperationDefinitionNode,
  type SelectionSetNode,
  type ValueNode,
} from "graphql";
import type { CostTable, FieldCost } from "./cost-table.js";

export type Variables = Readonly<Record<string, unknown>>;

/** A selection set with what each part of it costs; fragments are shared, not copied. */
export interface CostSelection {
  readonly fields: readonly CostField[];
  readonly spreads: readonly { readonly applies: Condition | undefined; readonly selection: CostSelection }[];
}

export interface CostField {
  /** Under which name it stands in the answer. */
  readonly key: string;
  readonly name: string;
  readonly cost: FieldCost;
  readonly values: ReadonlyMap<string, (variables: Variables) => unknown>;
  readonly applies: Condition | undefined;
  readonly selection: CostSelection | undefined;
}

/** What `@skip` and `@include` say, given the variables. */
export type Condition = (variables: Variables) => boolean;

export interface CostOperation {
  readonly name: string | undefined;
  readonly selection: CostSelection;
  /** Defaults of its variables. */
  readonly defaults: Variables;
}

/** Reading the schema of the schema is a fixed piece of work, however little of it is selected. */
const INTROSPECTION: FieldCost = {
  weight: 100,
  lists: 0,
  listSize: undefined,
  answers: undefined,
  arguments: new Map(),
};

/**
 * Prepares a document for reckoning what it costs. It is within limits and not circular; what the schema does not have
 * is left out, for validation to refuse.
 */
export function compileCost(document: DocumentNode, table: CostTable): CostOperation[] {
  const fragments = new Map<string, FragmentDefinitionNode>();
  const operations: OperationDefinitionNode[] = [];
  for (const node of document.definitions) {
    if (node.kind === Kind.FRAGMENT_DEFINITION) fragments.set(node.name.value, node);
    if (node.kind === Kind.OPERATION_DEFINITION) operations.push(node);
  }
  const compiled = new Map<string, CostSelection>();
  return operations.map((node) => ({
    name: node.name?.value,
    selection: compileSet(node.selectionSet, table.schema.getRootType(node.operation)?.name),
    defaults: Object.fromEntries(
      (node.variableDefinitions ?? []).flatMap(({ variable, defaultValue }) =>
        defaultValue ? [[variable.name.value, valueFromASTUntyped(defaultValue)]] : [],
      ),
    ),
  }));

  function compileSet({ selections }: SelectionSetNode, type: string | undefined): CostSelection {
    const fields: CostField[] = [];
    const spreads: { applies: Condition | undefined; selection: CostSelection }[] = [];
    for (const node of selections) {
      const applies = compileConditions(node.directives);
      if (node.kind === Kind.FIELD) {
        const field = compileField(node, type, applies);
        if (field) fields.push(field);
      } else if (node.kind === Kind.INLINE_FRAGMENT) {
        spreads.push({ applies, selection: compileSet(node.selectionSet, node.typeCondition?.name.value ?? type) });
      } else {
        const selection = compileFragment(node.name.value);
        if (selection) spreads.push({ applies, selection });
      }
    }
    return { fields, spreads };
  }

  function compileFragment(name: string): CostSelection | undefined {
    const known = compiled.get(name);
    if (known) return known;
    const node = fragments.get(name);
    if (!node) return undefined;
    const selection = compileSet(node.selectionSet, node.typeCondition.name.value);
    compiled.set(name, selection);
    return selection;
  }

  function compileField(node: FieldNode, type: string | undefined, applies: Condition | undefined) {
    const name = node.name.value;
    const introspects = name === "__schema" || name === "__type";
    const cost = introspects ? INTROSPECTION : type === undefined ? undefined : table.fieldOf(type, name);
    if (!cost) return undefined;
    return {
      key: (node.alias ?? node.name).value,
      name,
      cost,
      values: new Map((node.arguments ?? []).map(({ name, value }) => [name.value, compileValue(value)])),
      applies,
      selection: node.selectionSet && cost.answers ? compileSet(node.selectionSet, cost.answers) : undefined,
    };
  }
}

function compileConditions(directives: readonly DirectiveNode[] = []): Condition | undefined {
  const conditions = directives.flatMap(({ name, arguments: given = [] }) => {
    const condition = given.find((argument) => argument.name.value === "if");
    if (!condition || (name.value !== "skip" && name.value !== "include")) return [];
    return { value: compileValue(condition.value), wanted: name.value === "include" };
  });
  if (conditions.length === 0) return undefined;
  // A condition that is no boolean is validation's to refuse; until then what it guards counts.
  return (variables) => conditions.every(({ value, wanted }) => value(variables) !== !wanted);
}

function compileValue(node: ValueNode): (variables: Variables) => unknown {
  if (node.kind === Kind.VARIABLE) {
    const name = node.name.value;
    return (variables) => variables[name];
  }
  const fixed: unknown = valueFromASTUntyped(node);
  return usesVariables(node) ? (variables) => valueFromASTUntyped(node, variables) : () => fixed;
}

function usesVariables(node: ValueNode): boolean {
  if (node.kind === Kind.LIST) return node.values.some(usesVariables);
  if (node.kind === Kind.OBJECT) return node.fields.some(({ value }) => usesVariables(value));
  return node.kind === Kind.VARIABLE;
}
