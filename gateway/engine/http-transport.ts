import { Pool } from "undici";
import type { SubgraphAddress, SubgraphRequest, SubgraphTransport } from "./subgraph-transport.js";

export interface HttpTransportOptions {
  readonly connections?: number;
  readonly timeoutMs?: number;
  /** A longer reply is given up, and costs its fields. */
  readonly maxReplyBytes?: number;
  /** Headers for this request, from whatever was handed to `execute`. */
  readonly headers?: (request: SubgraphRequest) => Readonly<Record<string, string>>;
}

/** A failure on the way to a subgraph. Says nothing of where it is or what it said. */
export class TransportFault extends Error {
  override readonly name = "TransportFault";
  constructor(
    readonly code: "SUBGRAPH_UNREACHABLE" | "SUBGRAPH_TIMEOUT" | "SUBGRAPH_REPLY_INVALID",
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** Reaches a subgraph by GraphQL over HTTP, through a pool of kept connections. */
export function createHttpTransport(subgraph: SubgraphAddress, options: HttpTransportOptions = {}): SubgraphTransport {
  const { origin, pathname, search } = new URL(subgraph.url ?? "");
  const { connections = 32, timeoutMs = 30_000, maxReplyBytes = 64 * 1024 * 1024 } = options;
  const pool = new Pool(origin, { connections, pipelining: 1, headersTimeout: timeoutMs, bodyTimeout: timeoutMs });
  const path = pathname + search;
  const heads = new Map<string, string>();

  /** The body up to the variables; queries of cached plans are the same strings again and again. */
  function headOf({ query, operationName }: SubgraphRequest): string {
    const known = heads.get(query);
    if (known !== undefined) return known;
    const name = operationName === undefined ? "" : `,"operationName":${JSON.stringify(operationName)}`;
    const head = `{"query":${JSON.stringify(query)}${name},"variables":`;
    if (heads.size >= 2000) heads.clear();
    heads.set(query, head);
    return head;
  }

  return {
    async fetch(request) {
      try {
        const { statusCode, body } = await pool.request({
          path,
          method: "POST",
          headers: {
            "content-type": "application/json",
            accept: "application/graphql-response+json, application/json",
            ...options.headers?.(request),
          },
          body: `${headOf(request)}${request.variables}}`,
          signal: request.signal ?? null,
        });
        const text = await readText(body, maxReplyBytes);
        // An error status may still come with a GraphQL answer; anything else is no reply.
        if (statusCode >= 400 && !text.trimStart().startsWith("{")) {
          throw new TransportFault("SUBGRAPH_UNREACHABLE", `The subgraph replied with HTTP status ${statusCode}`);
        }
        return text;
      } catch (error) {
        throw error instanceof TransportFault ? error : asFault(error);
      }
    },
    stop: () => pool.destroy(),
  };
}

type ReplyBody = Awaited<ReturnType<Pool["request"]>>["body"];

async function readText(body: ReplyBody, maxBytes: number): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of body) {
    chunks.push(chunk as Buffer);
    length += (chunk as Buffer).length;
    if (length > maxBytes) throw new TransportFault("SUBGRAPH_REPLY_INVALID", "The subgraph's reply is too long");
  }
  const [only] = chunks;
  return (chunks.length === 1 && only ? only : Buffer.concat(chunks, length)).toString("utf8");
}

function asFault(error: unknown): TransportFault {
  const code = (error as { code?: unknown }).code;
  const late =
    code === "UND_ERR_HEADERS_TIMEOUT" || code === "UND_ERR_BODY_TIMEOUT" || code === "UND_ERR_CONNECT_TIMEOUT";
  return late
    ? new TransportFault("SUBGRAPH_TIMEOUT", "The subgraph did not reply in time", { cause: error })
    : new TransportFault("SUBGRAPH_UNREACHABLE", "The subgraph could not be reached", { cause: error });
}
