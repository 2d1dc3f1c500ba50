import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";
import { createChainWriter } from "../../platform/access-log/chain-writer.js";
import { openEmbedded } from "../../platform/access-log/embedded/open-embedded.js";
import { createLogKeys } from "../../platform/access-log/log-keys.js";
import { openPostgres } from "../../platform/access-log/postgres-database.js";
import { createClock } from "../../platform/clock.js";
import { readSettings } from "../../platform/settings.js";
import { inspector } from "../support/asking.js";
import { findPostgres, makeAccessLog, startPostgres } from "../support/postgres.js";
import { startProgram } from "../support/program.js";

/*
 * How long `ama audit verify` takes to name a changed row: a million looks, as the chain writer hashes them, in a PostgreSQL of
 * its own. Two chains; the row is near the end of the second.
 *   node --import tsx test/bench/verify-log.mts [looks] [embedded]
 * With the CPU of `ama audit verify` alone; the embedded log, which is in its process, is only verified as written.
 */
const all = Number(process.argv[2] ?? 1_000_000);
const isEmbedded = process.argv[3] === "embedded";
const BATCH = 5_000;
const programs = findPostgres();
if (!programs && !isEmbedded) throw new Error("There is no PostgreSQL on this machine.");
const server = programs && !isEmbedded ? await startPostgres(programs) : undefined;
const folder = mkdtempSync(join(tmpdir(), "ama-verify-"));
const url = server && (await makeAccessLog(server));
const environment: Record<string, string> = url === undefined ? { AMA_DATA_DIR: folder } : { ACCESS_LOG_URL: url };
const database =
  url === undefined ? await openEmbedded(join(folder, "access-log")) : openPostgres(url, { patient: true });
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
  const program = startProgram(
    "/bin/sh",
    ["-c", `"${process.execPath}" bin/ama.js audit verify; code=$?; times; exit $code`],
    environment,
  );
  const code = await program.ended;
  const last = program.words().trim().split("\n").slice(-4).join(" | ");
  console.log(`${what}: ${((performance.now() - begun) / 1_000).toFixed(1)} s, exit ${code}: ${last}`);
}

await verify("as written");
if (!server) {
  rmSync(folder, { recursive: true });
  process.exit();
}
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
