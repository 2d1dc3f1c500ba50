import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { connect, createServer, type Server } from "node:net";
import { dirname, join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { GraphQLFormattedError } from "graphql";
import { Client } from "pg";
import { Agent, getGlobalDispatcher, request, setGlobalDispatcher } from "undici";
import { challengeOf, walkLogin } from "../../cli/log-in.js";
import { AMINA } from "../../agencies/population/stories.js";
import type { Finding } from "../../cli/finding.js";
import type { StreamedEvent } from "../../platform/bus/bus.js";
import { createRedisBus } from "../../platform/bus/redis-bus.js";
import { createLog } from "../../platform/log.js";
import { pingRedis } from "../../platform/redis.js";
import { createParticipantIds, Insz } from "../../schema/identifiers.js";
import {
  DEVELOPMENT,
  inOrderOfStart,
  readComposeFiles,
  REHEARSAL,
  type ComposeService,
} from "../support/compose-file.js";
import { findProgram } from "../support/install-programs.mjs";
import { DOCUMENTS } from "../support/registered-questions.js";
import { findPostgres, startPostgres, type RealPostgres } from "../support/postgres.js";
import { until } from "../support/until.js";
import { startAma, startProgram, type Program } from "../support/program.js";
import { freePorts } from "../support/free-ports.js";

/*
 * docker-compose.yml, and production as it is rehearsed with it, without Docker: every service's command is started as a
 * process of this machine, with the environment that the files give it and its addresses turned to loopback ports. What
 * runs is the rehearsal, for it adds a few variables to the development house and changes nothing else. Redis is the real
 * one where this machine has it. Without PostgreSQL the programs do not start, for who looked at whom is written there.
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
  POSTGRES_PASSWORD: "passwordofadministrator",
  LEDGER_PASSWORD: "passwordofledger",
  ACCESS_LOG_OWNER_PASSWORD: "passwordofowner",
  ACCESS_LOG_GATEWAY_PASSWORD: "passwordofloggateway",
  ACCESS_LOG_SUBGRAPH_PASSWORD: "passwordoflogsubgraph",
  REDIS_GATEWAY_PASSWORD: "passwordofredisgateway",
  REDIS_SUBGRAPH_PASSWORD: "passwordofredissubgraph",
  AMA_PARTICIPANTS: "150",
  AMA_NOW: "2026-11-21T09:00:00Z",
};
const SYSTEM = new Set(["redis", "postgres"]);
const development = readComposeFiles(DEVELOPMENT, VARIABLES);
const services = readComposeFiles(REHEARSAL, VARIABLES);
/** Run once, and end before those start that need them; and what they say of it. */
const ONCE = new Map([
  ["access-log", "all its tables"],
  ["issuer-certificate", ""],
]);

describe("docker-compose.yml, and with it deploy/rehearsal/production.yml", () => {
  test("rehearse production with the development house: the environment alone differs, and the issuer's certificate", () => {
    const added = Object.keys(services).filter((name) => !(name in development));
    expect(added).toEqual(["issuer-certificate"]);
    for (const [name, service] of Object.entries(development)) {
      const { environment, volumes, depends_on, ...rest } = service;
      const { environment: given, volumes: mounts, depends_on: needs, ...same } = services[name]!;
      expect([name, same]).toEqual([name, rest]);
      expect(needs ?? {}).toMatchObject(depends_on ?? {});
      expect(mounts?.filter((one) => !one.startsWith("certificates:")) ?? []).toEqual(volumes ?? []);
      const ours = /^(gateway|subgraph-.*|access-log)$/.test(name);
      expect([name, given?.["NODE_ENV"]]).toEqual([name, ours ? "production" : undefined]);
      expect(Object.keys(given ?? {})).toEqual(expect.arrayContaining(Object.keys(environment ?? {})));
    }
  });

  test("keeps no secret: without the environment's it refuses", () => {
    for (const name of Object.keys(VARIABLES).filter((one) => /_(KEY|SECRET|PASSWORD)$/.test(one)))
      expect(() => readComposeFiles(DEVELOPMENT, { ...VARIABLES, [name]: "" })).toThrow(name);
    const example = readFileSync(".env.example", "utf8");
    for (const name of Object.keys(VARIABLES)) expect(example).toMatch(new RegExp(`^${name}=`, "m"));
  });

  test("has every program of the house, each with a health check, waiting for the health of what it needs", () => {
    const programs = Object.entries(development).filter(([name]) => !SYSTEM.has(name));
    expect(programs.map(([, { command }]) => command?.join(" ")).sort()).toEqual([
      ...["agency acmidm", "agency dwse", "agency loket", "agency magda", "agency vdab", "audit migrate", "gateway"],
      ...["subgraph contingents", "subgraph ledger", "subgraph permissions", "subgraph referrals"],
    ]);
    for (const [name, { healthcheck, depends_on = {} }] of Object.entries(services)) {
      expect([name, healthcheck?.test[0]]).toEqual([name, ONCE.has(name) ? undefined : "CMD"]);
      for (const [needed, { condition }] of Object.entries(depends_on))
        expect(condition).toBe(ONCE.has(needed) ? "service_completed_successfully" : "service_healthy");
    }
  });

  test("takes every image by its digest, with its tag beside it, and so does the image of the programs", () => {
    const from = [...readFileSync("Dockerfile", "utf8").matchAll(/^FROM (\S+)(?: AS (\S+))?/gm)];
    const stages = from.map(([, , stage]) => stage);
    const images = [
      ...Object.values(services).flatMap(({ image, build }) => (build === undefined ? [image] : [])),
      ...from.map(([, image]) => image).filter((image) => !stages.includes(image)),
    ];
    expect(new Set(images).size).toBe(3);
    for (const image of images) expect(image).toMatch(/^[a-z]+:[\w.-]+@sha256:[0-9a-f]{64}$/);
  });

  test("publishes no port for health or metrics, and none beyond this machine", () => {
    const published = Object.values(services).flatMap(({ ports = [] }) => ports);
    expect(published.every((one) => one.startsWith("127.0.0.1:") && !one.endsWith(":4900"))).toBe(true);
    const programs = Object.values(services).filter(
      ({ command: [kind] = [] }) => kind === "gateway" || kind === "subgraph",
    );
    expect(programs).toHaveLength(5);
    for (const { environment = {}, healthcheck } of programs) {
      expect([environment["AMA_ADMIN_PORT"], environment["AMA_ADMIN_HOST"]]).toEqual([4900, undefined]);
      expect(healthcheck?.test.slice(1)).toEqual(["node", "bin/is-ready.js", "4900"]);
    }
  });

  test("gives each kind of program a login of its own, and none the owner's or the administrator's", () => {
    for (const [name, { environment = {}, command: [kind] = [] }] of Object.entries(services)) {
      const text = JSON.stringify(environment);
      if (!ONCE.has(name) && name !== "postgres") expect(text).not.toMatch(/passwordofowner|passwordofadministrator/);
      if (kind === "gateway") expect(text).not.toMatch(/subgraph:/);
      if (kind === "subgraph") expect(text).not.toMatch(/gateway:/);
      if (name !== "agency-dwse" && name !== "subgraph-ledger" && name !== "postgres")
        expect(text).not.toContain("passwordofledger");
    }
  });
});

(findPostgres() ? describe : describe.skip)("the programs of both, each by itself", () => {
  const folder = mkdtempSync(join(tmpdir(), "ama-compose-"));
  const running: { name: string; program: Program }[] = [];
  const doors: Server[] = [];
  /** Port in the file by `service:port` → port of this machine. */
  const ports = new Map<string, number>();
  /** What the machine publishes of a service: `127.0.0.1:4000` is `gateway:4000`. */
  const published = Object.entries(services).flatMap(([name, { ports: open = [] }]) =>
    open.map((one) => ({ name, outside: one.replace(/:\d+$/, ""), inside: `${name}:${one.split(":").at(-1)}` })),
  );
  let postgres: RealPostgres | undefined;

  beforeAll(async () => {
    const places = Object.entries(services).flatMap(([name, service]) =>
      portsOf(name, service).map((port) => `${name}:${port}`),
    );
    places.push(...published.map(({ outside }) => outside));
    const free = await freePorts(places.length);
    places.forEach((place, i) => ports.set(place, free[i]!));
    for (const { outside, inside } of published) {
      const door = createServer((outer) => {
        const inner = connect(ports.get(inside)!, "127.0.0.1");
        for (const side of [outer, inner]) side.on("error", () => [outer, inner].map((one) => one.destroy()));
        outer.pipe(inner).pipe(outer);
      });
      doors.push(door.listen(ports.get(outside), "127.0.0.1"));
    }
    postgres = await startNewPostgres(services["postgres"]!);
    if (postgres) ports.set("postgres:5432", Number(new URL(postgres.url).port));
    for (const [name, service] of inOrderOfStart(services)) {
      const program = start(name, service);
      if (!program) continue;
      if (ONCE.has(name)) {
        expect([await program.ended, program.words()]).toEqual([0, expect.stringContaining(ONCE.get(name)!)]);
        continue;
      }
      running.push({ name, program });
      await isHealthy(name, service, program);
    }
  }, 400_000);

  afterAll(async () => {
    // Last come, first gone: nothing is left waiting for what it needs.
    for (const { program } of running.reverse()) await program.stop();
    for (const door of doors) door.close();
    await postgres?.stop();
    rmSync(folder, { recursive: true, force: true });
  }, 60_000);

  const FILES = {
    vdabFile: { agency: "VDAB" },
    networkFile: { agency: "MAGDA" },
    counterFile: { agency: "LOKET" },
    ledgerFile: { agency: "DWSE" },
  };
  const id = createParticipantIds(Buffer.from(KEY, "hex")).seal(Insz.parse(AMINA.insz));
  const about = { participant: id, partnership: "SV-0001", year: 2026, identify: true, guidance: true, funding: true };

  /** Asks a registered document: in production none else is answered. */
  const ask = (name: string) => send(DOCUMENTS.find((document) => document.name === name)!.text);

  async function send(query: string): Promise<{ data: { participant?: unknown }; errors?: GraphQLFormattedError[] }> {
    const { body } = await request(`http://127.0.0.1:${mapped("gateway", 4000)}/graphql`, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        authorization: `Bearer ${await (token ??= printToken())}`,
        "ama-purpose": "INSPECTION",
        "ama-legal-context": "Opdracht 2026/1 van de inspectie",
      },
      body: JSON.stringify({
        query,
        variables: Object.fromEntries(Object.entries(about).filter(([name]) => query.includes(`$${name}:`))),
      }),
    });
    return (await body.json()) as { data: object };
  }

  let token: Promise<string> | undefined;
  /** As the head of the file says to get one: in the issuer's own container. */
  async function printToken(): Promise<string> {
    const program = startAma(["token", "inspector"], environmentOf("agency-acmidm"));
    expect(await program.ended).toBe(0);
    return program.words().trim();
  }

  test("answer about one participant and one partnership across all four agencies", async () => {
    const agencies = ["VDAB", "MAGDA", "LOKET", "DWSE"].map((agency) => ({ agency, state: "UP" }));
    const answers = [await ask("ParticipantFreshness"), await ask("DashboardParticipantNow")];
    answers.push(await ask("DashboardPartnership"));
    expect(answers).toMatchObject([
      { data: { participant: FILES, agencies } },
      { data: { participant: { name: { first: "Amina" }, readiness: { mayBeActive: true } } } },
      { data: { partnership: { name: "Maatwerkbedrijf de Ploeg", funding: { status: "RUNNING" } } } },
    ]);
    expect(answers.map(({ errors }) => errors)).toEqual([undefined, undefined, undefined]);
  });

  test("let somebody log in on the pages, whose browser is on this machine", async () => {
    const page = "http://127.0.0.1:4000";
    const gateway = `http://127.0.0.1:${mapped("gateway", 4000)}`;
    const told = await request(`${gateway}/session/settings`);
    const { authorizationEndpoint, clientId, scope } = (await told.body.json()) as Record<string, string>;
    const [verifier, nonce] = ["v".repeat(43), "n".repeat(43)];
    const redirectUri = `${page}/session/callback`;
    const login = new URL(authorizationEndpoint!);
    login.search = new URLSearchParams({
      ...{ client_id: clientId!, scope: scope!, redirect_uri: redirectUri, response_type: "code", nonce },
      ...{ code_challenge: challengeOf(verifier), code_challenge_method: "S256" },
    }).toString();
    const everywhere = getGlobalDispatcher();
    const ca = readFileSync(environmentOf("gateway")["NODE_EXTRA_CA_CERTS"]!);
    setGlobalDispatcher(new Agent({ connect: { ca } }));
    const back = await walkLogin(login, "lead").finally(() => setGlobalDispatcher(everywhere));
    const { statusCode, body } = await request(`${gateway}/session/token`, {
      method: "POST",
      headers: { "content-type": "application/json", origin: page, host: new URL(page).host },
      body: JSON.stringify({ code: back.get("code"), iss: back.get("iss"), verifier, nonce, redirectUri }),
    });
    expect([statusCode, await body.json()]).toMatchObject([200, { caller: { capacity: "LEAD" } }]);
  });

  test("answer no document that is not registered, for this is production", async () => {
    expect((await send("{ agencies { agency } }")).errors).toMatchObject([
      { extensions: { code: "DOCUMENT_NOT_TRUSTED" } },
    ]);
  });

  test.each([
    ["agency-vdab", "vdabFile", "VDAB"],
    ["agency-magda", "networkFile", "MAGDA"],
    ["agency-loket", "counterFile", "LOKET"],
    ["agency-dwse", "ledgerFile", "DWSE"],
  ])(
    "when %s hangs, its fields are null with a reason and the others answer while it does",
    async (name, own, agency) => {
      const { child } = running.find(({ name: one }) => one === name)!.program;
      child.kill("SIGSTOP");
      try {
        const { data, errors } = await ask("ParticipantNumbers");
        expect(data.participant).toMatchObject({ ...FILES, [own]: null });
        expect(errors).toMatchObject([{ path: ["participant", own], extensions: { agency, code: "AGENCY_TIMEOUT" } }]);
      } finally {
        child.kill("SIGCONT");
      }
      // What was asked in vain is answered again once it goes on, so that the next of these starts from a whole house.
      while ((await ask("ParticipantNumbers")).errors) await new Promise((resolve) => setTimeout(resolve, 500));
    },
  );

  (findProgram("redis-server") ? test : test.skip)("Redis, the real one, answers those who log in", async () => {
    await expect(pingRedis(environmentOf("gateway")["REDIS_URL"]!)).resolves.toBeUndefined();
    await expect(pingRedis(`redis://127.0.0.1:${mapped("redis", 6379)}`)).rejects.toThrow("NOAUTH");
  });

  (findProgram("redis-server") ? test : test.skip)(
    "bring what the department notes in its outbox onto the stream that all share",
    async () => {
      const window = { ageMs: 3_600_000, events: 1_000 };
      const url = environmentOf("gateway")["REDIS_URL"]!;
      const bus = createRedisBus({ url, window, log: createLog("silent") });
      const begin = await bus.end();
      const ledger = new Client({ connectionString: environmentOf("agency-dwse")["DATABASE_URL"]! });
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
    const environment = Object.assign({}, ...names.map(environmentOf)) as Record<string, string>;
    const doctor = startAma(["doctor", "--json"], environment);
    await doctor.ended;
    const { findings } = JSON.parse(doctor.words().slice(doctor.words().indexOf("{"))) as { findings: Finding[] };
    // How full the disk of this machine is says nothing of the file.
    const told = findings.filter(({ subject }) => subject !== "disk");
    expect(told.filter(({ level }) => level !== "well")).toEqual([]);
    const agencies = [
      "VDAB (vdab)",
      "MAGDA (magda)",
      "LOKET (loket)",
      "DWSE (dwse)",
      "drop folder",
      "Redis",
      "access log",
    ];
    const subgraphs = ["referrals", "permissions", "contingents", "ledger"].map((name) => `subgraph ${name}`);
    const subjects = [...agencies, ...subgraphs, "configuration", "issuer", "certificates"].sort();
    expect([...new Set(told.map(({ subject }) => subject))].sort()).toEqual(subjects);
    const taken = told.filter(({ words }) => /takes our mandates/.test(words));
    expect(taken).toHaveLength(4);
    expect(doctor.words()).not.toMatch(/passwordof/);
  });

  test("reach no database but their own, and change nothing of who looked at whom", async () => {
    const attempt = async (url: string, sql: string) => {
      const client = new Client({ connectionString: url });
      try {
        await client.connect();
        await client.query(sql);
        return "done";
      } catch (error) {
        return (error as { code?: string }).code;
      } finally {
        await client.end();
      }
    };
    const ledger = environmentOf("agency-dwse")["DATABASE_URL"]!;
    const logs = ["gateway", "subgraph-ledger"].map((name) => environmentOf(name)["ACCESS_LOG_URL"]!);
    const elsewhere = (url: string, database: string) => url.replace(/[^/]+$/, database);
    expect(await attempt(ledger, "select 1")).toBe("done");
    expect(await attempt(elsewhere(ledger, "access_log"), "select 1")).toBe("42501");
    for (const log of logs) {
      expect(await attempt(log.replace("passwordof", "otherpasswordof"), "select 1")).toBe("28P01");
      for (const database of ["ledger", "postgres"])
        expect(await attempt(elsewhere(log, database), "select 1")).toBe("42501");
      expect(await attempt(log, "select number from access_log.chain")).toBe("done");
      for (const sql of ["delete from access_log.look", "truncate access_log.look", "drop table access_log.look"])
        expect(await attempt(log, sql)).toBe("42501");
    }
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
    expect(logs).not.toMatch(/secret-of-the-test|passwordof|5a5a5a|El Idrissi|PRIVATE KEY/);
    expect(logs).not.toContain(AMINA.insz);
  });

  function start(name: string, { command = [], environment = {} }: ComposeService): Program | undefined {
    if (name === "redis") {
      if (!findProgram("redis-server")) return undefined;
      const [shell = "", script = "", ...words] = command;
      return startProgram(shell, [placeOf(name)(script), ...words, "--dir", folder, "--port", mapped(name, 6379)], {
        ...(environment as Record<string, string>),
        TMPDIR: folder,
      });
    }
    if (name === "postgres") return undefined;
    if (!services[name]!.build)
      return startProgram(command[0]!, command.slice(1).map(placeOf(name)), { TMPDIR: folder });
    return startAma(command, environmentOf(name));
  }

  /** What the file gives a service, its addresses and folders turned to those of this machine. */
  function environmentOf(name: string): Record<string, string> {
    const { environment = {} } = services[name]!;
    const given: Record<string, string> = { AMA_DATA_DIR: join(folder, name) };
    // What a service publishes is at that address for itself and for this machine, and for no other service.
    const others = published.filter((one) => one.name !== name);
    if (services[name]!.build)
      Object.assign(given, {
        NODE_OPTIONS: `--import ${resolve("test/support/refuse-ports.mjs")}`,
        REFUSED_PORTS: others.map(({ outside }) => ports.get(outside)).join(),
      });
    for (const [variable, value] of Object.entries(environment)) {
      let text = String(value).replace("0.0.0.0", "127.0.0.1");
      if (variable.endsWith("_PORT")) text = mapped(name, Number(value));
      for (const [place, port] of ports) text = text.replace(place, `127.0.0.1:${port}`);
      given[variable] = placeOf(name)(text);
    }
    if (!findProgram("redis-server")) delete given["REDIS_URL"];
    return given;
  }

  /** Where on this machine a path is that a service has from a volume, or from the repository. */
  function placeOf(name: string) {
    const mounts = (services[name]!.volumes ?? []).map((volume) => volume.split(":") as [string, string]);
    return (path: string): string => {
      const [source, target] = mounts.find(([, mount]) => path === mount || path.startsWith(`${mount}/`)) ?? [];
      if (source === undefined || target === undefined) return path;
      const place = source.startsWith(".") ? source : join(folder, source);
      if (!source.startsWith(".")) mkdirSync(place, { recursive: true });
      return place + path.slice(target.length);
    };
  }

  /** Asks as its health check does, until it is well. */
  async function isHealthy(
    name: string,
    { healthcheck, environment = {} }: ComposeService,
    program: Program,
  ): Promise<void> {
    const words = (healthcheck?.test ?? [])
      .slice(1)
      .map((word) => (/^\d+$/.test(word) ? mapped(name, Number(word)) : word));
    const cli = `${join(dirname(findProgram("redis-server") ?? ""), "redis-cli")} -p ${mapped(name, 6379)}`;
    const [tool = "", ...rest] = name === "redis" ? words.map((word) => word.replace("redis-cli", cli)) : words;
    const env = { ...process.env, ...(environment as Record<string, string>) };
    for (let round = 0; ; round += 1) {
      if (spawnSync(tool, rest, { stdio: "ignore", env }).status === 0) return;
      if (program.child.exitCode !== null || round > 240) throw new Error(`${name} is not well:\n${program.words()}`);
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
  }

  function mapped(name: string, port: number): string {
    return String(ports.get(`${name}:${port}`));
  }
});

/** The ports a service listens on: those that its own variables name. */
function portsOf(name: string, { environment = {} }: ComposeService): number[] {
  const variables = Object.keys(environment).filter((one) => one.endsWith("_PORT"));
  const well: Record<string, number[]> = { redis: [6379], postgres: [5432] };
  return well[name] ?? variables.map((variable) => Number(environment[variable]));
}

/** A real PostgreSQL that greets what is in its folder of first scripts as its image does; undefined where there is none. */
async function startNewPostgres({ environment = {}, volumes = [] }: ComposeService): Promise<RealPostgres | undefined> {
  const programs = findPostgres();
  if (!programs) return undefined;
  const postgres = await startPostgres(programs, { password: String(environment["POSTGRES_PASSWORD"]) });
  const [folder = ""] = volumes.find((volume) => volume.includes("/docker-entrypoint-initdb.d"))?.split(":") ?? [];
  const env = { PATH: process.env["PATH"], ...(environment as Record<string, string>) };
  try {
    for (const script of readdirSync(folder).sort())
      execFileSync(findProgram("psql")!, [postgres.url, "--no-psqlrc", "--quiet", "--file", join(folder, script)], {
        env,
      });
    return postgres;
  } catch (error) {
    await postgres.stop();
    throw error;
  }
}
