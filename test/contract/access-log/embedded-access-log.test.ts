import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import type { LogDatabase } from "../../../platform/access-log/database.js";
import { EMBEDDED_ROLE, openEmbedded } from "../../../platform/access-log/embedded/open-embedded.js";
import { createLogKeys } from "../../../platform/access-log/log-keys.js";
import { openAccessLog } from "../../../platform/access-log/open-access-log.js";
import { verifyLog } from "../../../platform/access-log/verify-log.js";
import { createLog } from "../../../platform/log.js";
import { readSettings } from "../../../platform/settings.js";
import { startProgram } from "../../support/program.js";
import { describeAccessLog } from "./access-log-contract.js";

describeAccessLog("the embedded PostgreSQL", () => {
  const folder = mkdtempSync(join(tmpdir(), "ama-access-log-"));
  let database: LogDatabase;
  return Promise.resolve({
    open: async () => (database = await openEmbedded(folder)),
    async force(sql: string) {
      await database.query("reset role");
      try {
        await database.script(sql);
      } finally {
        await database.query(`set role ${EMBEDDED_ROLE}`);
      }
    },
    stop: () => Promise.resolve(rmSync(folder, { recursive: true, force: true })),
  });
});

describe("the embedded access log", () => {
  const log = createLog("silent");

  test("is of one process alone: others are told what to do", async () => {
    const folder = mkdtempSync(join(tmpdir(), "ama-access-log-"));
    const settings = readSettings({ NODE_ENV: "test", AMA_DATA_DIR: folder });
    const other = startProgram(process.execPath, ["--import", "tsx", "test/support/append-looks.ts", folder], {});
    await other.hasSaid(/^20$/m);
    const opened = openAccessLog({ settings, log, writer: "second", shared: false, uses: ["write", "read"] });
    await expect(opened).rejects.toThrow(`open in process ${other.child.pid}: stop that one`);
    const production = { ...settings, NODE_ENV: "production" } as const;
    const shared = { log, writer: "ledger", shared: true, uses: ["write", "read"] as const };
    await expect(openAccessLog({ ...shared, settings: production })).rejects.toThrow("ACCESS_LOG_URL");
    // In development a program by itself keeps one of its own.
    await (await openAccessLog({ ...shared, settings })).stop();

    // What was answered before the process was killed is there, every single one.
    other.child.kill("SIGKILL");
    await other.ended;
    const answered = Number(other.words().trim().split("\n").at(-1));
    const database = await openEmbedded(join(folder, "access-log"));
    const { findings, looks } = await verifyLog(database, createLogKeys(settings.AMA_PARTICIPANT_KEY));
    expect(findings).toEqual([]);
    expect(looks).toBeGreaterThanOrEqual(answered);
    await database.stop();
    rmSync(folder, { recursive: true, force: true });
  }, 120_000);
});
