import "reflect-metadata";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Pool } from "undici";
import { logIn } from "../../cli/log-in.js";
import { openHouse } from "../../cli/open-house.js";
import { pointAt } from "../../cli/stand-ins.js";
import { loadSubgraph } from "../../cli/subgraphs.js";
import { startGateway } from "../../gateway/gateway.js";
import { createClock } from "../../platform/clock.js";
import { deadlineOf } from "../../platform/deadline.js";
import { createLog } from "../../platform/log.js";
import { createMetrics } from "../../platform/metrics.js";
import { createHttpServer, serve, type HttpService } from "../../platform/serve.js";
import { stopTimesOf } from "../../platform/stop-times.js";
import { readSettings } from "../../platform/settings.js";
import { createParticipantIds, Insz } from "../../schema/identifiers.js";
import { openMandate } from "../../subgraphs/kernel/open-mandate.js";
import { runSubgraph, type RunningSubgraph } from "../../subgraphs/kernel/run-subgraph.js";
import { serveSubgraph } from "../../subgraphs/kernel/serve-subgraph.js";
import { createNotebook } from "../support/notebook.js";
import { startAma } from "../support/program.js";

/*
 * What it costs that nobody asks without a mandate: CPU for each request with everything on (tokens, purposes, admission,
 * fields cut, statements signed and verified, sight, looks written down) against the same gateway with --open before the
 * same subgraphs, which then ask nobody anything. In turns, so that a noisy machine is noisy for both.
 *   node --import tsx test/bench/authorisation.mts [rounds] [requests a round]
 */
const rounds = Number(process.argv[2] ?? 6);
const each = Number(process.argv[3] ?? 120);
const CONCURRENCY = 8;

const QUERY = `query($id: ID!) { participant(id: $id) {
  name { first last } birthYear municipality { name } phase advice { status validFrom validTo } assessmentDueOn
  permissions { statute status validFrom validTo workplace } hoursPerWeek
  agreements { startsOn endsOn status organisation { name } hours { validFrom hoursPerWeek } }
  readiness { mayBeActive conditions { kind state since until } } funding(year: 2026) { days amount { cents } } } }`;

const folder = mkdtempSync(join(tmpdir(), "ama-bench-"));
const ANY_PORT = ["AMA", "VDAB", "MAGDA", "LOKET", "DWSE", "ACMIDM"].map((name) => [`${name}_PORT`, "0"] as const);
const environment = {
  LOG_LEVEL: "silent",
  AMA_NOW: "2026-11-21T09:00:00Z",
  AMA_PARTICIPANTS: "200",
  AMA_DATA_DIR: folder,
  LOKET_DROP_FOLDER: join(folder, "drop"),
  AMA_AGENCY_TIMEOUT_MS: "60000",
  AMA_REQUEST_TIMEOUT_MS: "120000",
  AMA_RATE_SUBJECT: "1000000000",
  AMA_RATE_ORGANISATION: "1000000000",
  ...Object.fromEntries(ANY_PORT),
};
const settings = readSettings(environment);
const [log, clock] = [createLog("silent"), createClock(settings.AMA_NOW)];
const supergraph = readFileSync("schema/supergraph.graphql", "utf8");
const house = await openHouse({ settings, clock, log, supergraph });
const pointed = { ...pointAt(settings, house.standIns), AMA_ISSUER_URL: house.issuer.address };
const place = { host: "127.0.0.1", port: 0 };

const signed = await Promise.all(
  house.subgraphs.map((subgraph) => serveSubgraph(subgraph, { settings, log, metrics: createMetrics() }, place)),
);
const nowhere = { ...createNotebook(), append: () => Promise.resolve() };
const open = await Promise.all(
  house.subgraphs.map(async ({ name }) => {
    const parts = { settings: pointed, clock, log, accessLog: nowhere, metrics: createMetrics() };
    return serveOpenly(await runSubgraph(await loadSubgraph[name](), parts));
  }),
);

/** The same subgraph for whoever asks: no statement is read, nothing is written down. */
function serveOpenly(subgraph: RunningSubgraph): Promise<HttpService> {
  const app = createHttpServer({ settings });
  app.post("/graphql", (request, reply) => {
    const { query, variables } = request.body as { query: string; variables: Record<string, unknown> };
    const { signal } = deadlineOf(reply.raw, settings.AMA_REQUEST_TIMEOUT_MS);
    return subgraph.answer({ query, variables, mandate: openMandate(request.id), signal });
  });
  return serve(app, { ...place, ...stopTimesOf(settings) });
}

const urlsOf = (services: readonly HttpService[]) =>
  Object.fromEntries(house.subgraphs.map(({ name }, i) => [`${name.toUpperCase()}_URL`, services[i]!.address]));
const gatewayOf = (services: readonly HttpService[], isOpen: boolean) =>
  startGateway({
    settings: { ...pointed, ...urlsOf(services) },
    clock,
    log,
    supergraph,
    open: isOpen,
    accessLog: nowhere,
  });

const { token } = await logIn(house.issuer.address, "inspector");
const MANDATE = { authorization: `Bearer ${token}`, "ama-purpose": "INSPECTION", "ama-legal-context": "Opdracht 1" };
const ids = createParticipantIds(settings.AMA_PARTICIPANT_KEY);
const people = house.world.persons.slice(0, 100).map(({ insz }) => ids.seal(Insz.parse(insz)));

async function ask(pool: Pool, headers: Record<string, string>): Promise<void> {
  let left = each;
  await Promise.all(
    Array.from({ length: CONCURRENCY }, async () => {
      while (left > 0) {
        const body = JSON.stringify({ query: QUERY, variables: { id: people[(left -= 1) % people.length] } });
        const all = { "content-type": "application/json", ...headers };
        const reply = await pool.request({ path: "/graphql", method: "POST", headers: all, body });
        const text = await reply.body.text();
        if (!text.includes('"participant":{')) throw new Error(text.slice(0, 500));
      }
    }),
  );
}

/** Prints the median CPU of each and their ratio. */
async function compare(
  what: string,
  places: Record<"mandate" | "open", string>,
  cpuMs: (which: "mandate" | "open") => number,
) {
  const spent: Record<"mandate" | "open", number[]> = { mandate: [], open: [] };
  const names = ["mandate", "open"] as const;
  const pools = { mandate: new Pool(places.mandate), open: new Pool(places.open) };
  for (let round = -1; round < rounds; round += 1)
    for (const name of names) {
      const before = cpuMs(name);
      await ask(pools[name], name === "mandate" ? MANDATE : {});
      if (round >= 0) spent[name].push((cpuMs(name) - before) / each);
    }
  await Promise.all(names.map((name) => pools[name].close()));
  const median = (all: number[]) => [...all].sort((a, b) => a - b)[Math.floor(all.length / 2)]!;
  const [on, off] = [median(spent.mandate), median(spent.open)];
  const range = (all: number[]) => `${Math.min(...all).toFixed(2)}–${Math.max(...all).toFixed(2)}`;
  console.log(
    `${what}: with mandates ${on.toFixed(2)} ms (${range(spent.mandate)}), open ${off.toFixed(2)} ms (${range(spent.open)}), ratio ${(on / off).toFixed(3)}`,
  );
}

// The gateway alone, as a program by itself.
const ticks = Number(execFileSync("getconf", ["CLK_TCK"], { encoding: "utf8" }));
const programs = {
  mandate: startAma(["gateway"], {
    ...environment,
    AMA_ISSUER_URL: house.issuer.address,
    AMA_DATA_DIR: join(folder, "a"),
    ...urlsOf(signed),
  }),
  open: startAma(["gateway", "--open"], { ...environment, AMA_DATA_DIR: join(folder, "b"), ...urlsOf(open) }),
};
const [a, b] = await Promise.all(
  Object.values(programs).map(async (program) => new URL((await program.hasSaid(/answers at (http\S+)/))[1]!).origin),
);
await compare("the gateway's own process", { mandate: a!, open: b! }, (which) => {
  const stat = readFileSync(`/proc/${programs[which].child.pid}/stat`, "utf8")
    .replace(/^.*\) /, "")
    .split(" ");
  return ((Number(stat[11]) + Number(stat[12])) * 1_000) / ticks;
});
await Promise.all(Object.values(programs).map((program) => program.stop()));

// Everything in this process: client, gateway, subgraphs, stand-ins.
const here = { mandate: await gatewayOf(signed, false), open: await gatewayOf(open, true) };
await compare("everything in one process", { mandate: here.mandate.address, open: here.open.address }, () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
});
await Promise.all(Object.values(here).map((gateway) => gateway.stop()));

rmSync(folder, { recursive: true, force: true });
process.exit(0);
