import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { GraphQLFormattedError } from "graphql";
import { Client } from "pg";
import { request } from "undici";
import { AMINA } from "../../agencies/population/stories.js";
import type { StreamedEvent } from "../../platform/bus/bus.js";
import { createRedisBus } from "../../platform/bus/redis-bus.js";
import { createLog } from "../../platform/log.js";
import { pingRedis } from "../../platform/redis.js";
import { createParticipantIds, Insz } from "../../schema/identifiers.js";
import { inOrderOfStart, readComposeFile, type ComposeService } from "../support/compose-file.js";
import { findProgram } from "../support/install-programs.mjs";
import { findPostgres, startPostgres, type RealPostgres } from "../support/postgres.js";
import { until } from "../support/until.js";
import { startAma, startProgram, type Program } from "../support/program.js";
import { freePorts } from "../support/free-ports.js";

/*
 * docker-compose.yml without Docker: every service's command is started as a process of this machine, with the
 * environment that the file gives it and its addresses turned to loopback ports. Redis is the real one where this machine has
 * it. Without PostgreSQL the programs do not start, for who looked at whom is written there.
 */

const KEY = "5a".repeat(64);
const MANDATE_KEY = "a5".repeat(64);
const VARIABLES = {
  AMA_PARTICIPANT_KEY: KEY,
  AMA_MANDATE_KEY: MANDATE_KEY,
  VDAB_CLIENT_SECRET: "vdab-secret-of-the-test",
  LOKET_CLIENT_SECRET: "loket-secret-of-the-test",
  VDAB_NOTICE_SECRET: "vdab-notice-secret-of-the-test",
  LOKET_NOTICE_SECRET: "loket-notice-secret-of-the-test",
  POSTGRES_PASSWORD: "ledgerpassword",
  AMA_PARTICIPANTS: "150",
  AMA_NOW: "2026-11-21T09:00:00Z",
};
const SYSTEM = new Set(["redis", "postgres"]);
const services = readComposeFile(VARIABLES);
const VARIABLES_OF_POSTGRES = services["postgres"]?.environment ?? {};

describe("docker-compose.yml", () => {
  test("keeps no secret: without the environment's it refuses", () => {
    for (const name of [
      "AMA_PARTICIPANT_KEY",
      "AMA_MANDATE_KEY",
      "VDAB_CLIENT_SECRET",
      "LOKET_CLIENT_SECRET",
      "VDAB_NOTICE_SECRET",
      "LOKET_NOTICE_SECRET",
      "POSTGRES_PASSWORD",
    ])
      expect(() => readComposeFile({ ...VARIABLES, [name]: "" })).toThrow(name);
    const example = readFileSync(".env.example", "utf8");
    for (const name of Object.keys(VARIABLES)) expect(example).toMatch(new RegExp(`^${name}=`, "m"));
  });

  test("has every program of the house, each with a health check, waiting for the health of what it needs", () => {
    const programs = Object.entries(services).filter(([name]) => !SYSTEM.has(name));
    expect(programs.map(([, { command }]) => command?.join(" ")).sort()).toEqual([
      ...["agency acmidm", "agency dwse", "agency loket", "agency magda", "agency vdab", "gateway"],
      ...["subgraph contingents", "subgraph ledger", "subgraph permissions", "subgraph referrals"],
    ]);
    for (const { healthcheck, depends_on = {} } of Object.values(services)) {
      expect(healthcheck?.test[0]).toBe("CMD");
      expect(Object.values(depends_on).every(({ condition }) => condition === "service_healthy")).toBe(true);
    }
  });
});

(findPostgres() ? describe : describe.skip)("the programs of docker-compose.yml, each by itself", () => {
  const folder = mkdtempSync(join(tmpdir(), "ama-compose-"));
  const running: { name: string; program: Program }[] = [];
  /** Port in the file by `service:port` → port of this machine. */
  const ports = new Map<string, number>();
  let postgres: RealPostgres | undefined;

  beforeAll(async () => {
    const places = Object.entries(services).map(([name, service]) => `${name}:${portOf(name, service)}`);
    const free = await freePorts(places.length);
    places.forEach((place, i) => ports.set(place, free[i]!));
    postgres = await startLedgerPostgres(services["postgres"]?.environment ?? {});
    if (postgres) ports.set("postgres:5432", Number(new URL(postgres.url).port));
    for (const [name, service] of inOrderOfStart(services)) {
      const program = start(name, service);
      if (!program) continue;
      running.push({ name, program });
      await isHealthy(name, service, program);
    }
  }, 400_000);

  afterAll(async () => {
    // Last come, first gone: nothing is left waiting for what it needs.
    for (const { program } of running.reverse()) await program.stop();
    await postgres?.stop();
    rmSync(folder, { recursive: true, force: true });
  }, 60_000);

  const QUERY = `query($id: ID!) {
    participant(id: $id) {
      name { first } vdabFile { agency } networkFile { agency } counterFile { agency } ledgerFile { agency }
      permissions { status } readiness { mayBeActive }
    }
    partnership(id: "SV-0001") { name lead { name } funding(year: 2026) { status } }
    agencies { agency state }
  }`;
  const WHOLE = {
    participant: {
      name: { first: "Amina" },
      vdabFile: { agency: "VDAB" },
      networkFile: { agency: "MAGDA" },
      counterFile: { agency: "LOKET" },
      ledgerFile: { agency: "DWSE" },
      permissions: [{ status: "GRANTED" }],
      readiness: { mayBeActive: true },
    },
    partnership: {
      name: "Maatwerkbedrijf de Ploeg",
      lead: { name: "Maatwerkbedrijf de Ploeg" },
      funding: { status: "RUNNING" },
    },
    agencies: ["VDAB", "MAGDA", "LOKET", "DWSE"].map((agency) => ({ agency, state: "UP" })),
  };
  const id = createParticipantIds(Buffer.from(KEY, "hex")).seal(Insz.parse(AMINA.insz));

  async function ask(query = QUERY): Promise<{ data: typeof WHOLE; errors?: GraphQLFormattedError[] }> {
    const { body } = await request(`http://127.0.0.1:${mapped("gateway", 4000)}/graphql`, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        authorization: `Bearer ${await (token ??= printToken())}`,
        "ama-purpose": "INSPECTION",
        "ama-legal-context": "Opdracht 2026/1 van de inspectie",
      },
      body: JSON.stringify({ query, variables: { id } }),
    });
    return (await body.json()) as { data: typeof WHOLE };
  }

  let token: Promise<string> | undefined;
  /** As the head of the file says to get one: in the issuer's own container. */
  async function printToken(): Promise<string> {
    const program = startAma(["token", "inspector"], environmentOf("agency-acmidm"));
    expect(await program.ended).toBe(0);
    return program.words().trim();
  }

  test("answer about one participant and one partnership across all four agencies", async () => {
    expect(await ask()).toEqual({ data: WHOLE });
  });

  test.each([
    ["agency-vdab", "vdabFile", "VDAB"],
    ["agency-magda", "networkFile", "MAGDA"],
    ["agency-loket", "counterFile", "LOKET"],
    ["agency-dwse", "ledgerFile", "DWSE"],
  ])(
    "when %s hangs, its fields are null with a reason and the others answer while it does",
    async (name, own, agency) => {
      const files = "{ vdabFile { agency } networkFile { agency } counterFile { agency } ledgerFile { agency } }";
      const query = `query($id: ID!) { participant(id: $id) ${files} }`;
      const { child } = running.find(({ name: one }) => one === name)!.program;
      child.kill("SIGSTOP");
      try {
        const { data, errors } = await ask(query);
        const { vdabFile, networkFile, counterFile, ledgerFile } = WHOLE.participant;
        expect(data.participant).toEqual({ vdabFile, networkFile, counterFile, ledgerFile, [own]: null });
        expect(errors).toMatchObject([{ path: ["participant", own], extensions: { agency, code: "AGENCY_TIMEOUT" } }]);
      } finally {
        child.kill("SIGCONT");
      }
      // What was asked in vain is answered again once it goes on, so that the next of these starts from a whole house.
      while ((await ask(query)).errors) await new Promise((resolve) => setTimeout(resolve, 500));
    },
  );

  (findProgram("redis-server") ? test : test.skip)("Redis, the real one, answers", async () => {
    await expect(pingRedis(`redis://127.0.0.1:${mapped("redis", 6379)}`)).resolves.toBeUndefined();
  });

  (findProgram("redis-server") ? test : test.skip)(
    "bring what the department notes in its outbox onto the stream that all share",
    async () => {
      const window = { ageMs: 3_600_000, events: 1_000 };
      const url = `redis://127.0.0.1:${mapped("redis", 6379)}`;
      const bus = createRedisBus({ url, window, log: createLog("silent") });
      const begin = await bus.end();
      const { POSTGRES_USER: user, POSTGRES_DB: database, POSTGRES_PASSWORD: password } = VARIABLES_OF_POSTGRES;
      const ledger = new Client({
        connectionString: `postgres://${user}:${password}@127.0.0.1:${mapped("postgres", 5432)}/${database}`,
      });
      await ledger.connect();
      await ledger.query("insert into dwse.uitbox (soort, sleutel) values ('TOEKENNING', 'SV-0001/2026')");
      await ledger.end();
      await until(async () => (await bus.read(begin, 10)).length > 0);
      const [{ event }] = (await bus.read(begin, 10)) as [StreamedEvent];
      expect(event).toMatchObject({ kind: "FUNDING_CHANGED", partnership: "SV-0001" });
      await bus.stop();
    },
  );

  test("take a notice only from who signs it", async () => {
    const post = async (name: string, port: number) =>
      (
        await request(`http://127.0.0.1:${mapped(name, port)}/notices`, {
          method: "POST",
          headers: { "content-type": "application/json" },
          body: JSON.stringify({ wijzigingen: [] }),
        })
      ).statusCode;
    expect(await post("subgraph-referrals", 4001)).toBe(401);
    expect(await post("subgraph-contingents", 4003)).toBe(401);
    expect(await post("subgraph-ledger", 4004)).toBe(404);
  });

  test("are found well by ama doctor", async () => {
    const names = Object.keys(services).filter((name) => name.startsWith("subgraph-") || name === "gateway");
    const doctor = startAma(["doctor"], Object.assign({}, ...names.map(environmentOf)) as Record<string, string>);
    const code = await doctor.ended;
    expect(doctor.words()).not.toContain("WRONG");
    expect(doctor.words().match(/^well /gm)).toHaveLength(8);
    expect([code, doctor.words().includes("ledgerpassword")]).toEqual([0, false]);
  });

  test("have written down together who looked at whom, and ama audit proves it", async () => {
    const verify = startAma(["audit", "verify"], environmentOf("gateway"));
    expect(await verify.ended).toBe(0);
    expect(verify.words()).toMatch(/looks, all as written/);
    const looks = startAma(["audit", "export", "--from", "2020-01-01"], environmentOf("gateway"));
    expect(await looks.ended).toBe(0);
    for (const agency of ["VDAB", "MAGDA", "LOKET", "DWSE"]) expect(looks.words()).toContain(`"agency":"${agency}"`);
    expect(looks.words()).not.toMatch(new RegExp(`${AMINA.insz}|El Idrissi|${id}`));
  });

  test("say nothing of anybody in their logs, and no secret", () => {
    const logs = running.map(({ program }) => program.words()).join("\n");
    expect(logs).not.toMatch(/secret-of-the-test|ledgerpassword|5a5a5a|El Idrissi/);
    expect(logs).not.toContain(AMINA.insz);
  });

  function start(name: string, { command = [] }: ComposeService): Program | undefined {
    if (name === "redis") {
      const program = findProgram("redis-server");
      return program === undefined
        ? undefined
        : startProgram(program, [...command.slice(1), "--dir", folder, "--port", mapped(name, 6379)], {});
    }
    if (name === "postgres") return undefined;
    return startAma(command, environmentOf(name));
  }

  /** What the file gives a service, its addresses and folders turned to those of this machine. */
  function environmentOf(name: string): Record<string, string> {
    const { environment = {}, volumes = [] } = services[name]!;
    const mounts = volumes.map((volume) => volume.split(":")[1]!);
    const given: Record<string, string> = { AMA_DATA_DIR: join(folder, name) };
    const published = Object.entries(services).flatMap(([service, { ports: open = [] }]) =>
      open.map((one) => [one.replace(/:\d+$/, ""), `${service}:${one.split(":").at(-1)}`] as const),
    );
    for (const [variable, value] of Object.entries(environment)) {
      let text = String(value).replace("0.0.0.0", "127.0.0.1");
      if (variable.endsWith("_PORT")) text = mapped(name, Number(value));
      for (const [outside, inside] of published) text = text.replace(outside, inside);
      for (const [place, port] of ports) text = text.replace(place, `127.0.0.1:${port}`);
      for (const mount of mounts) if (text.startsWith(mount)) text = join(folder, text);
      given[variable] = text;
    }
    if (!findProgram("redis-server")) delete given["REDIS_URL"];
    return given;
  }

  /** Asks as its health check does, until it is well. */
  async function isHealthy(name: string, { healthcheck }: ComposeService, program: Program): Promise<void> {
    const [, command = "", ...words] = healthcheck?.test ?? [];
    const port = mapped(name, portOf(name, services[name]!));
    const check: Record<string, string[]> = {
      "redis-cli": [join(dirname(findProgram("redis-server") ?? ""), "redis-cli"), "-p", port, ...words],
      node: [process.execPath, ...words.map((word) => (/^\d+$/.test(word) ? mapped(name, Number(word)) : word))],
    };
    const [tool = "", ...rest] = check[command] ?? [];
    for (let round = 0; ; round += 1) {
      if (spawnSync(tool, rest, { stdio: "ignore" }).status === 0) return;
      if (program.child.exitCode !== null || round > 240) throw new Error(`${name} is not well:\n${program.words()}`);
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
  }

  function mapped(name: string, port: number): string {
    return String(ports.get(`${name}:${port}`));
  }
});

/** The port a service listens on: the one that its own variable names. */
function portOf(name: string, { environment = {} }: ComposeService): number {
  const variable = Object.keys(environment).find((one) => one.endsWith("_PORT"));
  return variable ? Number(environment[variable]) : { redis: 6379, postgres: 5432 }[name]!;
}

/** A real PostgreSQL that greets its first user as the image of that name does; undefined where there is none. */
async function startLedgerPostgres(given: Record<string, string | number>): Promise<RealPostgres | undefined> {
  const programs = findPostgres();
  if (!programs) return undefined;
  const postgres = await startPostgres(programs);
  const client = new Client({ connectionString: postgres.url });
  await client.connect();
  const { POSTGRES_USER: user, POSTGRES_DB: database, POSTGRES_PASSWORD: password } = given;
  await client.query(`create role ${user} superuser login password '${password}'`);
  await client.query(`create database ${database} owner ${user}`);
  await client.end();
  return postgres;
}
