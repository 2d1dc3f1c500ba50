import { plainNumbers } from "../../../platform/json/exact-number.js";
import { parseExactly } from "../../../platform/json/parse-json.js";
import { isData, type Data } from "./data.js";

/** One error of a subgraph's reply, checked. */
export interface ReplyError {
  readonly message: string;
  readonly path: readonly (string | number)[];
  readonly extensions: Readonly<Record<string, unknown>>;
}

export interface Reply {
  readonly data: Data | undefined;
  readonly errors: readonly ReplyError[];
}

/** The depth keeps functions that walk a reply within their stack. */
export const REPLY_BOUNDS = { depth: 200, items: 200_000, values: 1_000_000 };
const MOST_ERRORS = 10_000;
const MOST_EXTENSIONS = 50;
/** An error is told at each place that it explains: what one says has a bound of its own, in characters. */
const MOST_MESSAGE = 2_000;
const MOST_EXTENSIONS_TEXT = 4_000;

const NONE: readonly ReplyError[] = [];

/** Reads what a subgraph said: the bytes of a JSON text, the text, or what it says. Throws where it is not a GraphQL answer at all. */
export function readReply(reply: string | object): Reply {
  const text = reply instanceof Uint8Array ? textOf(reply) : reply;
  const parsed: unknown = typeof text === "string" ? parseReply(text) : text;
  if (!isData(parsed)) throw new ReplyFault("The subgraph's reply is not an object");
  const { data, errors } = parsed;
  const read = errors === undefined || errors === null ? NONE : readErrors(errors);
  if (isData(data)) return { data, errors: read };
  if (read.length === 0) throw new ReplyFault("The subgraph's reply has neither data nor errors");
  return { data: undefined, errors: read };
}

/** A reply that breaks the protocol. Its text may quote nothing of the reply. */
export class ReplyFault extends Error {
  override readonly name = "ReplyFault";
  readonly code = "SUBGRAPH_REPLY_INVALID";
}

function textOf(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("utf8");
}

function parseReply(text: string): unknown {
  try {
    return parseExactly(text, REPLY_BOUNDS);
  } catch (error) {
    throw new ReplyFault(`The subgraph's reply cannot be read: ${(error as Error).message}`);
  }
}

function readErrors(errors: unknown): readonly ReplyError[] {
  const plain = plainNumbers(errors);
  const list: readonly unknown[] = Array.isArray(plain) ? plain : [plain];
  if (list.length > MOST_ERRORS) throw new ReplyFault(`The subgraph's reply has more than ${MOST_ERRORS} errors`);
  return list.filter(isData).map((error) => ({
    message: typeof error.message === "string" ? cut(error.message) : "The subgraph gave an error without message",
    path: Array.isArray(error.path) ? error.path.filter((it) => typeof it === "string" || typeof it === "number") : [],
    extensions: isData(error.extensions) ? readExtensions(error.extensions) : {},
  }));
}

function cut(message: string): string {
  return message.length > MOST_MESSAGE ? `${message.slice(0, MOST_MESSAGE)}…` : message;
}

/** Without where in its code a subgraph failed. Of too many, or too long ones, only the code is taken. */
export function readExtensions({ stacktrace: _, exception: __, ...extensions }: Data): Data {
  const isMuch =
    Object.keys(extensions).length > MOST_EXTENSIONS || JSON.stringify(extensions).length > MOST_EXTENSIONS_TEXT;
  if (!isMuch) return extensions;
  const { code } = extensions;
  return typeof code === "string" ? { code: code.slice(0, MOST_EXTENSIONS) } : {};
}
