import { execFile } from "node:child_process";
import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type AddressInfo, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { program } from "../../cli/program.js";
import { startAma, type Program } from "../support/program.js";
import { freePort, freePorts } from "../support/free-ports.js";

const COMMANDS = program.commands.map((command) => ({ name: command.name(), command }));

const folder = mkdtempSync(join(tmpdir(), "ama-cli-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs `ama` to its end. */
async function ama(words: string[], environment: Record<string, string> = {}) {
  const program = startAma(words, { LOG_LEVEL: "silent", AMA_DATA_DIR: folder, ...environment });
  const code = await program.ended;
  return { code, words: program.words() };
}

describe("ama --help", () => {
  test("names every command", async () => {
    const { code, words } = await ama(["--help"]);
    expect(code).toBe(0);
    for (const { name } of COMMANDS) expect(words).toContain(name);
  });

  test.each(COMMANDS)("$name explains itself by example", ({ name, command }) => {
    let words = "";
    command.configureOutput({ writeOut: (text) => (words += text) }).outputHelp();
    expect(words).toMatch(new RegExp(`Examples:\\n.*\\$ .*ama ${name}`, "s"));
  });
});

describe("what cannot be is refused, all at once", () => {
  let taken: Server;
  let port: string;
  beforeAll(async () => {
    taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, "127.0.0.1", resolve));
    port = String((taken.address() as AddressInfo).port);
  });
  afterAll(() => new Promise((resolve) => taken.close(resolve)));

  test("malformed variables and options", async () => {
    const { code, words } = await ama(["start", "--participants", "many", "--now", "soon"], {
      VDAB_URL: "ftp://x",
      AMA_SEED: "x",
    });
    expect(code).toBe(1);
    for (const name of ["AMA_PARTICIPANTS", "AMA_NOW", "VDAB_URL", "AMA_SEED"]) expect(words).toContain(name);
    expect(words).not.toMatch(/^\s+at /m);
  });

  test("ports that are taken, or wanted twice", async () => {
    const twice = await freePort();
    const { code, words } = await ama(["start", "--port", port], {
      VDAB_PORT: port,
      MAGDA_PORT: String(twice),
      LOKET_PORT: String(twice),
      DWSE_PORT: "0",
      AMA_ADMIN_PORT: port,
    });
    expect(code).toBe(1);
    expect(words).toContain(`port ${port} for the gateway is taken`);
    expect(words).toContain(`port ${port} is wanted for the gateway and for health and metrics: change AMA_ADMIN_PORT`);
    expect(words).toContain(`port ${twice} is wanted for the stand-in of magda and for the stand-in of loket`);
    expect(words).toContain("VDAB_PORT");
  });

  test("production: an open gateway, invented agencies, secrets that everybody knows", async () => {
    const production = {
      NODE_ENV: "production",
      AMA_PARTICIPANT_KEY: "1f".repeat(64),
      AMA_MANDATE_KEY: "2f".repeat(64),
      AMA_ISSUER_URL: "https://authenticatie.example",
      VDAB_CLIENT_SECRET: "x",
      LOKET_CLIENT_SECRET: "x",
      VDAB_NOTICE_SECRET: "x".repeat(16),
      LOKET_NOTICE_SECRET: "x".repeat(16),
      AMA_PORT: "0",
      AMA_ADMIN_PORT: "0",
    };
    expect(await ama(["gateway", "--open"], production)).toMatchObject({
      code: 1,
      words: expect.stringContaining("--open"),
    });
    expect(await ama(["start"], production)).toMatchObject({ code: 1, words: expect.stringContaining("NODE_ENV") });
    const { code, words } = await ama(["gateway"], { NODE_ENV: "production", AMA_PORT: "0" });
    expect([code, words.includes("AMA_PARTICIPANT_KEY")]).toEqual([1, true]);
  });

  test("names that are not there", async () => {
    expect(await ama(["subgraph", "vdab"])).toMatchObject({
      code: 1,
      words: expect.stringContaining("referrals, permissions"),
    });
    expect(await ama(["agency", "referrals"])).toMatchObject({
      code: 1,
      words: expect.stringContaining("vdab, magda"),
    });
    expect(await ama(["gateway", "--supergraph", "nowhere.graphql", "--port", "0"])).toMatchObject({
      code: 1,
      words: expect.stringContaining("nowhere.graphql"),
    });
  });
});

describe("ama gateway", () => {
  test("serves any supergraph when it is open, and stops when told", async () => {
    const file = join(folder, "toy.graphql");
    const { toyGraph } = await import("../support/toy-graph.js");
    writeFileSync(file, toyGraph([{ name: "toy", sdl: "type Query { toy: Int }", resolvers: {} }]).supergraph);
    const program = startAma(["gateway", "--open", "--supergraph", file, "--port", "0"], { LOG_LEVEL: "info" });
    const [, admin] = await program.hasSaid(/metrics are at (http\S+)/);
    expect((await fetch(`${admin}/health/live`)).status).toBe(200);
    const [, address] = await program.hasSaid(/answers at (http\S+)/);
    const reply = await fetch(address!, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: '{"query":"{ toy }"}',
    });
    expect(await reply.json()).toMatchObject({ data: { toy: null }, errors: [{ path: ["toy"] }] });
    program.child.kill("SIGTERM");
    expect(await program.ended).toBe(0);
    expect(program.words()).toContain("stopped");
  });
});

describe("ama doctor", () => {
  let agency: Program;
  let environment: Record<string, string>;
  beforeAll(async () => {
    const [vdab, magda, loket, dwse, redis, issuer, referrals] = await freePorts(7);
    environment = {
      VDAB_URL: `http://127.0.0.1:${vdab}`,
      MAGDA_URL: `http://127.0.0.1:${magda}`,
      LOKET_URL: `http://127.0.0.1:${loket}`,
      DATABASE_URL: `postgres://ledger:pass-of-the-ledger@127.0.0.1:${dwse}/ledger`,
      REDIS_URL: `redis://:pass-of-redis@127.0.0.1:${redis}`,
      AMA_ISSUER_URL: `http://127.0.0.1:${issuer}`,
      REFERRALS_URL: `http://127.0.0.1:${referrals}/secret-path`,
      LOKET_DROP_FOLDER: join(folder, "no-such-folder"),
      AMA_AGENCY_TIMEOUT_MS: "10000",
    };
    agency = startAma(["agency", "vdab"], { VDAB_PORT: String(vdab), AMA_PARTICIPANTS: "20", LOG_LEVEL: "silent" });
    await agency.hasSaid(/listens at/);
  });
  afterAll(() => agency.stop());

  test("says of each thing what is well, or what is wrong and what to do, and tells no secret", async () => {
    const { code, words } = await ama(["doctor"], environment);
    expect(code).toBe(1);
    expect(words).toMatch(/^well +configuration/m);
    expect(words).toMatch(/^well +VDAB \(vdab\) +answers at http/m);
    expect(words).toMatch(/^WRONG +MAGDA \(magda\) +AGENCY_UNAVAILABLE .*MAGDA_URL/m);
    expect(words).toMatch(/^WRONG +LOKET \(loket\) .*LOKET_URL/m);
    expect(words).toMatch(/^WRONG +DWSE \(dwse\) .*DATABASE_URL/m);
    expect(words).toMatch(/^WRONG +drop folder .*LOKET_DROP_FOLDER/m);
    expect(words).toMatch(/^WRONG +Redis .*REDIS_URL/m);
    expect(words).toMatch(/^WRONG +issuer .*AMA_ISSUER_URL/m);
    expect(words).toMatch(/^WRONG +subgraph referrals +does not answer at .*REFERRALS_URL/m);
    expect(words).not.toMatch(/pass-of|secret-path/);
  });
});

const SMALL = {
  AMA_PARTICIPANTS: "12",
  VDAB_PORT: "0",
  MAGDA_PORT: "0",
  LOKET_PORT: "0",
  DWSE_PORT: "0",
  ACMIDM_PORT: "0",
  AMA_PORT: "0",
  AMA_ADMIN_PORT: "0",
};

describe("ama start", () => {
  test("prints a question that is answered as it is printed", async () => {
    const program = startAma(["start"], { LOG_LEVEL: "silent", AMA_DATA_DIR: folder, ...SMALL });
    await program.hasSaid(/Stop with Ctrl-C/);
    const [, command] = /^ {2}(curl [^]*?)\n\n/m.exec(program.words())!;
    const { stdout } = await promisify(execFile)("sh", ["-c", command!]);
    await program.stop();
    expect(JSON.parse(stdout)).toMatchObject({
      data: { participant: { name: { first: "Amina" } }, partnership: { name: "Maatwerkbedrijf de Ploeg" } },
    });
    expect(stdout).not.toContain("errors");
    rmSync(join(folder, "access-log"), { recursive: true, force: true });
  });
});

describe("ama audit", () => {
  test("in production, programs by themselves do not start without a log that they share", async () => {
    const production = {
      NODE_ENV: "production",
      AMA_PARTICIPANT_KEY: "1f".repeat(64),
      AMA_MANDATE_KEY: "2f".repeat(64),
      AMA_ISSUER_URL: "https://authenticatie.example",
      VDAB_CLIENT_SECRET: "x",
      LOKET_CLIENT_SECRET: "x",
      VDAB_NOTICE_SECRET: "x".repeat(16),
      LOKET_NOTICE_SECRET: "x".repeat(16),
      REFERRALS_PORT: "0",
      AMA_PORT: "0",
      AMA_ADMIN_PORT: "0",
    };
    for (const words of [["subgraph", "referrals"], ["gateway"]])
      expect(await ama(words, production)).toMatchObject({
        code: 1,
        words: expect.stringContaining("ACCESS_LOG_URL is not set"),
      });
    expect(await ama(["subgraph", "referrals", "--open"], production)).toMatchObject({
      code: 1,
      words: expect.stringContaining("--open"),
    });
  });

  test("verifies and exports what `ama start` wrote, and refuses while it runs", async () => {
    const program = startAma(["start"], { LOG_LEVEL: "silent", AMA_DATA_DIR: folder, ...SMALL });
    const [, address] = await program.hasSaid(/graph +(http\S+)/);
    const [, issuer] = await program.hasSaid(/issuer +(http\S+)/);
    const query = "{ participants(first: 5) { edges { node { name { last } } } } }";
    const token = (await ama(["token", "lead"], { AMA_ISSUER_URL: issuer! })).words.trim();
    const headers = { "content-type": "application/json", authorization: `Bearer ${token}`, "ama-purpose": "GUIDANCE" };
    await fetch(address!, { method: "POST", headers, body: JSON.stringify({ query }) });
    expect(await ama(["audit", "verify"])).toMatchObject({ code: 1, words: expect.stringContaining("stop that one") });
    await program.stop();
    const { code, words } = await ama(["audit", "verify"]);
    expect([code, words]).toEqual([0, expect.stringMatching(/^chain 1 .*\n1 looks, all as written/)]);
    const lines = (await ama(["audit", "export"])).words.trim().split("\n");
    expect(lines.map((line) => Object.keys(JSON.parse(line) as object)[0])).toEqual(["opening", "look"]);
    expect((JSON.parse(lines[1]!) as { look: { participants: string[] } }).look.participants).toHaveLength(5);
    expect((await ama(["audit", "export", "--from", "2050-01-01"])).words.trim().split("\n")).toHaveLength(1);
    expect(await ama(["audit", "verify", "--from", "soon"])).toMatchObject({
      code: 1,
      words: expect.stringContaining("--from"),
    });
  });
});

describe("quarterly statements", () => {
  test("a template is written and checked without any agency: each problem with its place and its remedy", async () => {
    const file = join(folder, "SV-0057_2026Q3.csv");
    const words = ["template", "--partnership", "SV-0057", "--quarter", "2026Q3", "--csv", file];
    expect(await ama(["statement", ...words])).toMatchObject({ code: 0 });
    appendFileSync(file, '91631412462;El Idrissi Amina;BO-0412607;;20/01/2026;;2;"06/07; 31/09"\r\n');
    const cut = join(folder, "SV-0057_2026Q2.xlsx");
    writeFileSync(cut, "PK\u0003\u0004");
    const { code, words: told } = await ama(["statement", "check", "--json", file, cut]);
    expect(code).toBe(2);
    const { files, notChecked } = JSON.parse(told);
    expect(notChecked).not.toEqual([]);
    expect(files).toMatchObject([
      {
        quarter: "2026Q3",
        partnership: "SV-0057",
        rows: 1,
        problems: [
          {
            sheet: null,
            row: 2,
            column: "Aanwezig op",
            value: "31/09",
            kind: "DATE_INVALID",
            remedy: expect.any(String),
          },
          { row: 2, column: "Aantal dagen", value: "2", kind: "DAYS_MISMATCH" },
        ],
      },
      { quarter: "2026Q2", readable: false, fault: "is cut off", remedy: expect.any(String) },
    ]);
    expect(told).not.toMatch(/9163141|Idrissi/);
  });
});
