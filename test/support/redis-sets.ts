import { readFileSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createClient } from "redis";
import { freePort } from "./free-ports.js";
import { startProgram, type Program } from "./program.js";
import { redisProgram } from "./redis.js";

/** Several Redis that stand in for each other. */
export interface RedisSet {
  /** Its address under one of the logins of `deploy/redis/users.acl`. */
  urlFor(user: "gateway" | "subgraph"): string;
  /** Ends, at once, the server that keeps these keys; another takes over by itself. */
  killPrimary(): Promise<void>;
  stop(): Promise<void>;
}

const NODE_TIMEOUT_MS = "1000";
const ADMIN = "pass-of-the-sets-admin";
const PASSWORD = "pass-of-the-sets-programs";
const USERS = `${readFileSync("deploy/redis/users.acl", "utf8").replaceAll(/\b(GATEWAY|SUBGRAPH)_PASSWORD\b/g, `>${PASSWORD}`)}
user admin on >${ADMIN} ~* &* +@all
`;

interface Node {
  readonly port: number;
  readonly program: Program;
}

/** Three primaries, each with a replica: the smallest cluster that outlives one of them. */
export async function startCluster(): Promise<RedisSet> {
  const folder = await mkdtemp(join(tmpdir(), "ama-cluster-"));
  const cluster = ["--cluster-enabled", "yes", "--cluster-node-timeout", NODE_TIMEOUT_MS];
  const nodes: Node[] = [];
  for (let number = 0; number < 6; number += 1)
    nodes.push(await startNode(folder, number, [...cluster, "--cluster-config-file", `nodes-${number}.conf`]));
  const ids = await Promise.all(nodes.map(({ port }) => tell(port, ["CLUSTER", "MYID"])));
  const ranges = [
    [0, 5460],
    [5461, 10922],
    [10923, 16383],
  ];
  for (const [number, [from, to]] of ranges.entries())
    await tell(nodes[number]!.port, ["CLUSTER", "ADDSLOTSRANGE", String(from), String(to)]);
  for (const [number, { port }] of nodes.entries()) {
    await tell(port, ["CLUSTER", "SET-CONFIG-EPOCH", String(number + 1)]);
    if (number > 0) await tell(port, ["CLUSTER", "MEET", "127.0.0.1", String(nodes[0]!.port)]);
  }
  await until(async () => {
    const known = await Promise.all(nodes.map(({ port }) => tell(port, ["CLUSTER", "NODES"])));
    return known.every((text) => ids.every((id) => text.includes(id)));
  });
  for (const number of [3, 4, 5]) await tell(nodes[number]!.port, ["CLUSTER", "REPLICATE", ids[number - 3]!]);
  await until(async () => {
    const states = await Promise.all(nodes.map(({ port }) => tell(port, ["CLUSTER", "INFO"])));
    const linked = await Promise.all([3, 4, 5].map((number) => tell(nodes[number]!.port, ["INFO", "replication"])));
    return (
      states.every((text) => text.includes("cluster_state:ok")) &&
      linked.every((text) => text.includes("master_link_status:up"))
    );
  });
  const hosts = nodes.slice(0, 3).map(({ port }) => `127.0.0.1:${port}`);
  return {
    urlFor: (user) => `redis+cluster://${user}:${PASSWORD}@${hosts.join(",")}`,
    async killPrimary() {
      const slot = Number(await tell(nodes[0]!.port, ["CLUSTER", "KEYSLOT", "{ama:bus}:stream"]));
      const number = ranges.findIndex(([from, to]) => slot >= from! && slot <= to!);
      await end(nodes[number]!);
    },
    stop: () => stopAll(nodes, folder),
  };
}

/** One primary, its replica, and three sentinels that agree when it is gone. */
export async function startSentinels(): Promise<RedisSet> {
  const folder = await mkdtemp(join(tmpdir(), "ama-sentinels-"));
  const primary = await startNode(folder, 0, []);
  const replica = await startNode(folder, 1, ["--replicaof", "127.0.0.1", String(primary.port)]);
  await until(async () => (await tell(replica.port, ["INFO", "replication"])).includes("master_link_status:up"));
  const sentinels: Node[] = [];
  for (let number = 0; number < 3; number += 1) {
    const port = await freePort();
    const file = join(folder, `sentinel-${number}.conf`);
    await writeFile(
      file,
      [
        `port ${port}`,
        "bind 127.0.0.1",
        `dir ${folder}`,
        `sentinel monitor ama 127.0.0.1 ${primary.port} 2`,
        `sentinel down-after-milliseconds ama ${NODE_TIMEOUT_MS}`,
        "sentinel failover-timeout ama 5000",
        "sentinel auth-user ama admin",
        `sentinel auth-pass ama ${ADMIN}`,
      ].join("\n"),
    );
    sentinels.push({ port, program: startProgram(redisProgram!, [file, "--sentinel"], {}) });
  }
  await until(async () => {
    const said = await Promise.all(sentinels.map(({ port }) => tell(port, ["SENTINEL", "CKQUORUM", "ama"], false)));
    const seen = await Promise.all(sentinels.map(({ port }) => tell(port, ["SENTINEL", "REPLICAS", "ama"], false)));
    return said.every((text) => text.startsWith("OK 3")) && seen.every((text) => text.includes(String(replica.port)));
  });
  const hosts = sentinels.map(({ port }) => `127.0.0.1:${port}`);
  return {
    urlFor: (user) => `redis+sentinel://${user}:${PASSWORD}@${hosts.join(",")}/ama`,
    killPrimary: () => end(primary),
    stop: () => stopAll([...sentinels, primary, replica], folder),
  };
}

async function startNode(folder: string, number: number, words: readonly string[]): Promise<Node> {
  const port = await freePort();
  const acl = join(folder, `users-${number}.acl`);
  await writeFile(acl, USERS);
  const login = ["--aclfile", acl, "--masteruser", "admin", "--masterauth", ADMIN];
  const program = startProgram(
    redisProgram!,
    [
      ...["--port", String(port), "--bind", "127.0.0.1", "--save", "", "--repl-diskless-sync-delay", "0"],
      ...["--dir", folder, "--dbfilename", `dump-${number}.rdb`, "--replica-serve-stale-data", "yes"],
      ...login,
      ...words,
    ],
    {},
  );
  await until(async () => (await tell(port, ["PING"])) === "PONG");
  return { port, program };
}

/** What one server answers, as text. */
async function tell(port: number, words: readonly string[], login = true): Promise<string> {
  const client = createClient({
    socket: { host: "127.0.0.1", port, reconnectStrategy: false },
    disableClientInfo: true,
    ...(login && { username: "admin", password: ADMIN }),
  });
  client.on("error", () => undefined);
  await client.connect();
  try {
    const said: unknown = await client.sendCommand([...words]);
    return typeof said === "string" ? said : JSON.stringify(said);
  } finally {
    client.destroy();
  }
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  for (let tries = 1; !(await holds().catch(() => false)); tries += 1) {
    if (tries === 600) throw new Error("the Redis servers do not come together");
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function end({ program }: Node): Promise<void> {
  program.child.kill("SIGKILL");
  await program.ended;
}

async function stopAll(nodes: readonly Node[], folder: string): Promise<void> {
  await Promise.all(nodes.map(end));
  await rm(folder, { recursive: true, force: true });
}
