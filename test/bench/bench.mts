import { execFileSync, spawn, type ChildProcess } from "node:child_process";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { composeServices } from "@apollo/composition";
import { buildSync } from "esbuild";
import { parse } from "graphql";
import { Pool } from "undici";
import { unseenOperation, workloadNamed, workloads } from "./workloads.mjs";

/**
 * Gateways over the same subgraphs, one at a time, each pinned to core 0 with the rest on core 1; every request has an
 * Authorization of its own, and every body has to say what the first gateway's said. Prints CPU time of the gateway's
 * process per request, which other work on the machine disturbs least: the least and the most of the rounds, and the
 * ratio of the least ones. `storm` sends 500 operations that nobody has seen, and prints how long they held the event loop.
 *
 * node --import tsx bench.mts [seconds] [workloads and gateways…]
 */
const [seconds = "6", ...chosen] = process.argv.slice(2);
const CONNECTIONS = 50;
const ROUNDS = 3;
/** However long that takes on a busy machine: before, code is not compiled yet. */
const LEAST_REQUESTS = 300;
const STORM = 500;
const SUBGRAPH_PORT = 24_200;
const GATEWAY_PORT = 24_300;
/** For those who plan in a thread of its own: on one core it would keep the other from running. */
const BOTH_CORES = "0,1";
const here = import.meta.dirname;
const folder = mkdtempSync(join(tmpdir(), "bench-"));

// Compiled, as both are in service; run from sources they would carry a loader along.
const built = join(here, "../../node_modules/.cache/ama-bench");
buildSync({
  absWorkingDir: here,
  entryPoints: [
    "gateway-apollo.mts",
    "gateway-ours.mts",
    "subgraphs.mts",
    "../../gateway/engine/planning/planner-thread.ts",
  ],
  entryNames: "[name]",
  outdir: built,
  bundle: true,
  platform: "node",
  format: "esm",
  packages: "external",
});
const script = (name: string) => join(built, `${name}.js`);
const hive = (supergraph: string) => [
  join(here, "peers/node_modules/@graphql-hive/gateway/dist/bin.js"),
  ...["supergraph", supergraph, "--port", String(GATEWAY_PORT), "--host", "127.0.0.1"],
  ...["--config-path", join(here, "peers/hive.config.mjs")],
];
interface Peer {
  args(supergraph: string, workload: string): string[];
  readonly env?: Record<string, string>;
  readonly servesLocal?: boolean;
}
const peers: Record<string, Peer> = {
  apollo: { args: (...of) => [script("gateway-apollo"), String(GATEWAY_PORT), ...of], servesLocal: true },
  ours: { args: (...of) => [script("gateway-ours"), String(GATEWAY_PORT), ...of], servesLocal: true },
  // The program itself as it is started, with all that stands before the engine.
  ama: {
    args: (supergraph) => [
      "--max-semi-space-size=64",
      join(here, "../../bin/ama.js"),
      ...["gateway", "--open", "--supergraph", supergraph, "--port", String(GATEWAY_PORT)],
    ],
    env: { NODE_ENV: "development", LOG_LEVEL: "warn" },
  },
  // With a young generation of memory in which a request's data dies before it is moved.
  "ours-64": {
    args: (...of) => ["--max-semi-space-size=64", script("gateway-ours"), String(GATEWAY_PORT), ...of],
    servesLocal: true,
  },
  hive: { args: hive },
  "hive-rust": { args: hive, env: { HIVE_RUNTIME: "rust" } },
};

interface Measured {
  readonly requests: number;
  readonly cpuMs: number;
  readonly fetches: number;
  readonly p50: number;
  readonly p99: number;
  readonly rssMb: number;
  readonly body: string;
}

interface Looked {
  /** The longest that the event loop was held, and the most CPU time its thread took for one turn of it. */
  readonly maxMs: number;
  readonly longestTurnMs: number;
  readonly heapMb: number;
}

const isChosen = (name: string, among: readonly string[]) =>
  !among.some((it) => chosen.includes(it)) || chosen.includes(name);
const tasks = [...Object.keys(workloads), "storm"];
for (const name of tasks.filter((it) => isChosen(it, tasks))) {
  if (name === "storm") await storm();
  else await compare(name);
}

async function compare(workload: string): Promise<void> {
  const { isLocal = false } = workloadNamed(workload);
  const names = Object.keys(peers).filter(
    (name) => isChosen(name, Object.keys(peers)) && (!isLocal || peers[name]?.servesLocal),
  );
  const all = new Map<string, Measured[]>(names.map((name) => [name, []]));
  const failed = new Map<string, string>();
  await withSubgraphs(workload, async (supergraph) => {
    // In turn, so that what else the machine does falls on all of them.
    for (let round = 0; round < ROUNDS; round++) {
      for (const name of names) {
        const { args, env = {} } = peers[name]!;
        const measured = await measure(args(supergraph, workload), env, workload).catch(String);
        if (typeof measured === "string") failed.set(name, measured);
        else all.get(name)?.push(measured);
      }
    }
  });
  print(workload, all, failed);
}

function print(workload: string, all: ReadonlyMap<string, Measured[]>, failed: ReadonlyMap<string, string>): void {
  const best = [...all].map(([name, rounds]) => [name, rounds.sort((a, b) => a.cpuMs - b.cpuMs)] as const);
  const [reference] = best[0]?.[1] ?? [];
  const truth = reference && JSON.stringify(sorted(JSON.parse(reference.body)));
  const rows: Record<string, object> = {};
  for (const [name, rounds] of best) {
    const [least] = rounds;
    const most = rounds.at(-1);
    if (!least || !most || !reference) {
      rows[name] = { failed: failed.get(name) };
      continue;
    }
    rows[name] = {
      "CPU ms": `${least.cpuMs.toFixed(2)} - ${most.cpuMs.toFixed(2)}`,
      ratio: `1/${(reference.cpuMs / least.cpuMs).toFixed(1)}`,
      fetches: least.fetches.toFixed(1),
      "p50 ms": least.p50.toFixed(0),
      "p99 ms": least.p99.toFixed(0),
      "RSS MB": least.rssMb.toFixed(0),
      requests: least.requests,
      bytes: least.body.length,
      same: JSON.stringify(sorted(JSON.parse(least.body))) === truth,
    };
  }
  console.log(workload);
  console.table(rows);
}

/** Operations that nobody has seen, one after the other, as fast as they are answered. */
async function storm(): Promise<void> {
  const rows: Record<string, object> = {};
  await withSubgraphs("page", async (supergraph) => {
    for (const name of ["apollo", "ours"].filter((it) => isChosen(it, Object.keys(peers)))) {
      const gateway = start(["--expose-gc", ...(peers[name]?.args(supergraph, "page") ?? [])], BOTH_CORES);
      const url = `http://127.0.0.1:${GATEWAY_PORT}`;
      const pool = new Pool(url, { connections: CONNECTIONS, pipelining: 1 });
      const look = async () => (await (await fetch(`${url}/loop`)).json()) as Looked;
      const send = async (from: number, count: number) => {
        for (let number = from; number < from + count; number++) {
          const body = await ask(pool, "Bearer storm", { query: unseenOperation(number) });
          if (body.includes('"errors"')) throw new Error(body.slice(0, 300));
        }
      };
      try {
        await until(`${url}/graphql`, "POST");
        await send(0, 100);
        const before = await look();
        await look();
        const cpu = cpuOf(gateway);
        const from = performance.now();
        await send(1000, STORM);
        const took = performance.now() - from;
        const after = await look();
        rows[name] = {
          "loop held ms": after.maxMs.toFixed(1),
          "of its thread's CPU ms": after.longestTurnMs.toFixed(1),
          "ms each": (took / STORM).toFixed(1),
          "CPU ms each, all threads": ((cpuOf(gateway) - cpu) / STORM).toFixed(1),
          "heap MB before": before.heapMb.toFixed(0),
          "heap MB after": after.heapMb.toFixed(0),
        };
      } finally {
        await pool.destroy();
        gateway.kill("SIGKILL");
        await new Promise((resolve) => gateway.once("exit", resolve));
      }
    }
  });
  console.log(`storm of ${STORM} unseen operations`);
  console.table(rows);
}

async function withSubgraphs(workload: string, run: (supergraph: string) => Promise<void>): Promise<void> {
  const supergraph = join(folder, `${workload}.graphql`);
  writeFileSync(supergraph, composed(workload));
  const subgraphs = start([script("subgraphs"), String(SUBGRAPH_PORT), workload], 1);
  try {
    await until(`http://127.0.0.1:${SUBGRAPH_PORT}/count`, "GET");
    await run(supergraph);
  } finally {
    subgraphs.kill("SIGKILL");
    await new Promise((resolve) => subgraphs.once("exit", resolve));
  }
}

async function measure(args: string[], env: Record<string, string>, workload: string): Promise<Measured> {
  const { query, variables } = workloadNamed(workload);
  const question = { query, variables };
  const gateway = start(args, 0, env);
  const url = `http://127.0.0.1:${GATEWAY_PORT}`;
  const pool = new Pool(url, { connections: CONNECTIONS, pipelining: 1 });
  try {
    await until(`${url}/graphql`, "POST");
    await load(pool, 3, question, undefined);
    const body = await ask(pool, "Bearer first", question);
    const before = { cpu: cpuOf(gateway), count: await counted() };
    const times = await load(pool, Number(seconds), question, body);
    const after = { cpu: cpuOf(gateway), count: await counted() };
    times.sort((a, b) => a - b);
    const requests = times.length;
    return {
      requests,
      cpuMs: (after.cpu - before.cpu) / requests,
      fetches: (after.count - before.count) / requests,
      p50: times[Math.floor(requests * 0.5)] ?? 0,
      p99: times[Math.floor(requests * 0.99)] ?? 0,
      rssMb: rssOf(gateway),
      body,
    };
  } finally {
    await pool.destroy();
    gateway.kill("SIGKILL");
    await new Promise((resolve) => gateway.once("exit", resolve));
  }
}

/** Keeps all connections busy for a time; throws at the first body that is not as expected. Gives latencies in ms. */
async function load(pool: Pool, forSeconds: number, question: object, expected: string | undefined) {
  const times: number[] = [];
  const end = performance.now() + forSeconds * 1000;
  let number = 0;
  const client = async () => {
    while (performance.now() < end || number < LEAST_REQUESTS) {
      const from = performance.now();
      const body = await ask(pool, `Bearer ${number++}-${Math.random()}`, question);
      if (expected !== undefined && body !== expected) throw new Error(`wrong body: ${body.slice(0, 200)}`);
      times.push(performance.now() - from);
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, client));
  return times;
}

async function ask(pool: Pool, authorization: string, question: object): Promise<string> {
  const { body } = await pool.request({
    path: "/graphql",
    method: "POST",
    headers: { "content-type": "application/json", accept: "application/json", authorization },
    body: JSON.stringify(question),
  });
  return body.text();
}

function start(args: string[], core: number | string, env: Record<string, string> = {}): ChildProcess {
  return spawn("taskset", ["-c", String(core), process.execPath, ...args], {
    cwd: here,
    env: { ...process.env, NODE_ENV: "production", APOLLO_TELEMETRY_DISABLED: "true", NODE_OPTIONS: "", ...env },
    stdio: ["ignore", "ignore", "inherit"],
  });
}

async function until(url: string, method: string): Promise<void> {
  for (let attempt = 0; attempt < 240; attempt++) {
    const body = method === "POST" ? JSON.stringify({ query: "{__typename}" }) : null;
    const reply = await fetch(url, { method, body, headers: { "content-type": "application/json" } }).catch(
      () => undefined,
    );
    if (reply?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  throw new Error(`${url} did not come up`);
}

async function counted(): Promise<number> {
  return Number(await (await fetch(`http://127.0.0.1:${SUBGRAPH_PORT}/count`)).text());
}

/** User and system time of a process with all its threads, in ms. */
function cpuOf({ pid }: ChildProcess): number {
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8")
    .replace(/^.*\) /, "")
    .split(" ");
  const ticks = Number(execFileSync("getconf", ["CLK_TCK"], { encoding: "utf8" }));
  return ((Number(fields[11]) + Number(fields[12])) * 1000) / ticks;
}

function rssOf({ pid }: ChildProcess): number {
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]) / 1024;
}

function composed(workload: string): string {
  const { supergraphSdl, errors } = composeServices(
    workloadNamed(workload).subgraphs.map(({ name, typeDefs }, index) => ({
      name,
      url: `http://127.0.0.1:${SUBGRAPH_PORT + index}/graphql`,
      typeDefs: parse(typeDefs),
    })),
  );
  if (errors) throw new AggregateError(errors);
  return supergraphSdl;
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  );
}
