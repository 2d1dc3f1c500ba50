import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { Client } from "pg";
import { createAccessLog } from "../../../platform/access-log/access-log.js";
import type { LogDatabase } from "../../../platform/access-log/database.js";
import { createLogKeys } from "../../../platform/access-log/log-keys.js";
import { openLogDatabase } from "../../../platform/access-log/open-access-log.js";
import { migratePostgres } from "../../../platform/access-log/postgres-database.js";
import { verifyLog } from "../../../platform/access-log/verify-log.js";
import { createLog } from "../../../platform/log.js";
import { readSettings } from "../../../platform/settings.js";
import type { ParticipantId } from "../../../schema/identifiers.js";
import { findProgram } from "../../support/install-programs.mjs";
import { startPgBouncer } from "../../support/pgbouncer.js";
import { findPostgres, startPostgres, type RealPostgres } from "../../support/postgres.js";
import { until } from "../../support/until.js";
import { describeAccessLog, lookAt } from "./access-log-contract.js";

const programs = findPostgres();

/** What an administrator does once: an owner who may make its database, and the roles that the owner may not make. */
const LOGINS = `create role access_log_owner login createdb;
  create role ama_access_writer nologin; create role ama_access_reader nologin;
  create role of_gateway login in role ama_access_writer, ama_access_reader;
  create role of_subgraph login in role ama_access_writer;
  create role of_auditor login in role ama_access_reader;
  create role of_nobody login`;

async function run(url: string, sql: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

async function rowsOf(url: string, sql: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

const urlOf = (server: RealPostgres, login: string, database = "access_log") =>
  server.url.replace("postgres@", `${login}@`).replace(/postgres$/, database);

async function startWithLogins(): Promise<RealPostgres> {
  const server = await startPostgres(programs!);
  await run(server.url, LOGINS);
  return server;
}

/** As a program opens it that does this with it. */
function open(url: string, ...uses: ("read" | "write")[]) {
  return openLogDatabase(readSettings({ NODE_ENV: "test", ACCESS_LOG_URL: url }), { uses });
}

if (programs) {
  const pooled = findProgram("pgbouncer") !== undefined;
  const by = pooled ? " through PgBouncer in transaction mode" : "";
  describeAccessLog(`a PostgreSQL server, under the gateway's login${by}`, async () => {
    const server = await startWithLogins();
    const logins = ["postgres", "access_log_owner", "of_gateway"];
    const pooler = pooled ? await startPgBouncer(server, logins) : undefined;
    const address = (login: string) => {
      const url = urlOf(server, login);
      return pooler ? pooler.through(url) : url;
    };
    await migratePostgres(urlOf(server, "access_log_owner"));
    return {
      open: () => open(address("of_gateway"), "write", "read"),
      force: (sql) => run(urlOf(server, "postgres"), sql),
      async stop() {
        await pooler?.stop();
        await server.stop();
      },
    };
  });

  describe("the logins of the access log", () => {
    let server: RealPostgres;
    beforeAll(async () => {
      server = await startWithLogins();
    }, 60_000);
    afterAll(() => server.stop());
    const refusal = (login: string, ...uses: ("read" | "write")[]) =>
      open(urlOf(server, login), ...uses).then(
        async (database) => {
          await database.stop();
          return "opened";
        },
        (error: Error) => error.message,
      );

    test("before the migrations a program stops and says what to run", async () => {
      expect(await refusal("of_gateway", "write")).toContain("does not exist: run `ama audit migrate` first");
      await run(server.url, "create database access_log owner access_log_owner");
      const lacking = /lacks its migrations 1 \(looks\).*: run `ama audit migrate` first, with ACCESS_LOG_OWNER_URL/;
      expect(await refusal("of_gateway", "write")).toMatch(lacking);
      expect(await refusal("access_log_owner", "write")).toMatch(lacking);
      await Promise.all([0, 1].map(() => migratePostgres(urlOf(server, "access_log_owner"))));
      expect(await refusal("of_gateway", "write", "read")).toBe("opened");
    });

    test("an owner that may not make the roles is told which an administrator makes", async () => {
      await run(server.url, "create role other_owner login");
      await run(server.url, "create database other owner other_owner");
      await run(server.url, "alter role ama_access_reader rename to away");
      const owner = urlOf(server, "other_owner", "other");
      await expect(migratePostgres(owner)).rejects.toThrow('run "create role ama_access_reader nologin"');
      await run(server.url, "alter role away rename to ama_access_reader");
      await migratePostgres(owner);
    });

    test("who may change what is written is refused as a program's login", async () => {
      expect(await refusal("access_log_owner", "write")).toContain("may change what is written");
      expect(await refusal("postgres", "write")).toContain("may change what is written");
      await run(urlOf(server, "postgres"), "grant delete on access_log.look to of_nobody");
      await run(urlOf(server, "postgres"), "grant ama_access_writer to of_nobody");
      expect(await refusal("of_nobody", "write")).toContain("may change what is written");
      await run(urlOf(server, "postgres"), "revoke delete on access_log.look from of_nobody");
      await run(urlOf(server, "postgres"), "revoke ama_access_writer from of_nobody");
      // An operator who reads it under the owner's login changes nothing.
      expect(await refusal("access_log_owner", "read")).toBe("opened");
    });

    test("who may not do what the program does is refused, with the role that lacks", async () => {
      expect(await refusal("of_nobody", "read")).toMatch(/42501.*grant it the roles/);
      expect(await refusal("of_auditor", "write")).toContain(
        "may not write the access log: grant it the role ama_access_writer",
      );
      expect(await refusal("of_subgraph", "write", "read")).toContain("grant it the role ama_access_reader");
      expect(await refusal("no_such_login", "write")).toContain("check the user and password");
    });

    test("a subgraph adds looks and cannot read them; an auditor reads and cannot add", async () => {
      const database = await open(urlOf(server, "of_subgraph"), "write");
      const keys = createLogKeys(Buffer.alloc(64, "key"));
      const log = createAccessLog({ database, keys, log: createLog("silent"), writer: "referrals" });
      const anne = "A".repeat(28) as ParticipantId;
      await log.append([lookAt([anne])]);
      await log.append([lookAt([anne])]);
      await expect(log.count(anne)).rejects.toMatchObject({ code: "ACCESS_LOG_UNAVAILABLE" });
      for (const sql of [
        "select * from access_log.look",
        "select writer from access_log.chain",
        "select seal from access_log.head",
        "copy access_log.look to stdout",
      ])
        await expect(database.query(sql)).rejects.toMatchObject({ code: "42501" });
      await database.stop();
      const auditor = await open(urlOf(server, "of_auditor"), "read");
      expect(await auditor.query("select count(*)::integer as looks from access_log.look")).toEqual([{ looks: 2 }]);
      await expect(auditor.query("insert into access_log.look select * from access_log.look")).rejects.toMatchObject({
        code: "42501",
      });
      await auditor.stop();
    });

    test("the migrations of the next version run beside programs of this one and a long read, and both versions write", async () => {
      const keys = createLogKeys(Buffer.alloc(64, "key"));
      const [writing, auditing] = [
        await open(urlOf(server, "of_subgraph"), "write"),
        await open(urlOf(server, "of_auditor"), "read"),
      ];
      const logOf = (database: LogDatabase, writer: string) =>
        createAccessLog({ database, keys, log: createLog("silent"), writer });
      const old = logOf(writing, "of this version");
      let kept = 0;
      let goesOn = true;
      const traffic = (async () => {
        for (; goesOn; kept += 1) await old.append([lookAt(["A".repeat(28)])]);
      })();

      const next = mkdtempSync(join(tmpdir(), "ama-migrations-"));
      cpSync("platform/access-log/migrations", next, { recursive: true });
      writeFileSync(
        join(next, "0002_note.sql"),
        `alter table access_log.look add column note text; create index look_request on access_log.look (request_id);`,
      );
      let readOn = (): void => undefined;
      const reading = auditing.snapshot(async (moment) => {
        await moment.query("select count(*) from access_log.look");
        await new Promise<void>((resolve) => (readOn = resolve));
      });
      let migrated = false;
      const migrating = migratePostgres(urlOf(server, "access_log_owner"), next).then(() => (migrated = true));
      const waiting = `select 1 from pg_locks where not granted and mode = 'AccessExclusiveLock'`;
      await until(async () => (await rowsOf(urlOf(server, "postgres"), waiting)).length > 0);
      // Several times it lets the others pass.
      const before = kept;
      await until(() => kept >= before + 200);
      expect(migrated).toBe(false);
      readOn();
      await Promise.all([reading, migrating]);

      const newer = logOf(await open(urlOf(server, "of_subgraph"), "write"), "of the next version");
      for (const end = kept + 20; kept < end;) await newer.append([lookAt(["B".repeat(28)])]);
      goesOn = false;
      await traffic;
      expect(await verifyLog(auditing, keys)).toMatchObject({ findings: [] });
      for (const one of [old, newer, auditing]) await one.stop();
      rmSync(next, { recursive: true });
    }, 60_000);

    test("ama audit migrate, again and again, leaves what is right and mends what is not", async () => {
      await run(urlOf(server, "postgres"), "grant update on access_log.look to ama_access_writer");
      expect(await refusal("of_subgraph", "write")).toContain("may change what is written");
      await migratePostgres(urlOf(server, "access_log_owner"));
      expect(await refusal("of_subgraph", "write")).toBe("opened");
    });
  });
} else
  describe("the access log in a PostgreSQL server", () => test.skip("there is none on this machine", () => undefined));
