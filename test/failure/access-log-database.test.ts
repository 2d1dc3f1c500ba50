import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { Client } from "pg";
import { createChainWriter } from "../../platform/access-log/chain-writer.js";
import { createLogKeys } from "../../platform/access-log/log-keys.js";
import { openAccessLog, openLogDatabase } from "../../platform/access-log/open-access-log.js";
import type { LogDatabase } from "../../platform/access-log/database.js";
import { verifyLog } from "../../platform/access-log/verify-log.js";
import { createClock } from "../../platform/clock.js";
import { createLog } from "../../platform/log.js";
import { readSettings, type Settings } from "../../platform/settings.js";
import { inspector } from "../support/asking.js";
import { findPostgres, makeAccessLog, startPostgres, type RealPostgres } from "../support/postgres.js";
import { startAma, startProgram } from "../support/program.js";
import { mountSmallDisk, type SmallDisk } from "../support/small-disk.js";
import { startHouse, type Answer, type TestHouse } from "../support/start-house.js";
import { listen } from "../support/subscribe.js";
import { until } from "../support/until.js";

/* The access log in a real PostgreSQL that stops, whose disk is full, that several programs write to, that somebody changes. */

const programs = findPostgres();
const disk: SmallDisk | undefined = programs ? mountSmallDisk(96) : undefined;

if (programs) describe("the access log's PostgreSQL", () => describeServer(programs));
else describe("the access log's PostgreSQL", () => test.skip("there is none on this machine", () => undefined));

function describeServer(folder: string): void {
  let server: RealPostgres;
  let settings: Settings;
  let database: LogDatabase;
  let house: TestHouse;
  const lines: string[] = [];
  const keys = createLogKeys(readSettings({}).AMA_PARTICIPANT_KEY);
  beforeAll(async () => {
    server = await startPostgres(folder, disk && { within: disk.folder });
    settings = readSettings({ NODE_ENV: "test", ACCESS_LOG_URL: await makeAccessLog(server) });
    const log = createLog("info", { write: (line: string) => lines.push(line) });
    const accessLog = await openAccessLog({ settings, log, writer: "house", shared: true, uses: ["write", "read"] });
    database = await openLogDatabase(settings, { uses: ["write", "read"], patient: true });
    house = await startHouse({ participants: 60, accessLog, environment: { AMA_HEARTBEAT_MS: "100" } });
  }, 180_000);
  afterAll(async () => {
    await house.stop();
    await database.stop();
    await server.stop();
    disk?.unmount();
  });

  async function asOwner(sql: string): Promise<void> {
    const client = new Client({ connectionString: server.url });
    await client.connect();
    await client.query(sql);
    await client.end();
  }

  const QUERY = `query($id: ID!) {
    participant(id: $id) { name { last } permissions { status } agreements { id } }
    partnership(id: "SV-0001") { name occupancy { running } }
    agencies { agency } }`;
  const ask = () => house.ask(QUERY, { id: house.idOf(house.world.persons[0]!) });
  const isTold = ({ data, errors }: Answer) => errors === undefined && data.participant !== null;

  /** Everything but what tells of a person. */
  function expectWithheld({ data, errors = [] }: Answer, well: Answer): void {
    expect(data).toEqual({ ...well.data, participant: null });
    expect(errors).toEqual([
      {
        message: expect.any(String),
        path: ["participant"],
        extensions: { code: "ACCESS_LOG_UNAVAILABLE", retryable: true, requestId: expect.any(String) },
      },
    ]);
  }

  /** What a subscription says of how the person stands now. */
  async function snapshot() {
    const headers = {
      authorization: `Bearer ${await house.token("inspector")}`,
      "ama-purpose": "INSPECTION",
      "ama-legal-context": "Opdracht 2026/1",
    };
    const query =
      "subscription($ids: [ID!]) { it: participantChanged(ids: $ids, snapshot: true) { kind who: participant { name { last } } } }";
    const ids = [house.idOf(house.world.persons[0]!)];
    const listening = listen("websocket", house.address, headers, query, { ids });
    const [answer] = await listening.until(1);
    await listening.stop();
    return answer;
  }

  async function expectRecovery(): Promise<void> {
    await until(async () => isTold(await ask()));
    expect(await verifyLog(database, keys)).toMatchObject({ findings: [] });
  }

  test("stopped: personal fields are withheld, others answer, and it recovers by itself", async () => {
    const well = await ask();
    expect(isTold(well)).toBe(true);
    await server.halt();
    expectWithheld(await ask(), well);
    expectWithheld(await ask(), well);
    expect(await snapshot()).toMatchObject({
      data: { it: { kind: "SNAPSHOT", who: null } },
      errors: [{ path: ["it", "who"], extensions: { code: "ACCESS_LOG_UNAVAILABLE" } }],
    });
    await server.resume();
    await expectRecovery();
    expect(await snapshot()).toMatchObject({ data: { it: { who: { name: expect.anything() } } } });
  });

  const onSmallDisk = disk ? test : test.skip;
  onSmallDisk("its disk full (takes root, to mount one): the same", async () => {
    const well = await ask();
    lines.length = 0;
    disk!.fill();
    let answer = await ask();
    // The pages it has take a few looks more.
    for (let tries = 0; isTold(answer) && tries < 500; tries += 1) answer = await ask();
    expectWithheld(answer, well);
    expectWithheld(await ask(), well);
    // `disk_full`, told once to the operators, with nobody's name.
    expect(lines.filter((line) => line.includes("the access log fails"))).toEqual([expect.stringContaining("53100")]);
    disk!.empty();
    await expectRecovery();
    expect(lines.at(-1)).toContain("the access log can be written again");
  });

  test("two programs write at once, and the log is verified meanwhile", async () => {
    const environment = { ACCESS_LOG_URL: settings.ACCESS_LOG_URL! };
    const start = () =>
      startProgram(process.execPath, ["--import", "tsx", "test/support/append-looks.ts", "unused"], environment);
    const writers = [start(), start()];
    const wordsOf = () => writers.map((writer) => Number(writer.words().trim().split("\n").at(-1)));
    await Promise.all(writers.map((writer) => writer.hasSaid(/^20$/m)));
    for (let times = 0; times < 2; times += 1) {
      const before = wordsOf();
      const verifying = startAma(["audit", "verify"], environment);
      expect([await verifying.ended, verifying.words()]).toEqual([0, expect.stringContaining("all as written")]);
      await until(() => wordsOf().every((kept, index) => kept > before[index]!));
    }
    writers[0]!.child.kill("SIGKILL");
    await Promise.all(writers.map((writer) => writer.stop()));
    const { findings, heads } = await verifyLog(database, keys);
    expect(findings).toEqual([]);
    const longest = heads.map(({ seq }) => seq).sort((a, b) => b - a);
    const kept = wordsOf().sort((a, b) => b - a);
    expect([longest[0]! >= kept[0]!, longest[1]! >= kept[1]!]).toEqual([true, true]);
  }, 120_000);

  test("`ama audit verify` names the place of a changed row, of rows that changed places and of a cut end", async () => {
    const LOOKS = 2_000;
    const [last] = await database.query("select max(number) as number from access_log.chain");
    for (let chain = 0; chain < 3; chain += 1)
      await createChainWriter({ database, keys, clock: createClock(), writer: "victim" }).write(
        Array.from({ length: LOOKS }, (_, i) => ({
          mandate: { ...inspector, requestId: `request-${i}` },
          agency: "VDAB" as const,
          byRule: false,
          participants: [`P${i}`.padEnd(28, "p")],
          fields: ["Participant.name"],
        })),
      );
    const [changed, swapped, cut] = [1, 2, 3].map((nth) => (last!["number"] as number) + nth);
    const move = (from: number, to: number) =>
      `update access_log.look set seq = ${to} where chain = ${swapped} and seq = ${from}`;
    await asOwner(`alter table access_log.look disable trigger all;
      update access_log.look set legal_context = 'another' where chain = ${changed} and seq = 1234;
      ${move(777, 9_999)}; ${move(778, 777)}; ${move(9_999, 778)};
      delete from access_log.look where chain = ${cut} and seq > 1990`);

    const verifying = startAma(["audit", "verify"], { ACCESS_LOG_URL: settings.ACCESS_LOG_URL! });
    expect(await verifying.ended).toBe(1);
    expect(verifying.words().match(/^WRONG .*$/gm)).toEqual([
      `WRONG  chain ${changed}, look 1234: was changed`,
      `WRONG  chain ${swapped}, look 777: does not follow on the one before it`,
      `WRONG  chain ${cut}, look 1991: is missing, and all after it up to look ${LOOKS}`,
    ]);
  }, 120_000);
}
