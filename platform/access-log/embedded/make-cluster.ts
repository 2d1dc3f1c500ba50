import { spawn } from "node:child_process";
import { existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname } from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath, pathToFileURL } from "node:url";

/**
 * Makes the folder of an empty database cluster, in one step: it is whole or not there. Starting one takes seconds and
 * 800 MB, which a process of its own takes with it. Does nothing where the folder is.
 */
export async function makeCluster(folder: string): Promise<void> {
  if (existsSync(folder)) return;
  const making = `${folder}.making-${process.pid}`;
  mkdirSync(dirname(folder), { recursive: true, mode: 0o700 });
  rmSync(making, { recursive: true, force: true });
  try {
    await runProcess(making);
    try {
      renameSync(making, folder);
    } catch (error) {
      // Another process made one meanwhile: an empty cluster is like any other.
      if (!existsSync(folder)) throw error;
    }
  } finally {
    rmSync(making, { recursive: true, force: true });
  }
}

async function runProcess(folder: string): Promise<void> {
  const fromSources = import.meta.url.endsWith(".ts");
  const entry = fileURLToPath(new URL(`./make-cluster-process.${fromSources ? "ts" : "js"}`, import.meta.url));
  const loader = fromSources ? ["--import", pathToFileURL(createRequire(import.meta.url).resolve("tsx")).href] : [];
  const child = spawn(process.execPath, [...loader, entry, folder], { stdio: ["ignore", "ignore", "pipe"] });
  const ended = new Promise<string>((resolve, reject) => {
    child.once("error", reject).once("exit", (code, signal) => resolve(signal ?? `exit ${code}`));
  });
  const [end, complaints] = await Promise.all([ended, text(child.stderr)]);
  if (end !== "exit 0") throw new Error(`The access log's database could not be made (${end}): ${complaints}`);
}
