import {
  getNamedType,
  isEnumType,
  isInputObjectType,
  isNonNullType,
  typeFromAST,
  type GraphQLEnumType,
  type GraphQLInputObjectType,
  type GraphQLInputType,
  type GraphQLSchema,
  type VariableDefinitionNode,
} from "graphql";
import { objectText, scalarText, wrapText } from "./type-text.js";

export type NamedType = GraphQLEnumType | GraphQLInputObjectType;

/** The type of what a document is asked with. */
export function typeOfVariables(
  schema: GraphQLSchema,
  definitions: readonly VariableDefinitionNode[],
  onNamed: (type: NamedType) => void,
): string {
  if (definitions.length === 0) return "Record<string, never>";
  return objectText(
    definitions.map(({ variable, type, defaultValue }) =>
      member(variable.name.value, typeFromAST(schema, type) as GraphQLInputType, defaultValue !== undefined, onNamed),
    ),
  );
}

/** An enum or an input object as a type of its own. */
export function typeOfNamed(type: NamedType, onNamed: (type: NamedType) => void): string {
  if (isEnumType(type))
    return type
      .getValues()
      .map(({ name }) => JSON.stringify(name))
      .join(" | ");
  const fields = Object.values(type.getFields());
  return objectText(
    fields.map(({ name, type, defaultValue }) => member(name, type, defaultValue !== undefined, onNamed)),
  );
}

function member(name: string, type: GraphQLInputType, hasDefault: boolean, onNamed: (type: NamedType) => void): string {
  const { text } = wrapText(type, () => {
    const innermost = getNamedType(type);
    if (!isEnumType(innermost) && !isInputObjectType(innermost)) return scalarText(innermost.name);
    onNamed(innermost);
    return { text: innermost.name, isCompound: false };
  });
  return `readonly ${name}${hasDefault || !isNonNullType(type) ? "?" : ""}: ${text};`;
}
