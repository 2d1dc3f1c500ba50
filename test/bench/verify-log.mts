import { Client } from "pg";
import { createChainWriter } from "../../platform/access-log/chain-writer.js";
import { createLogKeys } from "../../platform/access-log/log-keys.js";
import { openPostgres } from "../../platform/access-log/postgres-database.js";
import { createClock } from "../../platform/clock.js";
import { readSettings } from "../../platform/settings.js";
import { inspector } from "../support/asking.js";
import { findPostgres, makeAccessLog, startPostgres } from "../support/postgres.js";
import { startAma } from "../support/program.js";

/*
 * How long `ama audit verify` takes to name a changed row: a million looks, as the chain writer hashes them, in a PostgreSQL of
 * its own. Two chains; the row is near the end of the second.
 *   node --import tsx test/bench/verify-log.mts [looks]
 */
const all = Number(process.argv[2] ?? 1_000_000);
const BATCH = 5_000;
const programs = findPostgres();
if (!programs) throw new Error("There is no PostgreSQL on this machine.");
const server = await startPostgres(programs);
const url = await makeAccessLog(server);
const database = openPostgres(url, { patient: true });
const keys = createLogKeys(readSettings({}).AMA_PARTICIPANT_KEY);
const fields = [
  "Participant.name",
  "PersonName.first",
  "PersonName.last",
  "Participant.advice",
  "MediationAdvice.status",
];

for (const writer of ["first", "second"]) {
  const chain = createChainWriter({ database, keys, clock: createClock(), writer });
  for (let written = 0; written < all / 2; written += BATCH)
    await chain.write(
      Array.from({ length: BATCH }, (_, i) => ({
        mandate: { ...inspector, requestId: crypto.randomUUID() },
        agency: "VDAB" as const,
        byRule: false,
        participants: [`P${(written + i) % 20_000}`.padEnd(28, "p")],
        fields,
      })),
    );
}
await database.stop();
console.log(`${all} looks written`);

async function verify(what: string) {
  const begun = performance.now();
  const program = startAma(["audit", "verify"], { ACCESS_LOG_URL: url });
  const code = await program.ended;
  const last = program.words().trim().split("\n").slice(-2).join(" | ");
  console.log(`${what}: ${((performance.now() - begun) / 1_000).toFixed(1)} s, exit ${code}: ${last}`);
}

await verify("as written");
const client = new Client({ connectionString: server.url });
await client.connect();
await client.query("alter table access_log.look disable trigger all");
const place = `where chain = 2 and seq = ${all / 2 - 10}`;
await client.query(`update access_log.look set organisation = '0000000097' ${place}`);
await verify("a row changed");
await client.query(`delete from access_log.look ${place}`);
await verify("a row taken out");
await client.query(`delete from access_log.look where chain = 2 and seq >= ${all / 2 - 10}`);
await verify("cut off at the end");
await client.end();
await server.stop();
