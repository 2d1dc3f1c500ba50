import { isListType, isNonNullType, type GraphQLNamedType, type GraphQLType } from "graphql";

/** How each scalar of the graph stands in JSON. */
const SCALARS: Readonly<Record<string, string>> = {
  Boolean: "boolean",
  Date: "string",
  DateTime: "string",
  EnterpriseNumber: "string",
  Float: "number",
  ID: "string",
  Insz: "string",
  Int: "number",
  NisCode: "string",
  Quarter: "string",
  SafeInt: "number",
  String: "string",
};

/** A type as TypeScript writes it. */
export interface TypeText {
  readonly text: string;
  /** Whether it needs brackets to be the item of a list. */
  readonly isCompound: boolean;
}

/** @throws Error for a scalar that the table does not know */
export function scalarText(name: string): TypeText {
  const text = SCALARS[name];
  if (text === undefined) throw new Error(`The scalar ${name} has no TypeScript type: add it to ${import.meta.url}`);
  return { text, isCompound: false };
}

/** A type of the graph around what its innermost type is: lists, and null wherever the graph allows it. */
export function wrapText(type: GraphQLType, innermost: (type: GraphQLNamedType) => TypeText): TypeText {
  if (!isNonNullType(type)) return { text: `${bareText(type, innermost).text} | null`, isCompound: true };
  return bareText(type.ofType, innermost);
}

function bareText(type: GraphQLType, innermost: (type: GraphQLNamedType) => TypeText): TypeText {
  if (!isListType(type)) return innermost(type as GraphQLNamedType);
  const { text, isCompound } = wrapText(type.ofType as GraphQLType, innermost);
  return { text: `readonly ${isCompound ? `(${text})` : text}[]`, isCompound: true };
}

/** An object with these members, each on a line. */
export function objectText(members: readonly string[]): string {
  if (members.length === 0) return "Record<never, never>";
  return `{\n${members.map((member) => `  ${member.replaceAll("\n", "\n  ")}\n`).join("")}}`;
}
