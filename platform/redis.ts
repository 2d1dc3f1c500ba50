import { createClient } from "redis";
import type { Log } from "./log.js";
import { createRefusalLog, isRefusedByRedis } from "./redis-refusals.js";

const CONNECT_MS = 2_000;

/** Nothing is sent on connecting but the login: a login that may do only what we need is refused all else. */
const SILENT = { disableClientInfo: true, maintNotifications: "disabled" } as const;

/** A connection to Redis that comes back by itself; while it is away its commands fail at once. */
export type Redis = ReturnType<typeof createClient>;

const STILL_THERE_MS = 1_000;
const MOST_WAITING = 5_000;

/** Begins to connect, and does not wait for it: what uses Redis must be able to go on without. */
export function connectRedis(url: string, log: Log): Redis {
  const client: Redis = createClient({
    url,
    ...SILENT,
    disableOfflineQueue: true,
    // One that hangs is noticed by what it does not answer, and left.
    pingInterval: STILL_THERE_MS,
    commandsQueueMaxLength: MOST_WAITING,
    socket: {
      connectTimeout: CONNECT_MS,
      socketTimeout: 3 * STILL_THERE_MS,
      // The client's own strategy does not come back to one that hung.
      reconnectStrategy: (tries) => Math.min(100 * tries, 2_000),
    },
  });
  let away = false;
  let logRefusal = createRefusalLog(log);
  client.on("error", (error: Error) => {
    logRefusal(error);
    if (!away && !isRefusedByRedis(error))
      log.warn({ err: withoutPassword(error.message, url) }, "Redis does not answer");
    away = true;
  });
  client.on("ready", () => {
    if (away) log.info("Redis answers again");
    away = false;
    logRefusal = createRefusalLog(log);
  });
  client.connect().catch(() => undefined);
  return client;
}

/** A Redis that does not know how we log in quotes it back. */
function withoutPassword(message: string, url: string): string {
  const { password } = new URL(url);
  return password === "" ? message : message.replaceAll(decodeURIComponent(password), "***");
}

/** Asks a Redis for a sign of life. @throws what the client says, which may quote the password */
export async function pingRedis(url: string): Promise<void> {
  const client = createClient({
    url,
    ...SILENT,
    disableOfflineQueue: true,
    socket: { connectTimeout: CONNECT_MS, reconnectStrategy: false },
  });
  // Without a listener the client's errors would end the process; what matters is thrown below.
  client.on("error", () => undefined);
  try {
    await client.connect();
    await client.ping();
  } finally {
    client.destroy();
  }
}
