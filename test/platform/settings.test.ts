import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { PROGRAM_SECRETS } from "../../cli/program-secrets.js";
import { readRedisAddress } from "../../platform/redis-address.js";
import { readSettings, SETTING_NAMES, SettingsInvalid, type Secret } from "../../platform/settings.js";

function faultsOf(environment: Record<string, string>, uses?: readonly Secret[]): readonly string[] {
  try {
    readSettings(environment, uses);
    return [];
  } catch (error) {
    if (error instanceof SettingsInvalid) return error.faults;
    throw error;
  }
}

describe("settings", () => {
  it("an empty environment gives the embedded defaults", () => {
    expect(readSettings({})).toMatchObject({
      AMA_PORT: 4000,
      VDAB_URL: "http://127.0.0.1:4101",
      AMA_PARTICIPANTS: 2_000,
    });
  });

  it("are each on the pages for operators", () => {
    const pages = ["configure", "health"].map((page) => readFileSync(`docs/operations/${page}.md`, "utf8")).join();
    const named = new Set(pages.match(/[A-Z][A-Z0-9_]+/g));
    expect(SETTING_NAMES.filter((name) => !named.has(name))).toEqual([]);
  });

  it("names everything that is wrong at once", () => {
    const faults = faultsOf({
      AMA_PORT: "99999",
      VDAB_URL: "nonsense",
      AMA_PARTICIPANT_KEY: "short",
      AMA_NOW: "yesterday",
    });
    for (const name of ["AMA_PORT", "VDAB_URL", "AMA_PARTICIPANT_KEY", "AMA_NOW"])
      expect(faults.some((fault) => fault.startsWith(name))).toBe(true);
    expect(faults).toHaveLength(4);
  });

  it("a secret comes from a file as well", () => {
    const file = join(mkdtempSync(join(tmpdir(), "ama-")), "secret");
    writeFileSync(file, "from a file\n");
    expect(readSettings({ VDAB_CLIENT_SECRET_FILE: file }).VDAB_CLIENT_SECRET).toBe("from a file");
    expect(faultsOf({ VDAB_CLIENT_SECRET_FILE: "/nowhere" })).toEqual([
      "VDAB_CLIENT_SECRET_FILE: the file that it names cannot be read (ENOENT)",
    ]);
  });

  it("production refuses what everybody knows", () => {
    const faults = faultsOf({ NODE_ENV: "production" });
    expect(faults.map((fault) => fault.split(":")[0])).toEqual([
      "AMA_PARTICIPANT_KEY",
      "AMA_MANDATE_KEY",
      "AMA_ISSUER_URL",
      "VDAB_CLIENT_SECRET",
      "LOKET_CLIENT_SECRET",
      "VDAB_NOTICE_SECRET",
      "LOKET_NOTICE_SECRET",
    ]);
  });

  it("production demands of a program the secrets that it uses, and no other's", () => {
    for (const [program, secrets] of Object.entries(PROGRAM_SECRETS)) {
      const faults = faultsOf({ NODE_ENV: "production" }, secrets);
      expect([program, faults.map((fault) => fault.split(":")[0])]).toEqual([program, secrets]);
    }
    expect(PROGRAM_SECRETS.ledger).not.toContain("VDAB_CLIENT_SECRET");
    expect(readSettings({ NODE_ENV: "production" }, []).NODE_ENV).toBe("production");
  });

  it("production refuses an issuer whose words anybody on the way may change", () => {
    const faults = faultsOf({ NODE_ENV: "production", AMA_ISSUER_URL: "http://issuer.example" });
    expect(faults.some((fault) => fault.startsWith("AMA_ISSUER_URL: must be https"))).toBe(true);
  });

  it("a variable of several texts is JSON, and knows its names", () => {
    expect(readSettings({ AMA_CLAIMS: '{"capacity":"role"}' }).AMA_CLAIMS).toEqual({ capacity: "role" });
    expect(readSettings({}).AMA_LEGAL_CONTEXTS).toBeUndefined();
    for (const wrong of ["role", '{"role":"x"}', '{"capacity":""}', "[]", "null"])
      expect(faultsOf({ AMA_CLAIMS: wrong })).toHaveLength(1);
  });

  it("a login that would not be read as it was meant is refused, with what to do", () => {
    for (const [name, scheme] of [
      ["REDIS_URL", "redis"],
      ["DATABASE_URL", "postgres"],
      ["ACCESS_LOG_URL", "postgresql"],
    ] as const) {
      for (const password of ["12/34", "12?34", "12#34", "12@34/x@y", "12%34%zz", "%"])
        expect([password, faultsOf({ [name]: `${scheme}://user:${password}@host:5432/name` })]).toEqual([
          password,
          [
            expect.stringMatching(
              `^${name}: (has a user or password in which|must be an address that begins|Invalid URL)`,
            ),
          ],
        ]);
      const database = name === "REDIS_URL" ? "0" : "name";
      const address = `${scheme}://user:${encodeURIComponent("12%/?#@34")}@host:5432/${database}`;
      expect(faultsOf({ [name]: address })).toEqual([]);
    }
    for (const name of ["VDAB_URL", "AMA_ISSUER_URL", "AMA_JWKS_URL", "LEDGER_URL"])
      expect(faultsOf({ [name]: "https://user:password@host/" })).toEqual([
        `${name}: must hold neither a user nor a password`,
      ]);
  });

  it("Redis is one server, one that sentinels name, or a cluster", () => {
    expect(readRedisAddress("rediss://gateway:p%40ss@redis.example/2")).toEqual({
      ...{ kind: "server", tls: true, nodes: [{ host: "redis.example", port: 6379 }] },
      ...{ username: "gateway", password: "p@ss", database: 2 },
    });
    expect(readRedisAddress("redis+sentinel://gateway:pass@a,b:26380,[::1]:1/ama?sentinel_password=x%2Fy")).toEqual({
      kind: "sentinel",
      tls: false,
      nodes: [
        { host: "a", port: 26_379 },
        { host: "b", port: 26_380 },
        { host: "::1", port: 1 },
      ],
      ...{ username: "gateway", password: "pass", master: "ama", sentinelPassword: "x/y" },
    });
    expect(readRedisAddress("redis+cluster://a:1,b:2").kind).toBe("cluster");
    for (const [wrong, fault] of [
      ["redis://a:1,b:2", "several hosts"],
      ["redis+sentinel://a:1,b:2", "the name that the sentinels know"],
      ["redis+cluster://a:1,b:2/3", "no database"],
      ["redis://a:99999", "HOST:PORT"],
      ["redis://a:1/name", "the number of a database"],
      ["redis+sentinel://a/ama?tls=yes", "sentinel_user and sentinel_password"],
      ["http://a", "redis+sentinel://"],
    ])
      expect(faultsOf({ REDIS_URL: wrong! })).toEqual([
        expect.stringMatching(`^REDIS_URL: .*${fault!.replaceAll("+", "\\+")}`),
      ]);
  });

  it("no fault repeats a value, of whichever variable and however it is wrong", () => {
    const text = readFileSync(new URL("../../platform/settings.ts", import.meta.url), "utf8");
    const names = [...text.matchAll(/^ {2}([A-Z][A-Z_]+):/gm)].map(([, name]) => name!);
    expect(names.length).toBeGreaterThan(60);
    const planted = "Sekreet4711";
    const wrong = [planted, `${planted}://x`, `http://u:${planted}@h`, `redis://u:1/${planted}@h`, `x://${planted}`];
    const json = [`{"${planted}":"x"}`, `{"capacity":{"${planted}":1}}`, `["${planted}"]`, `{"${planted}`];
    for (const value of [...wrong, ...json])
      for (const suffix of ["", "_FILE"]) {
        const faults = faultsOf(Object.fromEntries(names.map((name) => [name + suffix, value])));
        expect(faults.length).toBeGreaterThan(20);
        expect(faults.filter((fault) => fault.includes(planted))).toEqual([]);
      }
  });
});
