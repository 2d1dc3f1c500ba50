import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { readSettings, SettingsInvalid } from "../../platform/settings.js";

function faultsOf(environment: Record<string, string>): readonly string[] {
  try {
    readSettings(environment);
    return [];
  } catch (error) {
    if (error instanceof SettingsInvalid) return error.faults;
    throw error;
  }
}

describe("settings", () => {
  it("an empty environment gives the embedded defaults", () => {
    expect(readSettings({})).toMatchObject({
      AMA_PORT: 4000,
      VDAB_URL: "http://127.0.0.1:4101",
      AMA_PARTICIPANTS: 2_000,
    });
  });

  it("names everything that is wrong at once", () => {
    const faults = faultsOf({
      AMA_PORT: "99999",
      VDAB_URL: "nonsense",
      AMA_PARTICIPANT_KEY: "short",
      AMA_NOW: "yesterday",
    });
    for (const name of ["AMA_PORT", "VDAB_URL", "AMA_PARTICIPANT_KEY", "AMA_NOW"])
      expect(faults.some((fault) => fault.startsWith(name))).toBe(true);
    expect(faults).toHaveLength(4);
  });

  it("a secret comes from a file as well", () => {
    const file = join(mkdtempSync(join(tmpdir(), "ama-")), "secret");
    writeFileSync(file, "from a file\n");
    expect(readSettings({ VDAB_CLIENT_SECRET_FILE: file }).VDAB_CLIENT_SECRET).toBe("from a file");
    expect(faultsOf({ VDAB_CLIENT_SECRET_FILE: "/nowhere" })).toEqual([
      "VDAB_CLIENT_SECRET_FILE: cannot read /nowhere",
    ]);
  });

  it("production refuses what everybody knows", () => {
    const faults = faultsOf({ NODE_ENV: "production" });
    expect(faults.map((fault) => fault.split(":")[0])).toEqual([
      "AMA_PARTICIPANT_KEY",
      "AMA_MANDATE_KEY",
      "AMA_ISSUER_URL",
      "VDAB_CLIENT_SECRET",
      "LOKET_CLIENT_SECRET",
      "VDAB_NOTICE_SECRET",
      "LOKET_NOTICE_SECRET",
    ]);
  });

  it("production refuses an issuer whose words anybody on the way may change", () => {
    const faults = faultsOf({ NODE_ENV: "production", AMA_ISSUER_URL: "http://issuer.example" });
    expect(faults.some((fault) => fault.startsWith("AMA_ISSUER_URL: must be https"))).toBe(true);
  });

  it("a variable of several texts is JSON, and knows its names", () => {
    expect(readSettings({ AMA_CLAIMS: '{"capacity":"role"}' }).AMA_CLAIMS).toEqual({ capacity: "role" });
    expect(readSettings({}).AMA_LEGAL_CONTEXTS).toBeUndefined();
    for (const wrong of ["role", '{"role":"x"}', '{"capacity":""}', "[]", "null"])
      expect(faultsOf({ AMA_CLAIMS: wrong })).toHaveLength(1);
  });

  it("a fault never repeats the value of a secret", () => {
    expect(faultsOf({ AMA_PARTICIPANT_KEY: "my-secret-key" }).join()).not.toContain("my-secret-key");
  });
});
