import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { Client } from "pg";
import { createDwse } from "../../../agencies/dwse/create-dwse.js";
import { postgresDatabase } from "../../../agencies/dwse/database.js";
import { migrate, readMigrations } from "../../../agencies/dwse/migrations.js";
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

    it("a ledger filled before grants, days and settlements were kept in detail keeps all it has, and gains what follows from it", async () => {
      await query("drop schema dwse cascade");
      const client = new Client({ connectionString: postgres.url });
      await client.connect();
      const database = postgresDatabase(client);
      const migrations = readMigrations();
      await migrate(
        database,
        migrations.filter(({ number }) => number <= 7),
      );
      await database.script(`
        insert into dwse.samenwerkingsverband values ('SV-0001', 'Proef', '0959900125', '2021', 'ACTIEF');
        insert into dwse.toekenning values ('SV-0001', 2021, 3, '2021-03-15'), ('SV-0001', 2022, 4, '2021-12-01');
        insert into dwse.verdeelsleutel values ('SV-0001', 1, 2021), ('SV-0001', 2, 2023);
        insert into dwse.kwartaaloverzicht values
          (1, 'SV-0001', 2021, 4, 1, 'AANVAARD', '2022-01-20', '2022-02-01T09:00:00Z'),
          (2, 'SV-0001', 2022, 1, 1, 'VERVANGEN', '2022-04-20', '2022-05-01T09:00:00Z'),
          (3, 'SV-0001', 2022, 1, 2, 'AANVAARD', '2023-08-20', '2023-09-01T09:00:00Z');
        insert into dwse.aanvaarde_dagen values
          (1, '50610100197', 'BO-0000001', 40, 92), (2, '50610100197', 'BO-0000001', 30, 90), (3, '50610100197', 'BO-0000001', 33, 60);
        insert into dwse.afrekening values
          ('SV-0001', 2021, 1, 40, 3, 2703, 296.22, 0, 296.22, '2022-05-31'), ('SV-0001', 2022, 1, 33, 4, 2984.33, 269.82, 0, 269.82, '2023-05-31');
        insert into dwse.terugvordering (samenwerkingsverband_id, jaar, bedrag, reden, opgelegd_op)
          values ('SV-0001', 2022, 5, 'VOORWAARDE_NIET_VOLDAAN', '2023-06-15');
        delete from dwse.uitbox;`);
      await migrate(database, migrations);
      expect(
        await query(
          "select jaar, volgnummer, geldig_van::text, geldig_tot::text, soort from dwse.toekenning order by 1",
        ),
      ).toEqual([
        { jaar: 2021, volgnummer: 1, geldig_van: "2021-04-01", geldig_tot: "2021-12-31", soort: "TOEKENNING" },
        { jaar: 2022, volgnummer: 1, geldig_van: "2022-01-01", geldig_tot: "2022-12-31", soort: "TOEKENNING" },
      ]);
      expect(
        await query(`select dagen_aanwezig as aantal, aanwezig, begeleid_van::text as van, begeleid_tot::text as tot
          from dwse.aanvaarde_dagen order by kwartaaloverzicht_id`),
      ).toEqual([
        { aantal: 40, aanwezig: null, van: "2021-10-01", tot: "2021-12-31" },
        { aantal: 30, aanwezig: null, van: "2022-01-01", tot: "2022-03-31" },
        { aantal: 33, aanwezig: null, van: null, tot: null },
      ]);
      expect(
        await query("select jaar, lezing, verdeelsleutel_versie as sleutel from dwse.afrekening order by 1"),
      ).toEqual([
        { jaar: 2021, lezing: "AANWEZIG", sleutel: 1 },
        { jaar: 2022, lezing: "AANWEZIG", sleutel: 1 },
      ]);
      // The days of 2022 are those of a statement accepted after the settlement: what it stands on cannot be told.
      expect(await query("select jaar, kwartaaloverzicht_id as id from dwse.afrekening_overzicht")).toEqual([
        { jaar: 2021, id: 1 },
      ]);
      expect(await query("select afrekening_versie as versie from dwse.terugvordering")).toEqual([{ versie: 1 }]);
      expect(await query("select soort from dwse.uitbox")).toEqual([]);
      await expect(
        query(`insert into dwse.toekenning values
          ('SV-0001', 2022, 5, '2022-05-01', 2, '2022-07-01', '2022-12-31', 'HERVERDELING')`),
      ).rejects.toMatchObject({ code: "23P01" });
      await client.end();
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
