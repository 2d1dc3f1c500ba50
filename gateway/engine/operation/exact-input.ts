import {
  GraphQLID,
  isInputObjectType,
  isLeafType,
  isListType,
  isSpecifiedScalarType,
  getNullableType,
  typeFromAST,
  type GraphQLInputType,
  type GraphQLSchema,
  type NamedTypeNode,
  type OperationDefinitionNode,
} from "graphql";
import { ExactNumber, plainNumbers } from "../../../platform/json/exact-number.js";

const INTEGER = /^-?\d+$/;

/**
 * The value of a variable as its subgraph gets it: numbers as they were sent where a custom scalar stands, integers as
 * text where an `ID` does, and JavaScript's numbers where another of GraphQL's own scalars does: `1.0` is an `Int` to us
 * and to many subgraphs none.
 */
export function exactInput(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  name: string,
  value: unknown,
): unknown {
  const definition = operation.variableDefinitions?.find((it) => it.variable.name.value === name);
  const type = definition && (typeFromAST(schema, definition.type as NamedTypeNode) as GraphQLInputType | undefined);
  return type ? readInput(type, value) : plainNumbers(value);
}

function readInput(type: GraphQLInputType, value: unknown): unknown {
  const nullable = getNullableType(type);
  if (isListType(nullable)) {
    const { ofType } = nullable;
    return Array.isArray(value) ? value.map((item) => readInput(ofType, item)) : readInput(ofType, value);
  }
  if (nullable === GraphQLID && value instanceof ExactNumber && INTEGER.test(value.text)) return value.text;
  if (isLeafType(nullable)) return isSpecifiedScalarType(nullable) ? plainNumbers(value) : value;
  if (!isInputObjectType(nullable) || typeof value !== "object" || value === null) return plainNumbers(value);
  const fields = nullable.getFields();
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => {
      const field = fields[key];
      return [key, field ? readInput(field.type, member) : plainNumbers(member)];
    }),
  );
}
