import { execFileSync } from "node:child_process";
import { mkdtempSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { createAccessLog } from "../../platform/access-log/access-log.js";
import { createLogKeys } from "../../platform/access-log/log-keys.js";
import { openPostgres } from "../../platform/access-log/postgres-database.js";
import { verifyLog } from "../../platform/access-log/verify-log.js";
import { createLog } from "../../platform/log.js";
import type { ParticipantId } from "../../schema/identifiers.js";
import { inspector } from "../support/asking.js";
import { findPostgres, makeAccessLog, startPostgres } from "../support/postgres.js";

/*
 * The access log dumped, restored on another server and proved there, as docs/operations/backup.md says.
 *   node --import tsx test/bench/restore.mts [--looks 100000]
 */
const { values } = parseArgs({ options: { looks: { type: "string", default: "100000" } } });
const looks = Number(values.looks);
const programs = findPostgres()!;
const server = await startPostgres(programs);
const keys = createLogKeys(Buffer.alloc(64, "a key"));
const database = openPostgres(await makeAccessLog(server));
const accessLog = createAccessLog({ database, keys, log: createLog("silent"), writer: "gateway" });
const BATCH = 500;

await timed(`${looks} looks written`, async () => {
  for (let at = 0; at < looks; at += BATCH)
    await accessLog.append(
      Array.from({ length: BATCH }, (_, number) => ({
        mandate: { ...inspector, requestId: `request-${at + number}` },
        agency: "VDAB" as const,
        byRule: false,
        participants: [`participant-${(at + number) % 20_000}`.padEnd(28, "x") as ParticipantId],
        fields: ["Participant.name", "Participant.advice", "Participant.permissions"],
      })),
    );
});
const file = join(mkdtempSync(join(tmpdir(), "ama-restore-")), "access-log.dump");
await timed("dumped", () => void execFileSync("pg_dump", ["-Fc", "-n", "access_log", "-f", file, server.url]));
console.log(
  `the dump has ${(statSync(file).size / 1e6).toFixed(1)} MB, ${Math.round(statSync(file).size / looks)} bytes a look`,
);
const [size] = await database.query(
  "select sum(pg_total_relation_size(c.oid))::float8 as bytes from pg_class c join pg_namespace n on n.oid = c.relnamespace where nspname = 'access_log' and relkind = 'r'",
);
console.log(`on disk: ${Math.round(Number(size!["bytes"]) / looks)} bytes a look`);
const other = await startPostgres(programs);
execFileSync("psql", [other.url, "-qc", "create role ama_access_writer; create role ama_access_reader"]);
await timed("restored", () => void execFileSync("pg_restore", ["--exit-on-error", "-d", other.url, file]));
const restored = openPostgres(other.url, { patient: true });
await timed("verified", async () => {
  const { findings, looks: read } = await verifyLog(restored, keys);
  console.log(`${read} looks, ${findings.length} findings`);
});
await restored.stop();
await accessLog.stop();
await other.stop();
await server.stop();

async function timed(what: string, work: () => Promise<void> | void): Promise<void> {
  const began = performance.now();
  const cpu = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(cpu);
  console.log(
    `${what}: ${((performance.now() - began) / 1_000).toFixed(1)} s, ${((user + system) / 1e6).toFixed(1)} s of our CPU`,
  );
}
