import { spawn } from "node:child_process";
import { rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { text } from "node:stream/consumers";
import { fileURLToPath, pathToFileURL } from "node:url";
import { serialize } from "node:v8";
import type { LedgerOrder } from "./make-ledger.js";

/** Has a ledger made by a process of its own, from the sources as from built code. @throws Error that says what went wrong there */
export async function orderLedger(order: LedgerOrder): Promise<void> {
  const fromSources = import.meta.url.endsWith(".ts");
  const entry = fileURLToPath(new URL(`./make-ledger-process.${fromSources ? "ts" : "js"}`, import.meta.url));
  const loader = fromSources ? ["--import", pathToFileURL(createRequire(import.meta.url).resolve("tsx")).href] : [];
  const letter = `${order.kept}.order.making-${process.pid}`;
  writeFileSync(letter, serialize(order), { mode: 0o600 });
  try {
    const child = spawn(process.execPath, [...loader, entry, letter], { stdio: ["ignore", "ignore", "pipe"] });
    const ended = new Promise<string>((resolve, reject) => {
      child.once("error", reject).once("exit", (code, signal) => resolve(signal ?? `exit ${code}`));
    });
    const [end, complaints] = await Promise.all([ended, text(child.stderr)]);
    if (end !== "exit 0") throw new Error(`The ledger could not be made (${end}): ${complaints}`);
  } finally {
    rmSync(letter, { force: true });
  }
}
