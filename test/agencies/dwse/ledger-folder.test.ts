import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { copyFolder, dataOf, keepFolder } from "../../../agencies/dwse/embedded/ledger-folder.js";

let folder: string;
let kept: string;
let copy: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "ama-folder-"));
  kept = join(folder, "kept");
  copy = join(folder, "copy");
  make("een");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function make(content: string): void {
  const making = join(folder, "making");
  mkdirSync(join(dataOf(making), "base", "leeg"), { recursive: true });
  writeFileSync(join(dataOf(making), "base", "1"), content);
  writeFileSync(join(dataOf(making), "PG_VERSION"), "18");
  keepFolder(making, kept);
}

describe("a kept database folder", () => {
  test("is copied whole, empty folders too", () => {
    expect(copyFolder(kept, copy)).toBe(true);
    expect(readFileSync(join(copy, "base", "1"), "utf8")).toBe("een");
    expect(existsSync(join(copy, "base", "leeg"))).toBe(true);
    expect(existsSync(join(folder, "making"))).toBe(false);
  });

  test("that is whole stays, since somebody may be copying it; a spoilt one gives way", () => {
    make("twee");
    expect(copyFolder(kept, copy)).toBe(true);
    expect(readFileSync(join(copy, "base", "1"), "utf8")).toBe("een");
    expect(existsSync(join(folder, "making"))).toBe(false);
    rmSync(join(kept, "seal"));
    make("twee");
    expect(copyFolder(kept, copy)).toBe(true);
    expect(readFileSync(join(copy, "base", "1"), "utf8")).toBe("twee");
  });

  test.each<[string, () => void]>([
    ["is not there", () => rmSync(kept, { recursive: true })],
    ["has no seal", () => rmSync(join(kept, "seal"))],
    ["lost a file", () => rmSync(join(dataOf(kept), "PG_VERSION"))],
    ["has a file cut short", () => truncateSync(join(dataOf(kept), "base", "1"), 1)],
    ["has a file changed", () => writeFileSync(join(dataOf(kept), "base", "1"), "twe")],
    ["has a file too many", () => writeFileSync(join(dataOf(kept), "postmaster.pid"), "1")],
  ])("that %s is not used, and leaves nothing behind", (_what, spoil) => {
    spoil();
    expect(copyFolder(kept, copy)).toBe(false);
    expect(existsSync(copy)).toBe(false);
  });
});
