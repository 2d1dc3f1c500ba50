import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Client } from "pg";
import { request } from "undici";
import { logIn } from "../../cli/log-in.js";
import { createParticipantIds, Insz, type ParticipantId } from "../../schema/identifiers.js";
import { createWorld } from "../../agencies/population/create-world.js";
import { freePort } from "../support/free-ports.js";
import { startProgram, type Program } from "../support/program.js";
import { findPostgres, makeAccessLog, startPostgres, type RealPostgres } from "../support/postgres.js";
import { startRedis, type RealRedis } from "../support/redis.js";

/** Everything as in production, each a process of its own: stand-ins, subgraphs, gateways, Redis, PostgreSQL. */
export interface Programs {
  readonly gateways: readonly Started[];
  readonly subgraphs: readonly Started[];
  readonly redis: RealRedis;
  readonly postgres: RealPostgres;
  readonly accessLogUrl: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly ids: readonly ParticipantId[];
  /** The headers of somebody who may see everything. */
  headers(): Promise<Record<string, string>>;
  startGateway(port: number): Promise<Started>;
  stop(): Promise<void>;
}

export interface Started {
  readonly name: string;
  readonly address: string;
  readonly adminAddress: string;
  readonly program: Program;
}

const SUBGRAPHS = ["referrals", "permissions", "contingents", "ledger"] as const;
const STAND_INS = ["vdab", "magda", "loket", "dwse", "acmidm"] as const;

export interface ProgramsOptions {
  readonly gateways: number;
  readonly participants: number;
  /** Milliseconds between happenings. */
  readonly lifeMs: number;
  readonly settings?: Readonly<Record<string, string>>;
}

/** `AMA_BIN` is the program: an installed one, or this checkout's. */
export async function startPrograms(options: ProgramsOptions): Promise<Programs> {
  const folder = mkdtempSync(join(tmpdir(), "ama-programs-"));
  const redis = await startRedis();
  const postgres = await startPostgres(findPostgres()!);
  const accessLogUrl = await makeAccessLog(postgres);
  const administrator = new Client({ connectionString: postgres.url });
  await administrator.connect();
  await administrator.query("create database ledger");
  await administrator.end();
  const ports = Object.fromEntries(
    await Promise.all([...SUBGRAPHS, ...STAND_INS].map(async (name) => [name, await freePort()] as const)),
  ) as Record<(typeof SUBGRAPHS)[number] | (typeof STAND_INS)[number], number>;
  const at = (name: keyof typeof ports) => `http://127.0.0.1:${ports[name]}`;
  const environment: Record<string, string> = {
    LOG_LEVEL: "warn",
    AMA_DATA_DIR: folder,
    AMA_PARTICIPANTS: String(options.participants),
    AMA_LIFE_MS: String(options.lifeMs),
    AMA_ISSUER_URL: at("acmidm"),
    LOKET_DROP_FOLDER: join(folder, "drop"),
    REDIS_URL: redis.url,
    ACCESS_LOG_URL: accessLogUrl,
    DATABASE_URL: postgres.url.replace(/postgres$/, "ledger"),
    VDAB_NOTICES_URL: `${at("referrals")}/notices`,
    LOKET_NOTICES_URL: `${at("contingents")}/notices`,
    ...Object.fromEntries(
      Object.keys(ports).map((name) => [`${name.toUpperCase()}_PORT`, String(ports[name as keyof typeof ports])]),
    ),
    ...Object.fromEntries(SUBGRAPHS.map((name) => [`${name.toUpperCase()}_URL`, at(name)])),
    ...{ VDAB_URL: at("vdab"), MAGDA_URL: at("magda"), LOKET_URL: at("loket") },
    ...options.settings,
  };
  const running: Program[] = [];
  const bin = process.env["AMA_BIN"] ?? "bin/ama.js";
  function run(words: readonly string[], more: Record<string, string> = {}): Program {
    const program = startProgram(process.execPath, ["--max-semi-space-size=64", bin, ...words], {
      ...environment,
      ...more,
    });
    running.push(program);
    return program;
  }
  async function serve(name: string, words: readonly string[], port: number, more = {}): Promise<Started> {
    const admin = await freePort();
    const program = run(words, { ...more, AMA_ADMIN_PORT: String(admin) });
    const started = { name, program, address: `http://127.0.0.1:${port}`, adminAddress: `http://127.0.0.1:${admin}` };
    await untilReady(started);
    return started;
  }
  // One world, made once by each: the ledger's first, which writes it to PostgreSQL.
  for (const name of STAND_INS) await run(["agency", name]).hasSaid(/ listens (at|on) /);
  const subgraphs: Started[] = [];
  for (const name of SUBGRAPHS) subgraphs.push(await serve(name, ["subgraph", name], ports[name]));
  const startGateway = async (port: number) => serve("gateway", ["gateway"], port, { AMA_PORT: String(port) });
  const gateways: Started[] = [];
  for (let number = 0; number < options.gateways; number += 1) gateways.push(await startGateway(await freePort()));

  const ids = createParticipantIds(Buffer.alloc(64, "ama development key"));
  const world = createWorld({ seed: 1, participants: options.participants, now: new Date().toISOString() });
  let login: { token: string; until: number } | undefined;
  return {
    ...{ gateways, subgraphs, redis, postgres, accessLogUrl, environment, startGateway },
    ids: world.persons.map(({ insz }) => ids.seal(Insz.parse(insz))),
    async headers() {
      if (!login || login.until < Date.now()) {
        const { token } = await logIn(at("acmidm"), "inspector");
        login = { token, until: Date.now() + 20 * 60_000 };
      }
      return {
        authorization: `Bearer ${login.token}`,
        "ama-purpose": "INSPECTION",
        "ama-legal-context": "Opdracht 2026/1 van de inspectie",
        "content-type": "application/json",
      };
    },
    async stop() {
      await Promise.all(running.reverse().map((program) => program.stop()));
      await redis.stop();
      await postgres.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function untilReady({ name, adminAddress, program }: Started): Promise<void> {
  for (let tries = 0; tries < 3_000; tries += 1) {
    const status = await request(`${adminAddress}/health/ready`).then(
      async ({ statusCode, body }) => (await body.dump(), statusCode),
      () => 0,
    );
    if (status === 200) return;
    if (program.child.exitCode !== null) break;
    await sleep(100);
  }
  throw new Error(`${name} does not become ready:\n${program.words()}`);
}
