import { markNumbers, plainNumbers, readMarked } from "../../platform/json/exact-number.js";
import { Refusal } from "../../schema/faults.js";

/** A request as GraphQL over HTTP has it: a document, by its text or its id, and what goes with it. */
export interface GraphqlRequest {
  readonly query: string | undefined;
  /** SHA-256 of a document, hexadecimal. */
  readonly documentId: string | undefined;
  /** Whether the id came as Apollo's clients send it, who send the text too where the id is not found. */
  readonly resendsText: boolean;
  readonly operationName: string | undefined;
  readonly variables: Readonly<Record<string, unknown>>;
  /** The same with numbers as they were sent; absent where JavaScript writes them so. */
  readonly exactVariables?: Readonly<Record<string, unknown>>;
}

const PERSISTED = "extensions.persistedQuery.sha256Hash";

/**
 * Reads a body. An id comes as `documentId` (bare, or after `sha256:`) or as `extensions.persistedQuery.sha256Hash`.
 * @throws Refusal BATCH_REFUSED, BAD_REQUEST, DOCUMENT_MISMATCH where both are given and differ
 */
export function readGraphqlRequest(body: unknown): GraphqlRequest {
  if (Array.isArray(body)) throw new Refusal("BATCH_REFUSED");
  if (!isObject(body)) throw new Refusal("BAD_REQUEST");
  const { query, documentId, operationName, variables, extensions } = body;
  const said = readText("query", query);
  const persisted = readId(PERSISTED, readPersisted(extensions));
  const id = readOneId(readId("documentId", documentId), persisted);
  if (said === undefined && id === undefined) throw new Refusal("BAD_REQUEST");
  if (variables !== undefined && variables !== null && !isObject(variables)) throw malformed("variables", "an object");
  const plain = variables && (withinDepth(() => plainNumbers(variables)) as Record<string, unknown>);
  return {
    query: said,
    documentId: id,
    resendsText: persisted !== undefined,
    operationName: readText("operationName", operationName) || undefined,
    variables: plain ?? {},
    ...(variables && plain !== variables && { exactVariables: variables }),
  };
}

/**
 * The request that an address holds, as `GET` brings one: in place of a body, to be read as one.
 * @throws Refusal BAD_REQUEST
 */
export function readAddress(parameters: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const body: Record<string, unknown> = {};
  for (const name of ["query", "documentId", "operationName"]) body[name] = parameters[name];
  for (const name of ["variables", "extensions"]) body[name] = readJson(name, readText(name, parameters[name]));
  return body;
}

/**
 * A body as parsed from marked text, with its numbers as they were sent.
 * @throws Refusal VARIABLES_TOO_LARGE
 */
export function readNumbers(body: unknown): unknown {
  return withinDepth(() => readMarked(body));
}

/** Values within values, deeper than the stack goes: a limit that no setting raises. */
function withinDepth<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof RangeError) throw new Refusal("VARIABLES_TOO_LARGE");
    throw error;
  }
}

function readJson(name: string, text: string | undefined): unknown {
  try {
    return text === undefined ? undefined : readMarked(JSON.parse(markNumbers(text)));
  } catch {
    throw malformed(name, "JSON");
  }
}

function readPersisted(extensions: unknown): unknown {
  if (extensions === undefined || extensions === null) return undefined;
  if (!isObject(extensions)) throw malformed("extensions", "an object");
  const { persistedQuery } = extensions;
  if (persistedQuery === undefined || persistedQuery === null) return undefined;
  if (!isObject(persistedQuery)) throw malformed("extensions.persistedQuery", "an object");
  const { version = 1 } = persistedQuery;
  if (version !== 1) throw malformed("extensions.persistedQuery.version", "1");
  return persistedQuery["sha256Hash"];
}

function readId(name: string, value: unknown): string | undefined {
  const text = readText(name, value);
  if (text === undefined) return undefined;
  const id = text.replace(/^sha256:/, "");
  if (!/^[0-9a-f]{64}$/.test(id)) throw malformed(name, "a SHA-256 in 64 hexadecimal digits, in lower case");
  return id;
}

function readOneId(documentId: string | undefined, persisted: string | undefined): string | undefined {
  if (documentId !== undefined && persisted !== undefined && documentId !== persisted)
    throw new Refusal("DOCUMENT_MISMATCH", `\`documentId\` and \`${PERSISTED}\` name two documents: send one of them.`);
  return documentId ?? persisted;
}

function readText(name: string, value: unknown): string | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value !== "string") throw malformed(name, "a string");
  return value;
}

function malformed(name: string, form: string): Refusal {
  return new Refusal("BAD_REQUEST", `\`${name}\` must be ${form}.`);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
