import { afterEach, expect, test } from "@jest/globals";
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startProgram, type Program } from "../support/program.js";

const folder = mkdtempSync(join(tmpdir(), "ama-stop-"));
const pipe = join(folder, "pipe");
execFileSync("mkfifo", [pipe]);
let program: Program;
afterEach(() => {
  if (program.child.exitCode === null) program.child.kill("SIGKILL");
  rmSync(folder, { recursive: true });
});

/** A file system that does not answer: reading a pipe that nobody writes to. */
const PROGRAM = `
  import { readFile } from "node:fs/promises";
  import { runUntilStopped } from "./platform/run-until-stopped.ts";
  import { createLog } from "./platform/log.ts";
  void readFile(${JSON.stringify(pipe)});
  setTimeout(() => console.log("running"), 100);
  await runUntilStopped({ stop: () => new Promise(() => setInterval(() => undefined, 1_000)) }, createLog("info"));
`;

test("a second signal ends a process at once, though a file system does not answer it", async () => {
  program = startProgram(process.execPath, ["--import", "tsx", "--input-type=module", "--eval", PROGRAM], {});
  await program.hasSaid(/running/);
  program.child.kill("SIGTERM");
  await program.hasSaid(/a second signal does not wait/);
  program.child.kill("SIGTERM");
  await program.ended;
  expect(program.child.signalCode).toBe("SIGKILL");
});
