import { createClient, createCluster, createSentinel } from "redis";
import type { Log } from "./log.js";
import { readRedisAddress, type RedisAddress } from "./redis-address.js";
import { createRedisSet } from "./redis-set.js";
import { createRefusalLog, isRefusedByRedis } from "./redis-refusals.js";

const CONNECT_MS = 2_000;

/** Nothing is sent on connecting but the login: a login that may do only what we need is refused all else. */
const SILENT = { disableClientInfo: true, maintNotifications: "disabled" } as const;

/** A connection to Redis that comes back by itself; while it is away its commands fail at once. */
export type Redis = ReturnType<typeof createClient>;

const STILL_THERE_MS = 1_000;
const MOST_WAITING = 5_000;
/** How often a command looks for the server that took over before it fails; a second passes between two looks. */
const MOST_LOOKS = 2;

/** Begins to connect, and does not wait for it: what uses Redis must be able to go on without. */
export function connectRedis(url: string, log: Log): Redis {
  const address = readRedisAddress(url);
  const client = address.kind === "server" ? createFor(address) : createRedisSet(() => createFor(address));
  let away = false;
  let logRefusal = createRefusalLog(log);
  client.on("error", (error: Error) => {
    logRefusal(error);
    if (!away && !isRefusedByRedis(error))
      log.warn({ err: withoutPassword(error.message, address) }, "Redis does not answer");
    away = true;
  });
  client.on("ready", () => {
    if (away) log.info("Redis answers again");
    away = false;
    logRefusal = createRefusalLog(log);
  });
  if (address.kind === "server") client.connect().catch(() => undefined);
  return client;
}

/** Of a cluster or a set of sentinels the same commands are used as of one server: those of one key, or of keys in one slot. */
function createFor(address: RedisAddress, { once = false } = {}): Redis {
  const { kind, nodes, tls, username, password, database } = address;
  const node = {
    ...SILENT,
    ...(username !== undefined && { username }),
    ...(password !== undefined && { password }),
    disableOfflineQueue: true,
    // One that hangs is noticed by what it does not answer, and left.
    pingInterval: STILL_THERE_MS,
    commandsQueueMaxLength: MOST_WAITING,
    socket: {
      ...(tls && { tls: true as const }),
      connectTimeout: CONNECT_MS,
      socketTimeout: 3 * STILL_THERE_MS,
      // The client's own strategy does not come back to one that hung.
      reconnectStrategy: once ? (false as const) : (tries: number) => Math.min(100 * tries, 2_000),
    },
  };
  if (kind === "server") {
    const { host, port } = nodes[0]!;
    const server: unknown = createClient({
      ...node,
      ...(database && { database }),
      socket: { ...node.socket, host, port },
    });
    return server as Redis;
  }
  if (kind === "cluster")
    return createCluster({
      rootNodes: nodes.map(({ host, port }) => ({ ...node, socket: { ...node.socket, host, port } })),
      defaults: node,
      minimizeConnections: true,
      topologyRefreshOnReconnectionAttemptStrategy: STILL_THERE_MS,
    }) as unknown as Redis;
  const { sentinelUsername, sentinelPassword } = address;
  return createSentinel({
    name: address.master!,
    sentinelRootNodes: [...nodes],
    nodeClientOptions: node,
    sentinelClientOptions: {
      ...SILENT,
      ...(sentinelUsername !== undefined && { username: sentinelUsername }),
      ...(sentinelPassword !== undefined && { password: sentinelPassword }),
      socket: { ...(tls && { tls: true as const }), connectTimeout: CONNECT_MS },
    },
    maxCommandRediscovers: once ? 0 : MOST_LOOKS,
    scanInterval: STILL_THERE_MS,
  }) as unknown as Redis;
}

/** A Redis that does not know how we log in quotes it back. */
function withoutPassword(message: string, { password, sentinelPassword }: RedisAddress): string {
  let text = message;
  for (const secret of [password, sentinelPassword]) if (secret) text = text.replaceAll(secret, "***");
  return text;
}

/** What a Redis says of itself. */
export interface RedisState {
  /** `7.0.15` */
  readonly version: string;
  readonly isReplica: boolean;
  /** Its own clock, ISO 8601; undefined where the login may not ask for it. */
  readonly now: string | undefined;
}

/** Asks one Redis server who it is. @throws what the client says, which may quote the password */
export async function inspectRedis(url: string): Promise<RedisState> {
  const client = createClient({
    url,
    ...SILENT,
    disableOfflineQueue: true,
    socket: { connectTimeout: CONNECT_MS, reconnectStrategy: false },
  });
  client.on("error", () => undefined);
  try {
    await client.connect();
    // Whoever is logged in may say hello.
    const hello = fieldsOf(await client.sendCommand(["HELLO"]));
    const time = await client.sendCommand<string[]>(["TIME"]).catch(() => undefined);
    return {
      version: String(hello.get("version")),
      isReplica: hello.get("role") === "replica",
      now: time && new Date(Number(time[0]) * 1_000 + Number(time[1]) / 1_000).toISOString(),
    };
  } finally {
    client.destroy();
  }
}

/** Names and values, as Redis lists them by its older protocol and maps them by its newer. */
function fieldsOf(reply: unknown): Map<string, unknown> {
  if (!Array.isArray(reply)) return new Map(Object.entries(reply as object));
  const pairs = reply.flatMap((name, at) => (at % 2 === 0 ? [[String(name), reply[at + 1]] as const] : []));
  return new Map<string, unknown>(pairs);
}

/** Asks a Redis for a sign of life. @throws what the client says, which may quote the password */
export async function pingRedis(url: string): Promise<void> {
  const client = createFor(readRedisAddress(url), { once: true });
  // Without a listener the client's errors would end the process; what matters is thrown below.
  client.on("error", () => undefined);
  try {
    await client.connect();
    await client.ping();
  } finally {
    if (client.isOpen) client.destroy();
  }
}
