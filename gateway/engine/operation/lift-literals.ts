import {
  getNullableType,
  GraphQLID,
  GraphQLString,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isSpecifiedScalarType,
  Kind,
  parseType,
  type ArgumentNode,
  type GraphQLInputType,
  type OperationDefinitionNode,
  type ValueNode,
  type VariableDefinitionNode,
} from "graphql";

/**
 * Variables in the place of an operation's literals: what differs by nothing else has one plan, and one text for subgraphs. A value
 * that holds a variable stays as it is, and so does one of a custom scalar, whose literals may mean what no JSON can say.
 */
export interface LiftedLiterals {
  lift(argument: ArgumentNode, type: GraphQLInputType | undefined): ArgumentNode;
  definitions(): readonly VariableDefinitionNode[];
  /** JSON text by the name of the variable. */
  readonly texts: ReadonlyMap<string, string>;
}

export function createLiftedLiterals({ variableDefinitions = [] }: OperationDefinitionNode): LiftedLiterals {
  let prefix = "literal";
  while (variableDefinitions.some(({ variable }) => variable.name.value.startsWith(prefix))) prefix += "_";
  const names = new Map<string, string>();
  const types = new Map<string, string>();
  const texts = new Map<string, string>();
  return {
    texts,
    lift(argument, type) {
      const { value } = argument;
      const text = type && value.kind !== Kind.NULL ? jsonOf(value, type) : undefined;
      if (!type || text === undefined) return argument;
      const own = `${String(getNullableType(type))}!`;
      const name = names.get(own + text) ?? `${prefix}${names.size}`;
      names.set(own + text, name);
      types.set(name, own);
      texts.set(name, text);
      return { ...argument, value: variable(name) };
    },
    definitions: () =>
      [...types].map(([name, type]) => ({
        kind: Kind.VARIABLE_DEFINITION,
        variable: variable(name),
        type: parseType(type, { noLocation: true }),
      })),
  };
}

function variable(value: string) {
  return { kind: Kind.VARIABLE, name: { kind: Kind.NAME, value } } as const;
}

/** The literal as JSON of this type, digit for digit; undefined where it cannot be said so. */
function jsonOf(value: ValueNode, type: GraphQLInputType): string | undefined {
  if (isNonNullType(type)) return jsonOf(value, type.ofType);
  if (value.kind === Kind.NULL) return "null";
  if (value.kind === Kind.VARIABLE) return undefined;
  if (isListType(type)) {
    const items = value.kind === Kind.LIST ? value.values : [value];
    return enclosed(
      "[",
      items.map((it) => jsonOf(it, type.ofType)),
      "]",
    );
  }
  if (isInputObjectType(type)) {
    if (value.kind !== Kind.OBJECT) return undefined;
    const fields = type.getFields();
    const members = value.fields.map(({ name, value: inner }) => {
      const field = fields[name.value];
      const text = field && jsonOf(inner, field.type);
      return text && `${JSON.stringify(name.value)}:${text}`;
    });
    return enclosed("{", members, "}");
  }
  if (!("value" in value) || !(isEnumType(type) || isSpecifiedScalarType(type))) return undefined;
  const isText = isEnumType(type) || type === GraphQLID || type === GraphQLString;
  return isText ? JSON.stringify(value.value) : String(value.value);
}

function enclosed(open: string, parts: readonly (string | undefined)[], close: string): string | undefined {
  return parts.includes(undefined) ? undefined : open + parts.join() + close;
}
