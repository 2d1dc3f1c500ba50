import { execFileSync, spawn, type ChildProcess } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { buildSync } from "esbuild";

/** The gateways that are compared, each as a process of its own, and what it used. */

export const GATEWAY_PORT = 24_300;
const here = import.meta.dirname;
const built = join(here, "../../node_modules/.cache/ama-bench");

/** Compiled, as both are in service; run from sources they would carry a loader along. */
export function buildScripts(): void {
  buildSync({
    absWorkingDir: here,
    entryPoints: [
      "gateway-apollo.mts",
      "gateway-ours.mts",
      "subgraphs.mts",
      "../../gateway/engine/planners/planner-process.ts",
    ],
    entryNames: "[name]",
    outdir: built,
    bundle: true,
    platform: "node",
    format: "esm",
    packages: "external",
  });
}

export interface Peer {
  args(supergraph: string, workload: string): string[];
  readonly env?: Record<string, string>;
  readonly servesLocal?: boolean;
  /** Whether `GET /loop` says how long a turn of its event loop took. */
  readonly watchesLoop?: boolean;
}

export const script = (name: string) => join(built, `${name}.js`);
const hive = (supergraph: string) => [
  join(here, "peers/node_modules/@graphql-hive/gateway/dist/bin.js"),
  ...["supergraph", supergraph, "--port", String(GATEWAY_PORT), "--host", "127.0.0.1"],
  ...["--config-path", join(here, "peers/hive.config.mjs")],
];
const behindServe = { servesLocal: true, watchesLoop: true };

const program = (supergraph: string) => [
  "--max-semi-space-size=64",
  join(here, "../../bin/ama.js"),
  ...["gateway", "--open", "--supergraph", supergraph, "--port", String(GATEWAY_PORT)],
];
const quiet = { NODE_ENV: "development", LOG_LEVEL: "warn" };
/** A collector that is not there: spans are made and sent, and nothing takes them. */
const traced = { ...quiet, OTEL_EXPORTER_OTLP_ENDPOINT: "http://127.0.0.1:9", OTEL_TRACES_SAMPLER: "traceidratio" };

/** The first is what the others are measured by. */
export const peers: Readonly<Record<string, Peer>> = {
  apollo: { args: (...of) => [script("gateway-apollo"), String(GATEWAY_PORT), ...of], ...behindServe },
  ours: { args: (...of) => [script("gateway-ours"), String(GATEWAY_PORT), ...of], ...behindServe },
  // The program itself as it is started, with all that stands before the engine.
  ama: { args: program, env: quiet },
  // A line for each request, and traces: of one request in a hundred, of each.
  "ama-lines": { args: program, env: { ...quiet, LOG_LEVEL: "info" } },
  "ama-traced-1": { args: program, env: { ...traced, OTEL_TRACES_SAMPLER_ARG: "0.01" } },
  "ama-traced-100": { args: program, env: { ...traced, OTEL_TRACES_SAMPLER_ARG: "1" } },
  // With a young generation of memory in which a request's data dies before it is moved.
  "ours-64": {
    args: (...of) => ["--max-semi-space-size=64", script("gateway-ours"), String(GATEWAY_PORT), ...of],
    ...behindServe,
  },
  hive: { args: hive },
  "hive-rust": { args: hive, env: { HIVE_RUNTIME: "rust" } },
};

export function start(args: string[], cores: string, env: Record<string, string> = {}): ChildProcess {
  return spawn("taskset", ["-c", cores, process.execPath, ...args], {
    cwd: here,
    env: { ...process.env, NODE_ENV: "production", APOLLO_TELEMETRY_DISABLED: "true", NODE_OPTIONS: "", ...env },
    stdio: ["ignore", "ignore", "inherit"],
  });
}

export async function stop(process: ChildProcess): Promise<void> {
  if (process.exitCode !== null || process.signalCode !== null) return;
  const ended = new Promise((resolve) => process.once("exit", resolve));
  process.kill("SIGKILL");
  await ended;
}

export async function untilUp(url: string, method: "GET" | "POST"): Promise<void> {
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

/** User and system time of a process and of those that it started, with all their threads, in ms. */
export function cpuMsOf({ pid }: ChildProcess): number {
  const ticks = Number(execFileSync("getconf", ["CLK_TCK"], { encoding: "utf8" }));
  const used = familyOf(Number(pid)).map((one) => {
    // Behind the name: user and system time, and those of children that have ended.
    const fields = readFileSync(`/proc/${one}/stat`, "utf8")
      .replace(/^.*\) /, "")
      .split(" ")
      .slice(11, 15);
    return fields.reduce((sum, field) => sum + Number(field), 0);
  });
  return (used.reduce((sum, one) => sum + one, 0) * 1000) / ticks;
}

/** Resident memory of a process and of those that it started, native heaps included: now, and at its most. */
export function memoryMbOf({ pid }: ChildProcess): { readonly now: number; readonly most: number } {
  const all = familyOf(Number(pid)).map((one) => readFileSync(`/proc/${one}/status`, "utf8"));
  const mb = (name: string) =>
    all.reduce((sum, status) => sum + Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1] ?? 0) / 1024, 0);
  return { now: mb("VmRSS"), most: mb("VmHWM") };
}

/** A process and all that it started, as planners in processes of their own are. */
function familyOf(pid: number): number[] {
  const children = readdirSync(`/proc/${pid}/task`).flatMap((thread) =>
    readFileSync(`/proc/${pid}/task/${thread}/children`, "utf8").split(" ").filter(Boolean).map(Number),
  );
  return [pid, ...children.flatMap(familyOf)];
}
