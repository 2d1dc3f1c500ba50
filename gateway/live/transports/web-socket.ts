import type { IncomingHttpHeaders, IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { GraphQLError, parse, type ExecutionResult } from "graphql";
import { handleProtocols, makeServer } from "graphql-ws";
import { WebSocketServer, type ServerOptions, type WebSocket } from "ws";
import { markNumbers, restoreNumbers } from "../../../platform/json/exact-number.js";
import { readNumbers } from "../../admission/graphql-request.js";
import { readStated } from "../../identity/read-stated.js";
import type { Push } from "../live-service.js";
import { tellErrors } from "../tell-answer.js";
import { createIdleTimer, type IdleTimer } from "./idle-timer.js";
import type { OpenConnections } from "./open-connections.js";
import type { TransportParts } from "./transport-parts.js";

const TRANSPORT = { transport: "websocket" } as const;
/** Ends a connection whose login ended. None of the protocol's own, which clients take for final. */
const LOGIN_ENDED = 4901;
const GATEWAY = "http://gateway";
const LOGIN_ENDS = new Set<unknown>(["TOKEN_EXPIRED", "UNAUTHENTICATED"]);
const SERVICE_RESTART = 1012;
/** How often a client is asked for a sign of life; one that gives none by the next time is cut off. */
const ALIVE_MS = 15_000;
/** How long a client may take to agree that the connection is closed. */
const CLOSE_MS = 2_000;
/** The library wants to see what kind of operation it serves; ours are answered by then, in one way for all. */
const ANY_OPERATION = parse("subscription { any }");

export interface WebSocketParts extends TransportParts {
  /** How long a connection may be open without an operation. */
  readonly idleMs: number;
}

interface Extra {
  readonly socket: WebSocket;
  readonly idle: IdleTimer;
  /** Of the upgrade. */
  readonly headers: IncomingHttpHeaders;
  readonly address: string;
}

/**
 * `graphql-transport-ws` at `/graphql`. Who asks is in the parameters of the connection, under the names of the headers.
 * While nothing happens, a `ping` tells how far the stream was read: its payload `{ cursor }` is as good as that of a change.
 */
export function serveWebSocket({
  app,
  live,
  crossOrigin,
  bodyBytes,
  metrics,
  log,
  idleMs,
}: WebSocketParts): OpenConnections {
  const server = new WebSocketServer({
    noServer: true,
    maxPayload: bodyBytes,
    handleProtocols,
    perMessageDeflate: false,
    closeTimeout: CLOSE_MS,
  } as ServerOptions);
  const protocol = makeServer<Record<string, unknown>, Extra>({
    async onSubscribe({ connectionParams, extra: { socket, idle, headers, address } }, _id, body) {
      const gone = new AbortController();
      const onClose = () => gone.abort();
      socket.once("close", onClose);
      try {
        const said = { ...headers, ...textsOf(connectionParams) };
        const answers = await live.open(
          { body: readNumbers(body), stated: readStated(connectionParams), headers: said, address },
          gone.signal,
        );
        const leave = idle.enter();
        const contextValue = results(answers, gone, socket, () => {
          socket.off("close", onClose);
          leave();
        });
        return { schema: undefined as never, document: ANY_OPERATION, contextValue };
      } catch (error) {
        socket.off("close", onClose);
        const told = tellErrors(error, "", log);
        return told.map(({ message, extensions, path, locations }) =>
          Object.assign(new GraphQLError(message), { toJSON: () => ({ message, extensions, path, locations }) }),
        );
      }
    },
    subscribe: ({ contextValue }) => contextValue as AsyncGenerator<ExecutionResult>,
    onNext: (_context, _id, _payload, _args, result) => result,
  });

  server.on("connection", (socket: WebSocket, request: IncomingMessage) => {
    let isAlive = true;
    const beat = setInterval(() => {
      if (!isAlive) return socket.terminate();
      isAlive = false;
      socket.ping();
    }, ALIVE_MS);
    socket.on("pong", () => (isAlive = true));
    socket.on("error", (error) => log.debug({ reason: error.message }, "a WebSocket failed"));
    const idle = createIdleTimer(idleMs, () => socket.close(1000, "No operation is running"));
    let onMessage: (text: string) => Promise<void> = () => Promise.resolve();
    const closed = protocol.opened(
      {
        protocol: socket.protocol,
        send: (text) => send(socket, text),
        close: (code, reason) => socket.close(code, reason),
        onMessage: (listener) => (onMessage = listener),
      },
      { socket, idle, headers: request.headers, address: request.socket.remoteAddress ?? "" },
    );
    socket.on("message", (data) => {
      isAlive = true;
      // eslint-disable-next-line @typescript-eslint/no-base-to-string -- one Buffer, as `binaryType` has it
      onMessage(markNumbers(data.toString())).catch((error: unknown) => {
        log.error({ err: error }, "a message on a WebSocket failed");
        socket.close(1011, "Something went wrong on our side");
      });
    });
    socket.once("close", (code, reason) => {
      clearInterval(beat);
      idle.stop();
      void closed(code, reason.toString());
    });
  });

  const upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const { origin, host } = request.headers;
    if (pathOf(request.url ?? "") !== "/graphql") return refuse(socket, "404 Not Found");
    if (!crossOrigin.allows(origin, host)) return refuse(socket, "403 Forbidden");
    server.handleUpgrade(request, socket, head, (opened) => server.emit("connection", opened, request));
  };
  app.server.on("upgrade", upgrade);

  return {
    async dismiss(spreadMs) {
      app.server.off("upgrade", upgrade);
      app.server.on("upgrade", (_request, socket: Duplex) => refuse(socket, "503 Service Unavailable"));
      await Promise.all(
        [...server.clients].map(async (socket) => {
          await new Promise((resolve) => setTimeout(resolve, Math.random() * spreadMs));
          if (socket.readyState === socket.CLOSED) return;
          const closed = new Promise((resolve) => socket.once("close", resolve));
          socket.close(SERVICE_RESTART, "Come back, and go on after the last cursor");
          const cut = setTimeout(() => socket.terminate(), 1_000);
          await closed;
          clearTimeout(cut);
        }),
      );
    },
  };

  /** As the library wants them: an iterator that ends at once when the client says that it has enough. */
  function results(answers: AsyncGenerator<Push>, gone: AbortController, socket: WebSocket, end: () => void) {
    const generator = toResults();
    return {
      [Symbol.asyncIterator]() {
        return this;
      },
      next: () => generator.next(),
      return(value: undefined) {
        gone.abort();
        return generator.return(value);
      },
      throw: (error: unknown) => generator.throw(error),
    };

    async function* toResults(): AsyncGenerator<Push["result"], void> {
      metrics.subscriptions.inc(TRANSPORT);
      try {
        for await (const { cursor, result, heardAt } of answers) {
          if (gone.signal.aborted) return;
          if (!result) {
            await send(socket, JSON.stringify({ type: "ping", ...(cursor !== undefined && { payload: { cursor } }) }));
            continue;
          }
          yield result;
          metrics.pushes.inc(TRANSPORT);
          if (heardAt !== undefined) metrics.pushLag.observe((performance.now() - heardAt) / 1_000);
          // What was said of itself when the connection began no longer holds: it has to begin anew.
          if (result.errors?.some(({ extensions }) => LOGIN_ENDS.has(extensions?.["code"])))
            setTimeout(() => socket.close(LOGIN_ENDED, "Log in again, and go on after the last cursor"), 100);
        }
      } finally {
        end();
        gone.abort();
        metrics.subscriptions.dec(TRANSPORT);
      }
    }
  }
}

/** The parameters of a connection that may stand for headers: browsers send none of their own with a WebSocket. */
function textsOf(parameters: Readonly<Record<string, unknown>> | undefined): Record<string, string> {
  const texts = Object.entries(parameters ?? {}).filter(
    (one): one is [string, string] => typeof one[1] === "string" && /^[\x20-\x7e]*$/.test(one[1]),
  );
  return Object.fromEntries(texts.map(([name, value]) => [name.toLowerCase(), value]));
}

/** Resolves when the text is on its way: who does not read is not written to. */
function send(socket: WebSocket, text: string): Promise<void> {
  if (socket.readyState !== socket.OPEN) return Promise.resolve();
  return new Promise((resolve) => socket.send(restoreNumbers(text), () => resolve()));
}

/** Undefined where the target is no address, as `//` is: Node takes any text. */
function pathOf(target: string): string | undefined {
  return URL.canParse(target, GATEWAY) ? new URL(target, GATEWAY).pathname : undefined;
}

function refuse(socket: Duplex, status: string): void {
  const answer = `HTTP/1.1 ${status}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`;
  // Nobody else listens, and an error that nobody hears ends the process.
  socket.on("error", () => socket.destroy());
  // The server no longer knows this connection: left half open, it would keep the process from ending.
  socket.end(answer, () => socket.destroy());
}
