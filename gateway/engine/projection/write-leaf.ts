import { ExactNumber } from "../../../platform/json/exact-number.js";
import { isEnumType, type GraphQLEnumType, type GraphQLLeafType } from "graphql";
import { writeString, writeValue } from "../execution/write-json.js";

/** JSON text of a scalar or enum value; undefined where the value is none of its type. */
export type WriteLeaf = (value: unknown) => string | undefined;

const BUILT_IN: Readonly<Record<string, WriteLeaf>> = {
  String: writeText,
  ID: writeId,
  Int: writeInt,
  Float: writeFloat,
  Boolean: (value) => (typeof value === "boolean" ? String(value) : undefined),
};

export function compileLeaf(type: GraphQLLeafType): WriteLeaf {
  if (isEnumType(type)) return compileEnum(type);
  return BUILT_IN[type.name] ?? writeValue;
}

function writeInt(value: unknown): string | undefined {
  if (typeof value === "number") return (value | 0) === value ? String(value) : undefined;
  return value instanceof ExactNumber ? writeInt(value.value) : undefined;
}

function writeFloat(value: unknown): string | undefined {
  if (Number.isFinite(value)) return String(value);
  return value instanceof ExactNumber && Number.isFinite(value.value) ? value.text : undefined;
}

/** A text, or an integer as text. */
function writeId(value: unknown): string | undefined {
  if (typeof value === "string") return writeString(value);
  if (value instanceof ExactNumber) return /^-?\d+$/.test(value.text) ? `"${value.text}"` : writeId(value.value);
  return Number.isInteger(value) ? `"${String(value)}"` : undefined;
}

function writeText(value: unknown): string | undefined {
  if (typeof value === "string") return writeString(value);
  if (value instanceof ExactNumber) return Number.isFinite(value.value) ? `"${value.text}"` : undefined;
  return Number.isFinite(value) || typeof value === "boolean" ? `"${String(value)}"` : undefined;
}

/** Values that the API does not show are not shown here either. */
function compileEnum(type: GraphQLEnumType): WriteLeaf {
  const texts = new Map<unknown, string>(type.getValues().map(({ name }) => [name, `"${name}"`]));
  return (value) => texts.get(value);
}
