import {
  getNamedType,
  isLeafType,
  isSpecifiedScalarType,
  Kind,
  TypeInfo,
  visit,
  visitWithTypeInfo,
  type DocumentNode,
  type FloatValueNode,
  type GraphQLSchema,
  type IntValueNode,
  type StringValueNode,
} from "graphql";
import { ExactNumber } from "../../../platform/json/exact-number.js";

/** Whether a text may hold a number that JavaScript would write in another way. */
export function mayHoldExactNumbers(text: string): boolean {
  return /[\d.]{16}|\.\d*0\b|\de|-0|0\.0/i.test(text);
}

/**
 * The document with a marked string for each literal of a custom scalar that JavaScript would write in another way, for
 * planners read literals as values; `restoreNumbers` makes numbers of them again in what was planned.
 */
export function markLiterals(document: DocumentNode, schema: GraphQLSchema): DocumentNode {
  const types = new TypeInfo(schema);
  const mark = (node: IntValueNode | FloatValueNode): StringValueNode | undefined => {
    const type = getNamedType(types.getInputType());
    // Within a custom scalar nothing has a type.
    if (type && !(isLeafType(type) && !isSpecifiedScalarType(type))) return undefined;
    if (String(Number(node.value)) === node.value) return undefined;
    return { kind: Kind.STRING, value: new ExactNumber(node.value).toJSON() };
  };
  return visit(document, visitWithTypeInfo(types, { IntValue: mark, FloatValue: mark }));
}
