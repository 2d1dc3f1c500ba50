import {
  getNamedType,
  GraphQLError,
  GraphQLID,
  GraphQLString,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
  Kind,
  TypeInfo,
  visit,
  visitWithTypeInfo,
  type ASTNode,
  type DocumentNode,
  type GraphQLInputType,
  type GraphQLLeafType,
  type GraphQLList,
  type GraphQLSchema,
  type TypeNode,
  type ValueNode,
  type VariableDefinitionNode,
} from "graphql";
import { ARGUMENT_RULES, listBoundsOf } from "./argument-rules.js";
import type { RefusalCode } from "./faults.js";
import { SCALARS } from "./scalars.js";

type Variables = Readonly<Record<string, unknown>>;

/** What is wrong with the arguments of an operation; empty where nothing is. */
export type CheckArguments = (document: DocumentNode, variables: Variables) => readonly GraphQLError[];

/** One argument as a document gives it. */
interface Use {
  readonly node: ValueNode;
  readonly type: GraphQLInputType;
  readonly place: Place;
}

/** Where a value goes to. */
interface Place {
  /** Schema coordinate, `Type.field(argument:)` or `Input.field`. */
  readonly coordinate: string;
  /** `filter.municipality`. */
  readonly argument: string;
  /** Name of the field, or of the directive with its `@`. */
  readonly field: string;
}

const MOST_ERRORS = 10;

/**
 * Holds every argument to its type, to our own scalars and to `ARGUMENT_RULES`, whether it is written in the document or
 * comes as a variable. An error names the argument, in its message and as `extensions.argument`, and never the value.
 * What is wrong with the document itself (an unknown field, a variable of another type) is for validation to tell.
 * @param schema may have scalars without code, as the gateway's has: they are known by name
 */
export function createArgumentCheck(schema: GraphQLSchema): CheckArguments {
  const known = new WeakMap<DocumentNode, (variables: Variables) => readonly GraphQLError[]>();
  return (document, variables) => {
    let check = known.get(document);
    if (!check) known.set(document, (check = compile(document, schema)));
    return check(variables);
  };
}

function compile(document: DocumentNode, schema: GraphQLSchema): (variables: Variables) => readonly GraphQLError[] {
  const uses: Use[] = [];
  const declared = new Map<string, VariableDefinitionNode[]>();
  const types = new TypeInfo(schema);
  visit(
    document,
    visitWithTypeInfo(types, {
      VariableDefinition(node) {
        const name = node.variable.name.value;
        declared.set(name, [...(declared.get(name) ?? []), node]);
      },
      Argument({ value }) {
        const argument = types.getArgument();
        const place = argument && placeOf(types, argument.name);
        if (place) uses.push({ node: value, type: argument.type, place });
      },
    }),
  );
  if (uses.length === 0) return () => [];
  return (variables) => {
    const check = createCheck(declared, variables);
    for (const use of uses) {
      check.node(use.type, use.node, use.place);
      if (check.errors.length >= MOST_ERRORS) break;
    }
    return check.errors;
  };
}

function placeOf(types: TypeInfo, argument: string): Place | undefined {
  const directive = types.getDirective();
  if (directive) return { coordinate: `@${directive.name}(${argument}:)`, argument, field: `@${directive.name}` };
  const parent = types.getParentType();
  const field = types.getFieldDef();
  if (!parent || !field) return undefined;
  return { coordinate: `${parent.name}.${field.name}(${argument}:)`, argument, field: field.name };
}

function createCheck(declared: ReadonlyMap<string, readonly VariableDefinitionNode[]>, variables: Variables) {
  const errors: GraphQLError[] = [];
  return { errors, node: checkNode };

  /** A value as the document writes it. */
  function checkNode(type: GraphQLInputType, node: ValueNode, place: Place): void {
    if (node.kind === Kind.VARIABLE) return checkVariable(type, node.name.value, place, node);
    if (isNonNullType(type))
      return node.kind === Kind.NULL ? refuse(place, NOT_NULL, node) : checkNode(type.ofType, node, place);
    if (node.kind === Kind.NULL) return;
    if (isListType(type)) {
      if (node.kind !== Kind.LIST) return checkNode(itemOf(type), node, place);
      if (!isWithin(node.values.length, place)) return refuse(place, lengthOf(place), node);
      return untilRefused(node.values, (item) => checkNode(itemOf(type), item, place));
    }
    if (isInputObjectType(type)) {
      if (node.kind !== Kind.OBJECT) return refuse(place, `an object of the type ${type.name}`, node);
      for (const { name, value } of node.fields) {
        const field = type.getFields()[name.value];
        if (field) checkNode(field.type, value, within(place, type.name, name.value));
      }
      return;
    }
    checkLeaf(type, (leaf) => leaf.parseLiteral(node, {}), place, node);
  }

  /** A variable of another type is for validation to tell; one that is not given has its default, or is told by GraphQL. */
  function checkVariable(type: GraphQLInputType, name: string, place: Place, node: ASTNode): void {
    const definitions = declared.get(name) ?? [];
    if (!definitions.every((one) => nameOf(one.type) === getNamedType(type).name)) return;
    if (Object.hasOwn(variables, name)) return checkValue(type, variables[name], place, node);
    for (const { defaultValue } of definitions) if (defaultValue) checkNode(type, defaultValue, place);
  }

  /** A value as it came in the variables. */
  function checkValue(type: GraphQLInputType, value: unknown, place: Place, node: ASTNode): void {
    if (isNonNullType(type))
      return value === null ? refuse(place, NOT_NULL, node) : checkValue(type.ofType, value, place, node);
    if (value === null || value === undefined) return;
    if (isListType(type)) {
      if (!Array.isArray(value)) return checkValue(itemOf(type), value, place, node);
      if (!isWithin(value.length, place)) return refuse(place, lengthOf(place), node);
      return untilRefused(value, (item) => checkValue(itemOf(type), item, place, node));
    }
    if (isInputObjectType(type)) {
      const fields = type.getFields();
      if (typeof value !== "object" || Array.isArray(value) || Object.keys(value).some((key) => !(key in fields)))
        return refuse(place, `an object of the type ${type.name}, with no other fields`, node);
      for (const [name, inner] of Object.entries(value))
        checkValue(fields[name]!.type, inner, within(place, type.name, name), node);
      return;
    }
    checkLeaf(type, (leaf) => leaf.parseValue(value), place, node);
  }

  function checkLeaf(type: GraphQLLeafType, read: (type: GraphQLLeafType) => unknown, place: Place, node: ASTNode) {
    const own = SCALARS.get(type.name);
    const rule = ARGUMENT_RULES.get(place.coordinate);
    let value;
    try {
      // No id of ours is a number, which GraphQL would take as well.
      value = read(own ?? (type === GraphQLID ? GraphQLString : type));
    } catch {
      const mustBe = own ? own.extensions.mustBe : (rule?.mustBe ?? typeWords(type));
      return refuse(place, mustBe, node, rule?.code);
    }
    if (rule && !rule.holds(value)) refuse(place, rule.mustBe, node, rule.code);
  }

  /** One item that is wrong is told; a list of nothing else is not told item by item. */
  function untilRefused<Item>(items: readonly Item[], check: (item: Item) => void): void {
    const before = errors.length;
    for (const item of items) {
      check(item);
      if (errors.length > before) return;
    }
  }

  function refuse(
    { argument, field }: Place,
    mustBe: string,
    nodes: ASTNode,
    code: RefusalCode = "ARGUMENT_INVALID",
  ): void {
    const message = `\`${argument}\` of \`${field}\` cannot be used. It must be ${mustBe}.`;
    errors.push(new GraphQLError(message, { nodes, extensions: { code, argument } }));
  }
}

const NOT_NULL = "given: null is not allowed";

function within({ argument, field }: Place, input: string, name: string): Place {
  return { coordinate: `${input}.${name}`, argument: `${argument}.${name}`, field };
}

function itemOf(type: GraphQLList<GraphQLInputType>): GraphQLInputType {
  return type.ofType;
}

function isWithin(length: number, { coordinate }: Place): boolean {
  const { least, most } = listBoundsOf(coordinate);
  return length >= least && length <= most;
}

function lengthOf({ coordinate }: Place): string {
  const { least, most } = listBoundsOf(coordinate);
  return `a list of ${least} to ${most} items`;
}

function nameOf(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : nameOf(type.type);
}

const BUILT_IN: Readonly<Record<string, string>> = {
  Int: "a whole number of at most 32 bits",
  Float: "a number",
  Boolean: "true or false",
  String: "a text",
  ID: "a text",
};

function typeWords(type: GraphQLLeafType): string {
  return isEnumType(type) ? `one of the values of the enum ${type.name}` : (BUILT_IN[type.name] ?? `a ${type.name}`);
}

/** Whether a type by itself, without a rule, says what it takes: an enum, a Boolean, or a scalar of our own. */
export function saysWhatItTakes(type: GraphQLInputType): boolean {
  const named = getNamedType(type);
  if (!isLeafType(named)) return false;
  return isEnumType(named) || SCALARS.has(named.name) || named.name === "Boolean";
}
