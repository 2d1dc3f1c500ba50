import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { Client } from "pg";
import { createDwse } from "../../../agencies/dwse/create-dwse.js";
import { createWorld } from "../../../agencies/population/create-world.js";
import { createClock } from "../../../platform/clock.js";
import { createLog } from "../../../platform/log.js";
import { createGuard } from "../../../subgraphs/kernel/guards/guard.js";
import { createLedgerPool } from "../../../subgraphs/ledger/source/ledger-pool.js";
import { asking } from "../../support/asking.js";
import { findPostgres, startPostgres, type RealPostgres } from "../../support/postgres.js";
import { ledgerContract } from "./ledger-contract.js";
import { NOW } from "./ledger-world.js";
import { outboxContract } from "./outbox-contract.js";

const programs = findPostgres();

if (programs) {
  ledgerContract("the ledger in a real PostgreSQL", async () => {
    const postgres = await startPostgres(programs);
    return { dataDir: ".data/test/dwse", databaseUrl: postgres.url, stop: () => postgres.stop() };
  });
  outboxContract(
    "the outbox in a real PostgreSQL",
    async () => {
      const postgres = await startPostgres(programs);
      return { dataDir: ".data/test/dwse", databaseUrl: postgres.url, stop: () => postgres.stop() };
    },
    { severalSessions: true },
  );
  describe("a real PostgreSQL", () => {
    let postgres: RealPostgres;
    beforeAll(async () => {
      postgres = await startPostgres(programs);
    });
    afterAll(() => postgres.stop());

    const options = () => ({ host: "127.0.0.1", port: 0, dataDir: ".data/test/dwse", databaseUrl: postgres.url });
    const query = async (sql: string) => {
      const client = new Client({ connectionString: postgres.url });
      await client.connect();
      try {
        return (await client.query<Record<string, unknown>>(sql)).rows;
      } finally {
        await client.end();
      }
    };

    it("is filled once, left alone while it holds the same world, filled anew for another", async () => {
      const world = (seed: number) => createWorld({ seed, participants: 40, now: NOW });
      await (await createDwse(world(1), options())).stop();
      await query("update dwse.samenwerkingsverband set naam = 'aangepast' where id = 'SV-0001'");
      await (await createDwse(world(1), options())).stop();
      const name = "select naam from dwse.samenwerkingsverband where id = 'SV-0001'";
      expect(await query(name)).toEqual([{ naam: "aangepast" }]);
      await (await createDwse(world(2), options())).stop();
      expect(await query(name)).not.toEqual([{ naam: "aangepast" }]);
    });

    it("gives a reader's role the right to read and to change nothing", async () => {
      await (await createDwse(createWorld({ seed: 1, participants: 5, now: NOW }), options())).stop();
      const client = new Client({ connectionString: postgres.url });
      await client.connect();
      await client.query("set role dwse_lezer");
      await client.query("select count(*) from dwse.aanvaarde_dagen");
      await expect(client.query("delete from dwse.aanvaarde_dagen")).rejects.toMatchObject({ code: "42501" });
      await client.end();
    });

    it("two that start at once do not get in each other's way", async () => {
      await query("drop schema dwse cascade");
      const world = createWorld({ seed: 3, participants: 20, now: NOW });
      const both = await Promise.all([createDwse(world, options()), createDwse(world, options())]);
      await Promise.all(both.map((each) => each.stop()));
      expect(await query("select count(*)::int as times from dwse.zaaisel")).toEqual([{ times: 1 }]);
    });

    it("ends a statement that takes too long by itself, and a refused one is told as refused", async () => {
      const pool = (url: string) => {
        const clock = createClock(NOW);
        const guard = createGuard({ agency: "DWSE", clock, timeoutMs: 5_000 });
        return createLedgerPool({ url, guard, log: createLog("silent"), timeoutMs: 200 });
      };
      const patient = pool(postgres.url);
      await expect(patient.ask(asking(), "sleep", "select pg_sleep(3)")).rejects.toMatchObject({
        code: "AGENCY_TIMEOUT",
        detail: "sqlstate 57014",
      });
      await patient.stop();
      const stranger = pool(postgres.url.replace("postgres@", "nobody@"));
      await expect(stranger.ask(asking(), "probe", "select 1")).rejects.toMatchObject({ code: "AGENCY_REFUSED_US" });
      await stranger.stop();
    });

    it("a server that stops while it is asked costs the question, not the process", async () => {
      const clock = createClock(NOW);
      const other = await startPostgres(programs);
      const guard = createGuard({ agency: "DWSE", clock, timeoutMs: 5_000 });
      const pool = createLedgerPool({ url: other.url, guard, log: createLog("silent"), timeoutMs: 4_000 });
      await pool.ask(asking(), "probe", "select 1");
      const asked = pool.ask(asking(), "sleep", "select pg_sleep(3)");
      const refused = expect(asked).rejects.toMatchObject({ code: "AGENCY_UNAVAILABLE" });
      await new Promise((resolve) => setTimeout(resolve, 100));
      await other.stop();
      await refused;
      await pool.stop();
    });
  });
} else {
  describe("the ledger in a real PostgreSQL", () => {
    console.warn("No PostgreSQL on this machine (initdb, postgres): the ledger is tested on the embedded one alone.");
    it.skip("needs initdb and postgres", () => undefined);
  });
}
