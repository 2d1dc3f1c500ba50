import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { composeServices } from "@apollo/composition";
import { parse } from "graphql";
import { Pool } from "undici";
import { buildScripts, cpuMsOf, GATEWAY_PORT, memoryMbOf, peers, script, start, stop, untilUp } from "./gateways.mjs";
import { wholeGraph } from "./whole-graph.mjs";
import { workloadNamed, workloads, type Question } from "./workloads.mjs";

/**
 * Gateways over the same subgraphs, one at a time, each pinned to core 0 with the rest on core 1 unless it plans under load; every request has an
 * Authorization of its own, and every body has to be what graphql-js answers over the whole graph. Prints CPU time of the
 * gateway's processes per request, which other work on the machine disturbs least: the least and the most of the rounds, and the
 * ratio of the least ones; the longest wait; and memory. `first-seen` asks each operation once, so its requests are planned too.
 *
 * npm run bench -- [workloads and gateways…] [--seconds 6] [--rounds 3] [--unseen 2000] [--patience 60]
 */
const { values, positionals: chosen } = parseArgs({
  allowPositionals: true,
  options: {
    /** Of load in each round. */
    seconds: { type: "string", default: "6" },
    rounds: { type: "string", default: "3" },
    /** Operations that nobody asked before. */
    unseen: { type: "string", default: "2000" },
    /** Seconds that an answer is waited for. */
    patience: { type: "string", default: "60" },
  },
});
const SUBGRAPH_PORT = 24_200;
const WARM_UP_MS = 3000;
const patienceMs = Number(values.patience) * 1000;
const folder = mkdtempSync(join(tmpdir(), "bench-"));

interface Measured {
  readonly requests: number;
  readonly cpuMs: number;
  readonly fetches: number;
  readonly firstMs: number;
  readonly p50: number;
  readonly p99: number;
  readonly longestMs: number;
  readonly longestTurnMs: number | undefined;
  readonly memoryMb: { readonly now: number; readonly most: number };
  readonly bytes: number;
}

type Expected = (question: Question) => Promise<string>;

const unknown = chosen.find((name) => !(name in workloads) && !(name in peers));
if (unknown !== undefined) {
  const all = [...Object.keys(workloads), ...Object.keys(peers)].join(", ");
  throw new Error(`No workload or gateway is called ${unknown}. Choose among ${all}.`);
}
const chosenOf = (names: string[]) => {
  const named = names.filter((name) => chosen.includes(name));
  return named.length > 0 ? named : names;
};
buildScripts();
for (const name of chosenOf(Object.keys(workloads))) await compare(name);

async function compare(workload: string): Promise<void> {
  const { isLocal = false } = workloadNamed(workload);
  const names = chosenOf(Object.keys(peers)).filter((name) => !isLocal || peers[name]?.servesLocal);
  const all = new Map<string, Measured[]>(names.map((name) => [name, []]));
  const failed = new Map<string, string>();
  await withSubgraphs(workload, async (supergraph, expected) => {
    // In turn, so that what else the machine does falls on all of them.
    for (let round = 0; round < Number(values.rounds); round++) {
      for (const name of names.filter((it) => !failed.has(it))) {
        const measured = await measure(name, supergraph, workload, expected).catch(String);
        if (typeof measured === "string") failed.set(name, measured);
        else all.get(name)?.push(measured);
      }
    }
  });
  print(workload, all, failed);
}

function print(workload: string, all: ReadonlyMap<string, Measured[]>, failed: ReadonlyMap<string, string>): void {
  const best = [...all].map(([name, rounds]) => [name, rounds.sort((a, b) => a.cpuMs - b.cpuMs)] as const);
  const reference = best[0]?.[1][0];
  const rows: Record<string, object> = {};
  for (const [name, rounds] of best) {
    const [least] = rounds;
    const most = rounds.at(-1);
    const failure = failed.get(name);
    if (failure !== undefined) rows[name] = { failed: failure.slice(0, 120) };
    if (failure !== undefined || !least || !most) continue;
    const longest = (of: (it: Measured) => number | undefined) =>
      Math.max(...rounds.map((it) => of(it) ?? NaN)).toFixed(0);
    rows[name] = {
      "CPU ms": `${least.cpuMs.toFixed(2)} - ${most.cpuMs.toFixed(2)}`,
      ratio: reference ? `1/${(reference.cpuMs / least.cpuMs).toFixed(1)}` : "",
      fetches: least.fetches.toFixed(1),
      "first ms": longest(({ firstMs }) => firstMs),
      "p50 ms": least.p50.toFixed(0),
      "p99 ms": least.p99.toFixed(0),
      "longest ms": longest(({ longestMs }) => longestMs),
      ...(least.longestTurnMs === undefined ? {} : { "longest turn ms": longest((it) => it.longestTurnMs) }),
      "RSS MB": longest(({ memoryMb }) => memoryMb.now),
      "most MB": longest(({ memoryMb }) => memoryMb.most),
      requests: least.requests,
      bytes: least.bytes.toFixed(0),
    };
  }
  console.log(workload);
  console.table(rows);
}

async function withSubgraphs(workload: string, run: (supergraph: string, expected: Expected) => Promise<void>) {
  const { subgraphs } = workloadNamed(workload);
  const supergraph = join(folder, `${workload}.graphql`);
  const sdl = composed(workload);
  writeFileSync(supergraph, sdl);
  const right = wholeGraph(sdl, subgraphs);
  const known = new Map<string, Promise<string>>();
  const expected: Expected = ({ query, variables }) => {
    const answer = known.get(query) ?? right(query, variables).then((data) => canonical({ data }));
    known.set(query, answer);
    return answer;
  };
  const process = start([script("subgraphs"), String(SUBGRAPH_PORT), workload], "1");
  try {
    await untilUp(`http://127.0.0.1:${SUBGRAPH_PORT}/count`, "GET");
    await run(supergraph, expected);
  } finally {
    await stop(process);
  }
}

async function measure(name: string, supergraph: string, workload: string, expected: Expected): Promise<Measured> {
  const { question, onBothCores = false, connections = 50, leastRequests = 300 } = workloadNamed(workload);
  const isUnseen = typeof question === "function";
  const { args, env = {}, watchesLoop = false } = peers[name]!;
  const gateway = start(args(supergraph, workload), onBothCores ? "0,1" : "0", env);
  const url = `http://127.0.0.1:${GATEWAY_PORT}`;
  const pool = new Pool(url, { connections, pipelining: 1, headersTimeout: 0, bodyTimeout: 0 });
  try {
    await untilUp(`${url}/graphql`, "POST");
    let asked = 0;
    const next = isUnseen ? () => question(asked++) : () => question;
    const from = performance.now();
    const first = await askedRight(pool, next(), expected);
    const firstMs = performance.now() - from;
    const known = isUnseen ? undefined : first;
    // Operations that nobody asked before come from here on too: what is measured is a gateway that has warmed up.
    await load(pool, connections, next, known, moreFor(WARM_UP_MS, isUnseen ? 100 : leastRequests, isUnseen));
    if (watchesLoop) await longestTurnMs(url);
    const before = { cpu: cpuMsOf(gateway), count: await counted() };
    const runMs = Number(values.seconds) * 1000;
    const { times, answers } = await load(
      pool,
      connections,
      next,
      known,
      moreFor(runMs, isUnseen ? Number(values.unseen) : leastRequests, isUnseen),
    );
    const after = { cpu: cpuMsOf(gateway), count: await counted() };
    const turnMs = watchesLoop ? await longestTurnMs(url) : undefined;
    const memoryMb = memoryMbOf(gateway);
    for (const [asked, body] of answers) await requireRight(body, asked, expected);
    times.sort((a, b) => a - b);
    const requests = times.length;
    return {
      requests,
      cpuMs: (after.cpu - before.cpu) / requests,
      fetches: (after.count - before.count) / requests,
      firstMs,
      p50: times[Math.floor(requests * 0.5)] ?? 0,
      p99: times[Math.floor(requests * 0.99)] ?? 0,
      longestMs: times.at(-1) ?? 0,
      longestTurnMs: turnMs,
      memoryMb,
      bytes: Buffer.byteLength(first),
    };
  } finally {
    await pool.destroy();
    await stop(gateway);
  }
}

/** Whether there is more to send: for a time and at least so many requests, or exactly so many. */
function moreFor(ms: number, requests: number, isExact: boolean): (sent: number) => boolean {
  const end = performance.now() + ms;
  return (sent) => sent < requests || (!isExact && performance.now() < end);
}

/**
 * Keeps all connections busy; throws at the first body that is not the known one. Gives latencies in ms, and what was answered
 * where each question is another.
 */
async function load(
  pool: Pool,
  connections: number,
  next: () => Question,
  known: string | undefined,
  hasMore: (sent: number) => boolean,
) {
  const times: number[] = [];
  const answers: (readonly [Question, string])[] = [];
  let sent = 0;
  const client = async () => {
    while (hasMore(sent)) {
      const question = next();
      const from = performance.now();
      const body = await ask(pool, `Bearer ${sent++}-${Math.random()}`, question);
      times.push(performance.now() - from);
      if (known === undefined) answers.push([question, body]);
      else if (body !== known) throw new Error(`wrong: ${body.slice(0, 200)}`);
    }
  };
  await Promise.all(Array.from({ length: connections }, client));
  return { times, answers };
}

async function askedRight(pool: Pool, question: Question, expected: Expected): Promise<string> {
  const body = await ask(pool, "Bearer first", question);
  await requireRight(body, question, expected);
  return body;
}

async function requireRight(body: string, question: Question, expected: Expected): Promise<void> {
  const answer = JSON.parse(body) as object;
  // Hive Gateway and Apollo Server may add extensions.
  if (!("errors" in answer) && canonical({ ...answer, extensions: undefined }) === (await expected(question))) return;
  throw new Error("errors" in answer ? JSON.stringify(answer.errors) : `wrong: ${body.slice(0, 200)}`);
}

async function ask(pool: Pool, authorization: string, question: Question): Promise<string> {
  const signal = AbortSignal.timeout(patienceMs);
  try {
    const { body } = await pool.request({
      path: "/graphql",
      method: "POST",
      headers: { "content-type": "application/json", accept: "application/json", authorization },
      body: JSON.stringify(question),
      signal,
    });
    return await body.text();
  } catch (error) {
    if (signal.aborted) throw new Error(`no answer in ${values.patience} s`);
    throw error;
  }
}

/** The most CPU time that its thread took for one turn of the event loop since the last look. */
async function longestTurnMs(url: string): Promise<number> {
  return ((await (await fetch(`${url}/loop`)).json()) as { longestTurnMs: number }).longestTurnMs;
}

async function counted(): Promise<number> {
  return Number(await (await fetch(`http://127.0.0.1:${SUBGRAPH_PORT}/count`)).text());
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

/** The same text for the same value, in whatever order its fields stand. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === "object" && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
