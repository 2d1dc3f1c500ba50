import { Kind, type GraphQLSchema, type OperationDefinitionNode } from "graphql";
import type { TrustedDocument } from "../../schema/operations.js";
import { shapeOfData } from "./shape-of-data.js";
import { typeOfNamed, typeOfVariables, type NamedType } from "./types-of-input.js";

const HEAD = `// Made by \`ama schema\` from schema/api.graphql and schema/operations: change those, not this.
// It imports nothing: a front end copies it.

/** A trusted document: its \`id\` is what is sent, as \`documentId\`. */
export interface TypedDocument<Data, Variables> {
  /** SHA-256 of \`text\`, hexadecimal. */
  readonly id: string;
  readonly name: string;
  readonly text: string;
  /** For the type checker alone, under the name that GraphQL clients look for; it never has a value. */
  readonly __apiType?: (variables: Variables) => Data;
}

`;

/**
 * TypeScript for each document: the type of its variables, the exact type of its answer, and itself with both.
 * @throws Error where a document holds a scalar without a TypeScript type
 */
export function writeTypedDocuments(schema: GraphQLSchema, documents: readonly TrustedDocument[]): string {
  const named = new Map<string, NamedType>();
  const onNamed = (type: NamedType) => void named.set(type.name, type);
  const written = documents.map((one) => writeOne(schema, one, onNamed));
  const types = new Map<string, string>();
  // Input objects hold others: what is found meanwhile comes at the end of the map, and its turn with it.
  for (const [name, type] of named) types.set(name, `export type ${name} = ${typeOfNamed(type, onNamed)};\n`);
  const sorted = [...types.keys()].sort().map((name) => types.get(name)!);
  return HEAD + [...sorted, ...written].join("\n");
}

function writeOne(
  schema: GraphQLSchema,
  { id, name, file, text, question, document }: TrustedDocument,
  onNamed: (type: NamedType) => void,
): string {
  const operation = document.definitions.find(
    (node): node is OperationDefinitionNode => node.kind === Kind.OPERATION_DEFINITION,
  )!;
  const fragments = new Map(
    document.definitions.flatMap((node) => (node.kind === Kind.FRAGMENT_DEFINITION ? [[node.name.value, node]] : [])),
  );
  const root = schema.getRootType(operation.operation)!;
  const data = shapeOfData({ schema, fragments, onEnum: onNamed }, root, operation.selectionSet);
  const variables = typeOfVariables(schema, operation.variableDefinitions ?? [], onNamed);
  const constant = file
    .replace(/\.graphql$/, "")
    .replaceAll("-", "_")
    .toUpperCase();
  return `export type ${name}Variables = ${variables};

export type ${name}Data = ${data.text};

${question ? `/** ${question.replaceAll("*/", "* /")} */\n` : ""}export const ${constant}: TypedDocument<${name}Data, ${name}Variables> = {
  id: "${id}",
  name: "${name}",
  text: \`${text.replace(/[\\`]|\$\{/g, "\\$&")}\`,
};
`;
}
