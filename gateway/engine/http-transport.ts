import { Pool, type Dispatcher } from "undici";
import { unpackBody } from "./unpack-body.js";
import type { SubgraphAddress, SubgraphRequest, SubgraphTransport } from "./subgraph-transport.js";

export interface HttpTransportOptions {
  readonly connections?: number;
  /** How long a request may take, asked once more or not; Infinity where its signal says. */
  readonly timeoutMs?: number;
  /** A longer reply is given up, and costs its fields; of one that is compressed both lengths count. */
  readonly maxReplyBytes?: number;
  /** Whether compressed replies are asked for. */
  readonly compression?: boolean;
  /** Headers for this request, from whatever was handed to `execute` and the text that is sent. */
  readonly headers?: (request: SubgraphRequest, body: string) => Readonly<Record<string, string>>;
  /** Told of the headers of each reply that came whole. */
  readonly onReply?: (request: SubgraphRequest, headers: ReplyHeaders) => void;
  /** Told of each query that is asked once more. */
  readonly onRepeat?: () => void;
}

type ReplyHeaders = Readonly<Record<string, string | string[] | undefined>>;

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

/**
 * Reaches a subgraph by GraphQL over HTTP, through a pool of kept connections. A query whose connection is lost before its
 * reply is whole is asked once more: nothing of the first reply was used. A mutation is never asked twice.
 */
export function createHttpTransport(subgraph: SubgraphAddress, options: HttpTransportOptions = {}): SubgraphTransport {
  const { origin, pathname, search } = new URL(subgraph.url ?? "");
  const { connections = 32, timeoutMs = 30_000, maxReplyBytes = 64 * 1024 * 1024, compression = true } = options;
  const pool = new Pool(origin, { connections, pipelining: 1, headersTimeout: 0, bodyTimeout: 0 });
  const path = pathname + search;
  const fixed = compression ? { ...HEADERS, "accept-encoding": "gzip, deflate, br" } : HEADERS;
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
      if (signal?.aborted) return Promise.reject(tooLate());
      const body = `${headOf(request)}${request.variables}}`;
      return new Promise<Uint8Array>((resolve, reject) => {
        const collector = new ReplyCollector({ request, options, maxReplyBytes, timeoutMs, resolve, reject, send });
        send();

        function send() {
          const headers = { ...fixed, ...options.headers?.(request, body) };
          pool.dispatch({ path, method: "POST", headers, body }, collector);
        }
      });
    },
    stop: () => pool.destroy(),
  };
}

const HEADERS = {
  "content-type": "application/json",
  accept: "application/graphql-response+json, application/json",
};

interface Collecting {
  readonly request: SubgraphRequest;
  readonly options: HttpTransportOptions;
  readonly maxReplyBytes: number;
  readonly timeoutMs: number;
  readonly resolve: (bytes: Uint8Array) => void;
  readonly reject: (error: unknown) => void;
  /** Sends the request, for this to take its reply. */
  readonly send: () => void;
}

/** Takes a reply off the wire. Streams and promises for each of its chunks would cost more than the rest of it. */
class ReplyCollector implements Dispatcher.DispatchHandler {
  #chunks: Buffer[] = [];
  #length = 0;
  #status = 0;
  #headers: ReplyHeaders = {};
  #fault: TransportFault | undefined;
  #mayRepeat: boolean;
  #controller: Dispatcher.DispatchController | undefined;
  readonly #timer: NodeJS.Timeout | undefined;

  constructor(private readonly to: Collecting) {
    this.#mayRepeat = to.request.kind === "query";
    to.request.signal?.addEventListener("abort", this.#abort);
    if (to.timeoutMs !== Infinity) this.#timer = setTimeout(this.#late, to.timeoutMs);
  }

  readonly #abort = (): void => this.#fail(tooLate());
  readonly #late = (): void => this.#fail(timedOut());

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    if (this.#fault) controller.abort(this.#fault);
  }

  onResponseStart(_controller: Dispatcher.DispatchController, statusCode: number, headers: ReplyHeaders): void {
    this.#status = statusCode;
    this.#headers = headers;
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.#chunks.push(chunk);
    this.#length += chunk.length;
    if (this.#length > this.to.maxReplyBytes) {
      this.#fail(new TransportFault("SUBGRAPH_REPLY_INVALID", "The subgraph's reply is too long"));
    }
  }

  onResponseEnd(): void {
    this.#leave();
    const { request, options, maxReplyBytes, resolve, reject } = this.to;
    const [only] = this.#chunks;
    const received = this.#chunks.length === 1 && only ? only : Buffer.concat(this.#chunks, this.#length);
    let whole: Buffer;
    try {
      whole = unpackBody(received, this.#headers["content-encoding"], maxReplyBytes);
    } catch (error) {
      return reject(new TransportFault("SUBGRAPH_REPLY_INVALID", (error as Error).message));
    }
    // An error status may still come with a GraphQL answer; anything else is no reply.
    if (this.#status >= 400 && !whole.toString("utf8").trimStart().startsWith("{"))
      return reject(
        new TransportFault("SUBGRAPH_UNREACHABLE", `The subgraph replied with HTTP status ${this.#status}`),
      );
    options.onReply?.(request, this.#headers);
    resolve(whole);
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    if (this.#fault) return;
    if (!this.#mayRepeat || !isLostConnection(error)) return this.#fail(asFault(error));
    this.#mayRepeat = false;
    this.#chunks = [];
    this.#length = 0;
    this.#controller = undefined;
    this.to.options.onRepeat?.();
    try {
      this.to.send();
    } catch (thrown) {
      this.#leave();
      this.to.reject(thrown);
    }
  }

  #fail(fault: TransportFault): void {
    this.#fault = fault;
    this.#leave();
    this.to.reject(fault);
    this.#controller?.abort(fault);
  }

  #leave(): void {
    clearTimeout(this.#timer);
    this.to.request.signal?.removeEventListener("abort", this.#abort);
  }
}

function tooLate(): TransportFault {
  return new TransportFault("SUBGRAPH_TIMEOUT", "The request ended before the subgraph replied");
}

function timedOut(cause?: unknown): TransportFault {
  return new TransportFault("SUBGRAPH_TIMEOUT", "The subgraph did not reply in time", { cause });
}

/** Whether a connection ended, before or within the reply, that the subgraph had accepted. */
function isLostConnection({ code }: Error & { code?: unknown }): boolean {
  return LOST.has(code);
}

const LOST: ReadonlySet<unknown> = new Set(["ECONNRESET", "ECONNABORTED", "EPIPE", "UND_ERR_SOCKET"]);

function asFault(error: Error & { code?: unknown }): TransportFault {
  if (error.code === "UND_ERR_CONNECT_TIMEOUT") return timedOut(error);
  return new TransportFault("SUBGRAPH_UNREACHABLE", "The subgraph could not be reached", { cause: error });
}
