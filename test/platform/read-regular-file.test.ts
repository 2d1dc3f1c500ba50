import { afterAll, expect, test } from "@jest/globals";
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readRegularFile } from "../../platform/read-regular-file.js";

const folder = mkdtempSync(join(tmpdir(), "ama-read-"));
const [file, link, pipe, large] = ["file", "link", "pipe", "large"].map((name) => join(folder, name)) as [
  string,
  string,
  string,
  string,
];
writeFileSync(file, "text");
symlinkSync(file, link);
execFileSync("mkfifo", [pipe]);
writeFileSync(large, "");
truncateSync(large, 65 * 1024 * 1024);
afterAll(() => rmSync(folder, { recursive: true }));

test("a file is read, through a link too", async () => {
  expect(await readRegularFile(link)).toBe("text");
});

test("nobody waits for what is no file, or reads what has no end", async () => {
  await expect(readRegularFile(pipe)).rejects.toThrow("is not a file");
  await expect(readRegularFile(folder)).rejects.toThrow("is not a file");
  await expect(readRegularFile("/dev/zero")).rejects.toThrow("is not a file");
  await expect(readRegularFile(large)).rejects.toThrow("is larger than 64 MB");
});
