import { Pool, type Dispatcher } from "undici";
import type { SubgraphAddress, SubgraphRequest, SubgraphTransport } from "./subgraph-transport.js";

export interface HttpTransportOptions {
  readonly connections?: number;
  readonly timeoutMs?: number;
  /** A longer reply is given up, and costs its fields. */
  readonly maxReplyBytes?: number;
  /** Headers for this request, from whatever was handed to `execute` and the text that is sent. */
  readonly headers?: (request: SubgraphRequest, body: string) => Readonly<Record<string, string>>;
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
    fetch(request) {
      const { signal } = request;
      if (signal?.aborted)
        return Promise.reject(new TransportFault("SUBGRAPH_UNREACHABLE", "The request was given up"));
      return new Promise<string>((resolve, reject) => {
        const reply = new ReplyCollector(maxReplyBytes, signal, resolve, reject);
        const body = `${headOf(request)}${request.variables}}`;
        const headers = { ...HEADERS, ...options.headers?.(request, body) };
        pool.dispatch({ path, method: "POST", headers, body }, reply);
      });
    },
    stop: () => pool.destroy(),
  };
}

const HEADERS = {
  "content-type": "application/json",
  accept: "application/graphql-response+json, application/json",
};

/** Takes a reply off the wire. Streams and promises for each of its chunks would cost more than the rest of it. */
class ReplyCollector implements Dispatcher.DispatchHandler {
  readonly #chunks: Buffer[] = [];
  #length = 0;
  #status = 0;
  #controller: Dispatcher.DispatchController | undefined;

  constructor(
    private readonly maxBytes: number,
    private readonly signal: AbortSignal | undefined,
    private readonly resolve: (text: string) => void,
    private readonly reject: (fault: TransportFault) => void,
  ) {
    signal?.addEventListener("abort", this.#abort);
  }

  readonly #abort = (): void => {
    this.#fail(new TransportFault("SUBGRAPH_UNREACHABLE", "The request was given up"));
  };

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    if (this.signal?.aborted) this.#abort();
  }

  onResponseStart(
    _controller: Dispatcher.DispatchController,
    statusCode: number,
    { "content-encoding": encoding = "identity" }: Readonly<Record<string, string | string[] | undefined>>,
  ): void {
    this.#status = statusCode;
    // Nothing here asks for an encoding, so nothing here decodes one.
    if (encoding !== "identity")
      this.#fail(
        new TransportFault("SUBGRAPH_REPLY_INVALID", "The subgraph's reply is encoded, which was not asked for"),
      );
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.#chunks.push(chunk);
    this.#length += chunk.length;
    if (this.#length > this.maxBytes) {
      this.#fail(new TransportFault("SUBGRAPH_REPLY_INVALID", "The subgraph's reply is too long"));
    }
  }

  onResponseEnd(): void {
    this.signal?.removeEventListener("abort", this.#abort);
    const [only] = this.#chunks;
    const whole = this.#chunks.length === 1 && only ? only : Buffer.concat(this.#chunks, this.#length);
    const text = whole.toString("utf8");
    // An error status may still come with a GraphQL answer; anything else is no reply.
    if (this.#status >= 400 && !text.trimStart().startsWith("{")) {
      this.reject(new TransportFault("SUBGRAPH_UNREACHABLE", `The subgraph replied with HTTP status ${this.#status}`));
    } else this.resolve(text);
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    this.signal?.removeEventListener("abort", this.#abort);
    this.reject(asFault(error));
  }

  #fail(fault: TransportFault): void {
    this.signal?.removeEventListener("abort", this.#abort);
    this.reject(fault);
    this.#controller?.abort(fault);
  }
}

function asFault(error: unknown): TransportFault {
  const code = (error as { code?: unknown }).code;
  const late =
    code === "UND_ERR_HEADERS_TIMEOUT" || code === "UND_ERR_BODY_TIMEOUT" || code === "UND_ERR_CONNECT_TIMEOUT";
  return late
    ? new TransportFault("SUBGRAPH_TIMEOUT", "The subgraph did not reply in time", { cause: error })
    : new TransportFault("SUBGRAPH_UNREACHABLE", "The subgraph could not be reached", { cause: error });
}
