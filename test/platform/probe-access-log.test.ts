import { expect, test } from "@jest/globals";
import { createAccessLog } from "../../platform/access-log/access-log.js";
import type { LogDatabase } from "../../platform/access-log/database.js";
import { createLogKeys } from "../../platform/access-log/log-keys.js";
import { createLog } from "../../platform/log.js";

/** A database that takes what it is sent, as long as it is well, and notes it. */
function startDatabase() {
  const state = { sent: [] as string[], fails: false, readOnly: "off" };
  const query = (sql: string) => {
    state.sent.push(sql);
    if (state.fails) return Promise.reject(Object.assign(new Error("no space"), { code: "53100" }));
    return Promise.resolve(sql.includes("transaction_read_only") ? [{ read_only: state.readOnly }] : []);
  };
  const database = { query, stop: () => Promise.resolve() } as unknown as LogDatabase;
  const keys = createLogKeys(Buffer.alloc(64));
  return { state, log: createAccessLog({ database, keys, log: createLog("silent"), writer: "test" }) };
}

const UNAVAILABLE = { code: "ACCESS_LOG_UNAVAILABLE" };
const isOpening = (sql: string) => /insert into access_log\.chain/.test(sql);

test("a probe opens the chain that the next looks need, once, and keeps no look", async () => {
  const { state, log } = startDatabase();
  await log.probe();
  await log.probe();
  expect(state.sent.filter(isOpening)).toHaveLength(1);
  expect(state.sent.join()).not.toContain("access_log.look");
});

test("a probe fails while no row is taken", async () => {
  const { state, log } = startDatabase();
  state.fails = true;
  await expect(log.probe()).rejects.toMatchObject(UNAVAILABLE);
});

test("a probe fails where the database became a replica", async () => {
  const { state, log } = startDatabase();
  await log.probe();
  state.readOnly = "on";
  await expect(log.probe()).rejects.toMatchObject(UNAVAILABLE);
});
