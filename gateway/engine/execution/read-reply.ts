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

const NONE: readonly ReplyError[] = [];

/** Reads what a subgraph said. Throws where it is not a GraphQL answer at all. */
export function readReply(reply: string | object): Reply {
  const parsed: unknown = typeof reply === "string" ? parseReply(reply) : reply;
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

function parseReply(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new ReplyFault("The subgraph's reply is not JSON");
  }
}

function readErrors(errors: unknown): readonly ReplyError[] {
  const list: readonly unknown[] = Array.isArray(errors) ? errors : [errors];
  return list.filter(isData).map((error) => ({
    message: typeof error.message === "string" ? error.message : "The subgraph gave an error without message",
    path: Array.isArray(error.path) ? error.path.filter((it) => typeof it === "string" || typeof it === "number") : [],
    extensions: isData(error.extensions) ? error.extensions : {},
  }));
}
