import "reflect-metadata";
import { migratePostgres, openPostgres } from "../../platform/access-log/postgres-database.js";
import { createAccessLog, type AccessLog } from "../../platform/access-log/access-log.js";
import { createLogKeys } from "../../platform/access-log/log-keys.js";
import { createLog } from "../../platform/log.js";
import { findPostgres, startPostgres } from "../support/postgres.js";
import { createNotebook } from "../support/notebook.js";
import { startHouse, type TestHouse } from "../support/start-house.js";

/*
 * What writing looks down costs: CPU of the whole process (stand-ins, subgraphs, gateway, client) for each request, with looks
 * kept nowhere, in the embedded PostgreSQL and in a server, in turns so that a noisy machine is noisy for all.
 *   node --import tsx test/bench/access-log.mts [rounds]
 */
const rounds = Number(process.argv[2] ?? 4);
const CONCURRENCY = 16;

const QUESTIONS = {
  "one participant": {
    query: `query($id: ID!) { participant(id: $id) { name { last } advice { status } permissions { status validTo }
      agreements { startsOn organisation { name } } readiness { mayBeActive conditions { kind state } } funding(year: 2026) { days } } }`,
    each: 150,
  },
  "a page of fifty": {
    query: `{ participants(first: 50) { edges { node { name { last } advice { status } permissions { status } hoursPerWeek
      readiness { mayBeActive } } } } }`,
    each: 24,
  },
};

const nowhere: AccessLog = { ...createNotebook(), append: () => Promise.resolve() };
const programs = findPostgres();
const postgres = programs ? await startPostgres(programs) : undefined;
const houses: Record<string, TestHouse> = {
  nowhere: await startHouse({ accessLog: nowhere }),
  embedded: await startHouse(),
};
if (postgres) {
  await migratePostgres(postgres.url);
  const database = openPostgres(postgres.url);
  const parts = { database, keys: createLogKeys(Buffer.alloc(64, 1)), log: createLog("silent"), writer: "bench" };
  houses["server"] = await startHouse({ accessLog: createAccessLog(parts) });
}

async function run(house: TestHouse, query: string, times: number): Promise<number> {
  let left = times;
  const ids = house.world.persons.slice(0, 100).map((person) => house.idOf(person));
  const before = process.cpuUsage();
  await Promise.all(
    Array.from({ length: CONCURRENCY }, async () => {
      while (left > 0) await house.ask(query, { id: ids[(left -= 1) % ids.length] });
    }),
  );
  const { user, system } = process.cpuUsage(before);
  return (user + system) / times / 1_000;
}

for (const [what, { query, each }] of Object.entries(QUESTIONS)) {
  const spent = Object.fromEntries(Object.keys(houses).map((name) => [name, [] as number[]]));
  for (const house of Object.values(houses)) await run(house, query, each);
  for (let round = 0; round < rounds; round += 1)
    for (const [name, house] of Object.entries(houses)) spent[name]!.push(await run(house, query, each));
  const median = (all: number[]) => all.sort((a, b) => a - b)[Math.floor(all.length / 2)]!;
  const base = median(spent["nowhere"]!);
  for (const [name, all] of Object.entries(spent))
    console.log(
      `${what}, looks kept ${name}: ${median(all).toFixed(2)} ms CPU, ratio ${(median(all) / base).toFixed(3)}`,
    );
}
for (const house of Object.values(houses)) await house.stop();
await postgres?.stop();
process.exit(0);
