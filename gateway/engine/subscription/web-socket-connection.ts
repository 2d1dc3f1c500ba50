import { CloseCode, GRAPHQL_TRANSPORT_WS_PROTOCOL, MessageType } from "graphql-ws";
import { WebSocket } from "ws";
import { parseExactly } from "../../../platform/json/parse-json.js";
import { REPLY_BOUNDS } from "../execution/read-reply.js";
import { createReplyQueue, type ReplyQueue } from "./reply-queue.js";
import { StreamBroken } from "./subgraph-stream.js";

export interface ConnectionOptions {
  readonly url: string;
  /** Sent with the upgrade, and as the parameters of the connection. */
  readonly headers: Readonly<Record<string, string>>;
  /** How long the subgraph may take to acknowledge the connection. */
  readonly timeoutMs: number;
  readonly maxMessageBytes: number;
  /** Answers that may wait for the reader of one subscription. */
  readonly mostWaiting: number;
}

/** One WebSocket to a subgraph, under `graphql-transport-ws`, for any number of subscriptions. */
export interface WebSocketConnection {
  /** @throws StreamBroken */
  subscribe(body: string, signal: AbortSignal): AsyncGenerator<object, void>;
  /** Breaks what is under way. */
  close(): void;
}

/** How often the subgraph is asked for a sign of life; one that gives none by the next time is cut off. */
const ALIVE_MS = 15_000;
/** How long the subgraph may take to agree that the connection is closed. */
const CLOSE_MS = 1_000;
/** A message is a reply two levels down. */
const MESSAGE_BOUNDS = { ...REPLY_BOUNDS, depth: REPLY_BOUNDS.depth + 2 };
/** With these the subgraph says that another try would end alike. */
const FINAL: ReadonlySet<number> = new Set([
  CloseCode.BadRequest,
  CloseCode.Unauthorized,
  CloseCode.Forbidden,
  CloseCode.SubprotocolNotAcceptable,
]);

interface Message {
  readonly type?: unknown;
  readonly id?: unknown;
  readonly payload?: unknown;
}

/** Opens a connection. Calls back once, when it carries nothing any more: nobody may subscribe then. */
export function openWebSocket(options: ConnectionOptions, onEnd: () => void): WebSocketConnection {
  const { url, headers, timeoutMs, maxMessageBytes, mostWaiting } = options;
  const queues = new Map<string, ReplyQueue<object>>();
  let asked = 0;
  let broken: StreamBroken | undefined;
  let isAlive = true;
  const socket = new WebSocket(url, GRAPHQL_TRANSPORT_WS_PROTOCOL, {
    headers,
    handshakeTimeout: timeoutMs,
    maxPayload: maxMessageBytes,
    perMessageDeflate: false,
  });
  let wasOpen = false;
  let settle!: () => void;
  /** Resolves when the subgraph lets us in, or not. */
  const settled = new Promise<void>((resolve) => (settle = resolve));
  const late = setTimeout(() => fail("The subgraph did not acknowledge the WebSocket in time"), timeoutMs);
  const beat = setInterval(() => {
    if (!isAlive) return fail("The subgraph gives no sign of life");
    isAlive = false;
    if (socket.readyState === WebSocket.OPEN) socket.ping();
  }, ALIVE_MS);

  socket.on("open", () => {
    const hasHeaders = Object.keys(headers).length > 0;
    send({ type: MessageType.ConnectionInit, ...(hasHeaders && { payload: headers }) });
  });
  socket.on("pong", () => (isAlive = true));
  socket.on("message", (data: Buffer) => {
    isAlive = true;
    try {
      take(parseExactly(data.toString(), MESSAGE_BOUNDS) as Message, data.length);
    } catch (error) {
      fail("The subgraph breaks the protocol of the WebSocket", { isFinal: true, cause: error });
    }
  });
  socket.on("unexpected-response", (_request, { statusCode = 0 }) => {
    const isFinal = statusCode < 500 && statusCode !== 408 && statusCode !== 429;
    fail(`The subgraph answered the WebSocket with HTTP status ${statusCode}`, { isFinal });
  });
  socket.on("error", (error) => fail("The subgraph could not be reached", { cause: error }));
  socket.on("close", (code) => fail(`The subgraph closed the WebSocket (${code})`, { isFinal: FINAL.has(code) }));

  /** @throws where the message is none of the protocol's */
  function take({ type, id, payload }: Message, bytes: number): void {
    const queue = typeof id === "string" ? queues.get(id) : undefined;
    switch (type) {
      case MessageType.ConnectionAck:
        clearTimeout(late);
        wasOpen = true;
        return settle();
      case MessageType.Ping:
        return send({ type: MessageType.Pong });
      case MessageType.Pong:
        return;
      case MessageType.Next:
        if (typeof payload !== "object" || payload === null) throw new Error("no payload");
        return queue?.push(payload, bytes);
      case MessageType.Error:
        queue?.push({ errors: payload }, bytes);
        return queue?.end();
      case MessageType.Complete:
        return queue?.end();
      default:
        throw new Error("no such message");
    }
  }

  function send(message: object): void {
    if (socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify(message));
  }

  function fail(message: string, facts: { isFinal?: boolean; cause?: unknown } = {}): void {
    if (broken) return;
    broken = new StreamBroken(message, { wasOpen, ...facts });
    clearTimeout(late);
    clearInterval(beat);
    settle();
    for (const queue of queues.values()) queue.end(broken);
    end();
    onEnd();
  }

  function end(): void {
    if (socket.readyState === WebSocket.CLOSED) return;
    if (socket.readyState === WebSocket.CONNECTING) return socket.terminate();
    const cut = setTimeout(() => socket.terminate(), CLOSE_MS);
    socket.once("close", () => clearTimeout(cut));
    socket.close(1000);
  }

  return {
    async *subscribe(body, signal) {
      const id = String((asked += 1));
      const queue = createReplyQueue<object>(mostWaiting);
      queues.set(id, queue);
      let isAsked = false;
      try {
        await Promise.race([settled, aborted(signal)]);
        if (broken) throw broken;
        if (signal.aborted) return;
        isAsked = true;
        // The text as it is: its numbers may be longer than JavaScript's.
        socket.send(`{"id":"${id}","type":"${MessageType.Subscribe}","payload":${body}}`);
        yield* queue.read(signal);
        isAsked = signal.aborted;
      } finally {
        queues.delete(id);
        if (isAsked) send({ id, type: MessageType.Complete });
        if (queues.size === 0) fail("Nobody listens any more");
      }
    },
    close: () => fail("The gateway closed the WebSocket", { isFinal: true }),
  };
}

function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => signal.addEventListener("abort", () => resolve(), { once: true }));
}
