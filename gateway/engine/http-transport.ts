import type { Dispatcher } from "undici";
import { createHttpReplicas, type HttpReplicasOptions, type HttpWay } from "./replicas/http-replicas.js";
import type { Replica, ReplicaSet } from "./replicas/replica-set.js";
import { unpackBody } from "./unpack-body.js";
import type { SubgraphAddress, SubgraphRequest, SubgraphTransport } from "./subgraph-transport.js";

export interface HttpTransportOptions extends Pick<HttpReplicasOptions, "resolve" | "onChange"> {
  /** Connections to each address. */
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
  /** Told of each request that is sent once more. */
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

/** A transport that tells how its replicas are. */
export interface HttpTransport extends SubgraphTransport {
  replicas(): { readonly all: number; readonly away: number };
  stop(): Promise<void>;
}

/**
 * Reaches a subgraph by GraphQL over HTTP, through pools of kept connections to its replicas. A request that reached none, and
 * a query whose connection is lost before its reply is whole, is sent once more, to another replica where there is one: nothing
 * of the first reply was used. A mutation is never asked twice.
 */
export function createHttpTransport(subgraph: SubgraphAddress, options: HttpTransportOptions = {}): HttpTransport {
  const { connections = 32, timeoutMs = 30_000, maxReplyBytes = 64 * 1024 * 1024, compression = true } = options;
  const replicas = createHttpReplicas(subgraph.url ?? "", { ...options, connections });
  const { set } = replicas;
  const fixed = compression ? { ...HEADERS, "accept-encoding": "gzip, deflate, br" } : HEADERS;
  const heads = new Map<string, string>();

  /** The body up to the variables; queries of cached plans are the same strings again and again. */
  function headOf({ query }: SubgraphRequest): string {
    const known = heads.get(query);
    if (known !== undefined) return known;
    const head = `{"query":${JSON.stringify(query)},"variables":`;
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
        const collector = new ReplyCollector({
          request,
          options,
          maxReplyBytes,
          timeoutMs,
          set,
          resolve,
          reject,
          send,
        });
        collector.begin();

        function send({ pool, path }: HttpWay) {
          const headers = { ...fixed, ...options.headers?.(request, body) };
          pool.dispatch({ path, method: "POST", headers, body }, collector);
        }
      });
    },
    replicas: () => ({ all: set.all.length, away: set.away }),
    stop: () => replicas.stop(),
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
  readonly set: ReplicaSet<HttpWay>;
  readonly resolve: (bytes: Uint8Array) => void;
  readonly reject: (error: unknown) => void;
  /** Sends the request this way, for this to take its reply. */
  readonly send: (way: HttpWay) => void;
}

/** Takes a reply off the wire. Streams and promises for each of its chunks would cost more than the rest of it. */
class ReplyCollector implements Dispatcher.DispatchHandler {
  #chunks: Buffer[] = [];
  #length = 0;
  #status = 0;
  #headers: ReplyHeaders = {};
  #fault: TransportFault | undefined;
  #isRepeated = false;
  #replica: Replica<HttpWay> | undefined;
  #controller: Dispatcher.DispatchController | undefined;
  readonly #timer: NodeJS.Timeout | undefined;

  constructor(private readonly to: Collecting) {
    to.request.signal?.addEventListener("abort", this.#abort);
    if (to.timeoutMs !== Infinity) this.#timer = setTimeout(this.#late, to.timeoutMs);
  }

  /** Sends the request to one of the replicas, the second time to another. */
  begin(): void {
    this.#replica = this.to.set.choose(this.#replica);
    this.#replica.inFlight += 1;
    try {
      this.to.send(this.#replica.way);
    } catch (thrown) {
      this.#leave();
      this.to.reject(thrown);
    }
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
    const { set } = this.to;
    if (this.#replica) set.succeed(this.#replica);
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
    const isLost = isAmong(LOST, error);
    const isUnreached = this.#controller === undefined && (isLost || isAmong(UNREACHED, error));
    if (this.#replica && (isLost || isUnreached)) this.to.set.fail(this.#replica);
    const mayRepeat = isUnreached || (isLost && this.to.request.kind === "query");
    if (this.#isRepeated || !mayRepeat) return this.#fail(asFault(error));
    this.#isRepeated = true;
    this.#chunks = [];
    this.#length = 0;
    this.#controller = undefined;
    this.#release();
    this.to.options.onRepeat?.();
    this.begin();
  }

  #fail(fault: TransportFault): void {
    this.#fault = fault;
    this.#leave();
    this.to.reject(fault);
    this.#controller?.abort(fault);
  }

  #release(): void {
    if (this.#replica) this.#replica.inFlight -= 1;
  }

  #leave(): void {
    this.#release();
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

/** A connection that the subgraph had accepted ended, before or within the reply. */
const LOST: ReadonlySet<unknown> = new Set(["ECONNRESET", "ECONNABORTED", "EPIPE", "UND_ERR_SOCKET"]);
/** There was none. */
const UNREACHED: ReadonlySet<unknown> = new Set([
  "ECONNREFUSED",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "ETIMEDOUT",
  "UND_ERR_CONNECT_TIMEOUT",
]);

function isAmong(codes: ReadonlySet<unknown>, { code }: Error & { code?: unknown }): boolean {
  return codes.has(code);
}

function asFault(error: Error & { code?: unknown }): TransportFault {
  if (error.code === "UND_ERR_CONNECT_TIMEOUT") return timedOut(error);
  return new TransportFault("SUBGRAPH_UNREACHABLE", "The subgraph could not be reached", { cause: error });
}
