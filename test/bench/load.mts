// `npm run bench:load [-- --split --clients 500 --times 10 --seconds 6 --setting AMA_X=1]`
// More than the house can do, on one core, with the clients on the other: what it answers alone, at its best, at many times
// its best, to many clients at once, and in the second after. An answer counts when every agency answered.
import { spawn, type ChildProcess } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { parseArgs } from "node:util";
import { Pool } from "undici";
import { logIn } from "../../cli/log-in.js";
import { createParticipantIds, Insz } from "../../schema/identifiers.js";
import { readSettings } from "../../platform/settings.js";
import { AMINA } from "../../agencies/population/stories.js";
import { freePorts } from "../support/free-ports.js";
import { cpuMsOf } from "./gateways.mjs";

const { values } = parseArgs({
  options: {
    /** The gateway and each subgraph as a program of its own, rather than all in one process. */
    split: { type: "boolean", default: false },
    clients: { type: "string", default: "500" },
    /** Times the best that was answered, as requests that come whether or not earlier ones are answered. */
    times: { type: "string", default: "10" },
    seconds: { type: "string", default: "6" },
    setting: { type: "string", multiple: true, default: [] },
    /** Another state of the code to run, built from the same dependencies. */
    checkout: { type: "string", default: new URL("../../", import.meta.url).pathname },
  },
});
const runMs = Number(values.seconds) * 1_000;
const root = values.checkout;
const folder = mkdtempSync(join(tmpdir(), "bench-load-"));

interface Outcome {
  readonly atMs: number;
  readonly kind: "right" | "shed" | "incomplete" | "failed";
  readonly ms: number;
  readonly retryAfterSeconds: number;
}

const programs: ChildProcess[] = [];
/** Those whose CPU time is that of the house, without the existing systems. */
const ours: ChildProcess[] = [];
try {
  await measure();
} finally {
  for (const program of programs) program.kill("SIGKILL");
  rmSync(folder, { recursive: true, force: true });
}

async function measure(): Promise<void> {
  const [port = 0, admin = 0] = await (values.split ? startSplit() : startWhole());
  const address = `http://127.0.0.1:${port}`;
  const { token } = await logIn(process.env["BENCH_ISSUER"]!, "inspector");
  const query = readFileSync(join(root, "schema/operations/participant-on-one-page.graphql"), "utf8");
  const participant = createParticipantIds(readSettings({}).AMA_PARTICIPANT_KEY).seal(Insz.parse(AMINA.insz));
  const body = JSON.stringify({ query, variables: { participant, year: 2026 } });
  const headers = {
    "content-type": "application/json",
    accept: "application/graphql-response+json",
    authorization: `Bearer ${token}`,
    "ama-purpose": "INSPECTION",
    "ama-legal-context": "Opdracht 2026/1 van de inspectie",
  };
  const pool = new Pool(address, { connections: 20_000, pipelining: 1, headersTimeout: 0, bodyTimeout: 0 });
  async function ask(): Promise<Outcome> {
    const from = performance.now();
    try {
      const reply = await pool.request({ path: "/graphql", method: "POST", headers, body });
      const text = await reply.body.text();
      const kind =
        reply.statusCode === 503
          ? "shed"
          : reply.statusCode !== 200
            ? "failed"
            : isWhole(text)
              ? "right"
              : "incomplete";
      return {
        atMs: from,
        kind,
        ms: performance.now() - from,
        retryAfterSeconds: Number(reply.headers["retry-after"] ?? 0),
      };
    } catch {
      return { atMs: from, kind: "failed", ms: performance.now() - from, retryAfterSeconds: 0 };
    }
  }

  /** So many clients, each of which asks again once it is answered, or as late as it is told. */
  async function clients(count: number, ms: number): Promise<Outcome[]> {
    const outcomes: Outcome[] = [];
    const end = performance.now() + ms;
    const client = async () => {
      while (performance.now() < end) {
        const outcome = await ask();
        outcomes.push(outcome);
        if (outcome.retryAfterSeconds > 0)
          await wait(Math.min(outcome.retryAfterSeconds * 1_000, Math.max(0, end - performance.now())));
      }
    };
    await Promise.all(Array.from({ length: count }, client));
    return outcomes;
  }

  /** So many requests a second, whatever becomes of those before. */
  async function flood(perSecond: number, ms: number): Promise<Outcome[]> {
    const asked: Promise<Outcome>[] = [];
    const from = performance.now();
    while (performance.now() - from < ms) {
      const due = Math.floor(((performance.now() - from) / 1_000) * perSecond);
      while (asked.length < due) asked.push(ask());
      await wait(2);
    }
    return Promise.all(asked);
  }

  /** The first second, in which it finds out, is told apart where it is asked to. */
  async function phase(name: string, run: () => Promise<Outcome[]>, ms = runMs, apart = false): Promise<number> {
    const cpu = cpuMs();
    const from = performance.now();
    const all = await run();
    const tookMs = performance.now() - from;
    const used = cpuMs() - cpu;
    const answered = all.filter(({ kind }) => kind === "right").length;
    if (apart)
      tell(
        `${name}, first second`,
        all.filter(({ atMs }) => atMs < from + 1_000),
        1_000,
      );
    const rest = apart ? all.filter(({ atMs }) => atMs >= from + 1_000) : all;
    const best = tell(name, rest, apart ? ms - 1_000 : ms);
    Object.assign(rows[name]!, {
      "CPU ms/right": (used / Math.max(1, answered)).toFixed(1),
      "took s": (tookMs / 1_000).toFixed(1),
    });
    return best;
  }

  function tell(name: string, outcomes: Outcome[], ms: number): number {
    const right = outcomes.filter(({ kind }) => kind === "right").map((one) => one.ms);
    const shed = outcomes.filter(({ kind }) => kind === "shed").map((one) => one.ms);
    const count = (kind: Outcome["kind"]) => outcomes.filter((one) => one.kind === kind).length;
    rows[name] = {
      "asked/s": (outcomes.length / (ms / 1_000)).toFixed(0),
      "right/s": (right.length / (ms / 1_000)).toFixed(1),
      "p50 ms": quantile(right, 0.5),
      "p99 ms": quantile(right, 0.99),
      shed: shed.length,
      "shed p50 ms": quantile(shed, 0.5),
      "shed p99 ms": quantile(shed, 0.99),
      incomplete: count("incomplete"),
      failed: count("failed"),
    };
    return right.length / (ms / 1_000);
  }

  const rows: Record<string, object> = {};
  const first = await pool.request({ path: "/graphql", method: "POST", headers, body });
  const text = await first.body.text();
  if (!isWhole(text)) throw new Error(text.slice(0, 500));
  await clients(4, 5_000);
  await phase("one client", () => clients(1, runMs / 2), runMs / 2);
  let best = 0;
  for (const count of [2, 4, 8, 16])
    best = Math.max(best, await phase(`${count} clients`, () => clients(count, runMs / 2), runMs / 2));
  await phase(`${values.times} times the best`, () => flood(best * Number(values.times), runMs), runMs, true);
  await phase("the second after", () => clients(1, 1_000), 1_000);
  await phase(`${values.clients} clients`, () => clients(Number(values.clients), runMs), runMs, true);
  await phase("the second after that", () => clients(1, 1_000), 1_000);
  console.table(rows);
  const state = await pool.request({
    path: "/graphql",
    method: "POST",
    headers,
    body: JSON.stringify({ query: "{ agencies { agency state } }" }),
  });
  console.log(await state.body.text());
  const metrics = await (await fetch(`http://127.0.0.1:${admin}/metrics`)).text();
  console.log(
    metrics
      .split("\n")
      .filter((line) => /^ama_(shed|overload|operations|load)/.test(line))
      .join("\n"),
  );
  await pool.destroy();
}

async function startWhole(): Promise<number[]> {
  const [port = 0, admin, vdab, magda, loket, dwse, issuer] = await freePorts(7);
  ours.push(
    await start(["start", "--participants", "200", "--still"], "0", /Ready after/, {
      ...{ AMA_PORT: port, AMA_ADMIN_PORT: admin, VDAB_PORT: vdab, MAGDA_PORT: magda, LOKET_PORT: loket },
      ...{ DWSE_PORT: dwse, ACMIDM_PORT: issuer },
    }),
  );
  process.env["BENCH_ISSUER"] = `http://127.0.0.1:${issuer}`;
  return [port, admin!];
}

async function startSplit(): Promise<number[]> {
  const names = ["vdab", "magda", "loket", "dwse", "acmidm"];
  const subgraphs = ["referrals", "permissions", "contingents", "ledger"];
  const [port = 0, ...others] = await freePorts(15);
  const at = (index: number) => others[index]!;
  const url = (index: number) => `http://127.0.0.1:${at(index)}`;
  const place = {
    AMA_PARTICIPANTS: 200,
    AMA_LIFE_MS: 0,
    LOKET_DROP_FOLDER: join(folder, "drop"),
    ...Object.fromEntries(names.map((name, index) => [`${name.toUpperCase()}_PORT`, at(index)])),
    ...Object.fromEntries(subgraphs.map((name, index) => [`${name.toUpperCase()}_PORT`, at(5 + index)])),
    ...Object.fromEntries(subgraphs.map((name, index) => [`${name.toUpperCase()}_URL`, url(5 + index)])),
    ...{ VDAB_URL: url(0), MAGDA_URL: url(1), LOKET_URL: url(2), AMA_ISSUER_URL: url(4) },
  };
  for (const name of names) {
    await start(["agency", name], "1", /listens|answers/, place);
  }
  for (const [index, name] of subgraphs.entries())
    ours.push(
      await start(["subgraph", name], "0", /Health and metrics/, {
        ...{ ...place, AMA_DATA_DIR: join(folder, name), AMA_ADMIN_PORT: at(9 + index) },
      }),
    );
  ours.push(
    await start(["gateway"], "0", /Health and metrics/, {
      ...place,
      AMA_PORT: port,
      AMA_ADMIN_PORT: at(13),
      AMA_DATA_DIR: join(folder, "gateway"),
    }),
  );
  process.env["BENCH_ISSUER"] = url(4);
  return [port, at(13)];
}

async function start(
  words: string[],
  core: string,
  ready: RegExp,
  settings: Record<string, unknown>,
): Promise<ChildProcess> {
  const program = spawn("taskset", ["-c", core, process.execPath, "--max-semi-space-size=64", "bin/ama.js", ...words], {
    cwd: root,
    env: {
      ...{ PATH: process.env["PATH"], HOME: process.env["HOME"], LOG_LEVEL: "fatal", AMA_DATA_DIR: folder },
      ...{ AMA_RATE_SUBJECT: "1000000000", AMA_RATE_ORGANISATION: "1000000000" },
      ...Object.fromEntries(Object.entries(settings).map(([name, value]) => [name, String(value)])),
      ...Object.fromEntries(values.setting.map((text) => text.split("=", 2) as [string, string])),
    },
    stdio: ["ignore", "pipe", "inherit"],
  });
  programs.push(program);
  await new Promise<void>((resolve, reject) => {
    let text = "";
    program.stdout.on("data", (chunk: Buffer) => {
      text += chunk.toString();
      if (ready.test(text)) resolve();
    });
    program.once("exit", (code) => reject(new Error(`ama ${words.join(" ")} ended with ${code}: ${text}`)));
  });
  return program;
}

/** Every agency answered. */
function isWhole(text: string): boolean {
  return text.startsWith('{"data":{"participant":{') && !text.includes('"errors":');
}

function cpuMs(): number {
  return ours.reduce((sum, program) => sum + cpuMsOf(program), 0);
}

function quantile(all: number[], share: number): string {
  const sorted = all.toSorted((a, b) => a - b);
  return (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN).toFixed(0);
}
