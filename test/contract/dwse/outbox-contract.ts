import { afterAll, afterEach, beforeAll, describe, expect, it } from "@jest/globals";
import { setTimeout as sleep } from "node:timers/promises";
import { Client } from "pg";
import { createDwse } from "../../../agencies/dwse/create-dwse.js";
import type { StandIn } from "../../../agencies/stand-in.js";
import type { Bus, Cursor } from "../../../platform/bus/bus.js";
import { createMemoryBus } from "../../../platform/bus/memory-bus.js";
import { createClock } from "../../../platform/clock.js";
import { createLog } from "../../../platform/log.js";
import { readSettings } from "../../../platform/settings.js";
import { runSubgraph, type RunningSubgraph } from "../../../subgraphs/kernel/run-subgraph.js";
import { ledgerSubgraph } from "../../../subgraphs/ledger/subgraph.js";
import { createNotebook } from "../../support/notebook.js";
import { until } from "../../support/until.js";
import type { LedgerPlace } from "./ledger-contract.js";
import { ledgerTestWorld, NOW } from "./ledger-world.js";

const log = createLog("silent");
const TODAY = "2026-11-21";
const booked = (partnership: string) => ({
  what: "ADVANCE_BOOKED" as const,
  partnership,
  year: 2026,
  cents: 100,
  on: TODAY,
});

/** What whoever reads the department's outbox can count on, on whichever PostgreSQL. */
export function outboxContract(
  name: string,
  place: () => Promise<LedgerPlace>,
  { severalSessions = false } = {},
): void {
  describe(name, () => {
    const world = ledgerTestWorld();
    let where: LedgerPlace;
    let dwse: StandIn;
    let bus: Bus;
    let begin: Cursor;
    const running: RunningSubgraph[] = [];

    /** Asked by itself only after ten minutes: what is heard sooner was said aloud. */
    async function publish(): Promise<RunningSubgraph> {
      const environment = { DATABASE_URL: dwse.address, AMA_AGENCY_TIMEOUT_MS: "20000", AMA_NOTICES_POLL_MS: "600000" };
      const parts = {
        settings: readSettings(environment),
        clock: createClock(NOW),
        log,
        accessLog: createNotebook(),
        bus,
      };
      const subgraph = await runSubgraph(ledgerSubgraph, parts);
      running.push(subgraph);
      await until(() => subgraph.noticesBehindMs() === 0);
      return subgraph;
    }
    const told = async () => (await bus.read(begin, 1_000)).map(({ event }) => `${event.kind} ${event.partnership}`);
    const isTold = (count: number) => until(async () => (await told()).length >= count);

    beforeAll(async () => {
      where = await place();
      dwse = await createDwse(world, { host: "127.0.0.1", port: 0, ...where });
      bus = createMemoryBus({ window: { ageMs: 3_600_000, events: 1_000 }, log });
    });
    afterEach(async () => {
      dwse.setMood("well");
      for (const one of running.splice(0)) await one.stop();
      begin = await bus.end();
    });
    afterAll(async () => {
      await bus.stop();
      await dwse.stop();
      await where.stop();
    });

    it("begins at its present end; what is booked then is told as it is, with keys alone", async () => {
      begin = await bus.end();
      await publish();
      expect(await told()).toEqual([]);
      await dwse.take(booked("SV-8001"), NOW);
      await isTold(1);
      await dwse.take({ what: "STATEMENT_TAKEN_IN", partnership: "SV-9001", on: TODAY }, NOW);
      await isTold(2);
      expect(await told()).toEqual(["FUNDING_CHANGED SV-8001", "STATEMENT_CHANGED SV-9001"]);
      const [first] = await bus.read(begin, 1);
      expect(Object.keys(first!.event).sort()).toEqual(["id", "kind", "occurredAt", "partnership"]);
    });

    it("what was booked while the subgraph was away comes first when it is back", async () => {
      await dwse.take(booked("SV-8002"), NOW);
      await dwse.take(booked("SV-8003"), NOW);
      await publish();
      await dwse.take(booked("SV-8004"), NOW);
      await isTold(3);
      expect(await told()).toEqual(["SV-8002", "SV-8003", "SV-8004"].map((id) => `FUNDING_CHANGED ${id}`));
    });

    it("listens again after the ledger was away, and reads what was said meanwhile", async () => {
      await publish();
      dwse.setMood("down");
      await dwse.take(booked("SV-8005"), NOW);
      await sleep(100);
      dwse.setMood("well");
      await isTold(1);
      await sleep(300);
      await dwse.take(booked("SV-8006"), NOW);
      await isTold(2);
      expect(await told()).toEqual(["FUNDING_CHANGED SV-8005", "FUNDING_CHANGED SV-8006"]);
    });

    (severalSessions ? it : it.skip)(
      "of transactions that end in another order than they began no row is skipped",
      async () => {
        await publish();
        const [slow, quick] = [
          new Client({ connectionString: dwse.address }),
          new Client({ connectionString: dwse.address }),
        ];
        await Promise.all([slow.connect(), quick.connect()]);
        const put = (client: Client, id: string) =>
          client.query("insert into dwse.uitbox (soort, sleutel) values ('TOEKENNING', $1)", [`${id}/2026`]);
        await slow.query("begin");
        await put(slow, "SV-8010");
        for (const id of ["SV-8011", "SV-8012"]) await put(quick, id);
        // They were said aloud, and wait for the one that began before them.
        await sleep(500);
        expect(await told()).toEqual([]);
        await slow.query("commit");
        await isTold(3);
        expect((await told()).sort()).toEqual(["SV-8010", "SV-8011", "SV-8012"].map((id) => `FUNDING_CHANGED ${id}`));
        await Promise.all([slow.end(), quick.end()]);
      },
    );
  });
}
