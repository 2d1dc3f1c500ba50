import { expect, test } from "@jest/globals";
import { setTimeout as sleep } from "node:timers/promises";
import { createAccessLog } from "../../../platform/access-log/access-log.js";
import { createLogKeys } from "../../../platform/access-log/log-keys.js";
import { openPostgres } from "../../../platform/access-log/postgres-database.js";
import { verifyLog } from "../../../platform/access-log/verify-log.js";
import { createLog } from "../../../platform/log.js";
import { openPool } from "../../../platform/postgres/connect.js";
import type { ParticipantId } from "../../../schema/identifiers.js";
import { findPostgres, makeAccessLog, startPostgres, startReplica } from "../../support/postgres.js";
import { inspector } from "../../support/asking.js";

const programs = findPostgres();
const LOOKS = 120;
const KILLED_AT = 40;
const SOMEBODY = "A".repeat(28) as ParticipantId;

(programs ? test : test.skip)(
  "no look that was answered is lost or there twice when the primary is killed and its replica takes over",
  async () => {
    const primary = await startPostgres(programs!);
    const asGateway = await makeAccessLog(primary);
    const replica = await startReplica(programs!, primary);
    const hostOf = (url: string) => new URL(url).host;
    const url = asGateway.replace(hostOf(asGateway), `${hostOf(asGateway)},${hostOf(replica.url)}`);
    const keys = createLogKeys(Buffer.alloc(64, "a key"));
    const database = openPostgres(url);
    const accessLog = createAccessLog({ database, keys, log: createLog("silent"), writer: "test" });
    try {
      const answered: string[] = [];
      let refused = 0;
      for (let number = 0; answered.length < LOOKS && number < 3_000; number += 1) {
        if (number === KILLED_AT) await primary.halt();
        if (number === KILLED_AT + 10) await replica.promote();
        const requestId = `request-${number}`;
        const mandate = { ...inspector, requestId };
        await accessLog
          .append([{ mandate, agency: "VDAB", byRule: false, participants: [SOMEBODY], fields: ["name"] }])
          .then(
            () => answered.push(requestId),
            async () => {
              refused += 1;
              await sleep(20);
            },
          );
      }
      const rows = await database.query("select request_id from access_log.look order by chain, seq");
      const written = rows.map((row) => String(row["request_id"]));
      expect(refused).toBeGreaterThan(0);
      expect(answered).toHaveLength(LOOKS);
      expect(new Set(written).size).toBe(written.length);
      expect(written).toEqual(expect.arrayContaining(answered));
      // What was refused may be written nevertheless, if the server ended before it could say so: never more than that.
      expect(written.length - answered.length).toBeLessThanOrEqual(1);
      expect(await verifyLog(database, keys)).toMatchObject({ findings: [], looks: written.length });
    } finally {
      await accessLog.stop();
      await replica.stop();
      await primary.stop();
    }
  },
  120_000,
);

(programs ? test : test.skip)("reads may be asked of a replica, and changes never are", async () => {
  const primary = await startPostgres(programs!);
  const replica = await startReplica(programs!, primary).catch(async (error: unknown) => {
    await primary.stop();
    throw error;
  });
  const hosts = `${new URL(replica.url).host},${new URL(primary.url).host}`;
  const url = (query: string) => `postgres://postgres@${hosts}/postgres${query}`;
  const isReplica = async (address: string) => {
    const pool = openPool(address, { connectionTimeoutMillis: 2_000 });
    const { rows } = await pool.query<{ replica: boolean }>("select pg_is_in_recovery() as replica");
    await pool.end();
    return rows[0]!.replica;
  };
  try {
    expect(await isReplica(url("?target_session_attrs=any"))).toBe(true);
    expect(await isReplica(url("?target_session_attrs=read-write"))).toBe(false);
    expect(await isReplica(url(""))).toBe(false);
    await replica.stop();
    expect(await isReplica(url("?target_session_attrs=any"))).toBe(false);
  } finally {
    await primary.stop();
  }
});
