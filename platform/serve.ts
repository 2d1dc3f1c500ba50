import Fastify, { type FastifyInstance } from "fastify";
import { setTimeout as sleep } from "node:timers/promises";
import type { Settings } from "./settings.js";
import type { StopTimes } from "./stop-times.js";

export interface HttpService {
  /** `http://127.0.0.1:4000` */
  readonly address: string;
  /** Answers for the leave time, then takes no new request, waits for those under way, and cuts them after the drain time. */
  stop(): Promise<void>;
}

/** Where a server listens. */
export interface Place {
  readonly host: string;
  /** 0 for any free port. */
  readonly port: number;
}

export type ServeOptions = Place & StopTimes;

const LARGEST_BODY_BYTES = 2 * 1024 * 1024;

/** Servers that have been told to stop. */
const leaving = new WeakSet<FastifyInstance["server"]>();

export interface ServerParts {
  readonly settings: Settings;
  /** Addresses and networks whose word is taken for where a request came from. */
  readonly trustedProxies?: readonly string[];
}

/** A server without routes. A client that sends or reads a little at a time, or nothing, is cut off. */
export function createHttpServer({ settings, trustedProxies = [] }: ServerParts): FastifyInstance {
  const receiveMs = settings.AMA_RECEIVE_TIMEOUT_MS;
  const app = Fastify({
    // Of a request: to its last byte, and already to the last of its headers.
    requestTimeout: receiveMs,
    http: { headersTimeout: receiveMs, connectionsCheckingInterval: Math.min(5_000, Math.ceil(receiveMs / 2)) },
    // Without a byte either way: longer than an answer takes, and than the pause between two signs of life of a stream.
    connectionTimeout: receiveMs + settings.AMA_REQUEST_TIMEOUT_MS + settings.AMA_HEARTBEAT_MS,
    bodyLimit: LARGEST_BODY_BYTES,
    forceCloseConnections: "idle",
    // Whoever still reaches it is answered: a balancer may not have seen yet that it leaves.
    return503OnClosing: false,
    // Those who listen are given their time to leave, which counts as that of a plugin.
    pluginTimeout: 0,
    trustProxy: trustedProxies.length > 0 && [...trustedProxies],
  });
  app.server.maxConnections = settings.AMA_CONNECTIONS;
  // A client that keeps its connection would send its next request to a program that is gone by then.
  app.addHook("onSend", async (_request, reply) => {
    if (leaving.has(app.server)) reply.header("connection", "close");
  });
  return app;
}

export async function serve(
  app: FastifyInstance,
  { host, port, leaveMs, drainMs }: ServeOptions,
): Promise<HttpService> {
  const address = await app.listen({ host, port });
  return {
    address,
    async stop() {
      leaving.add(app.server);
      if (leaveMs > 0) await sleep(leaveMs);
      const cut = setTimeout(() => app.server.closeAllConnections(), drainMs);
      try {
        await app.close();
      } finally {
        clearTimeout(cut);
      }
    },
  };
}
