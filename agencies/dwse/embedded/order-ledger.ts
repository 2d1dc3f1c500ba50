import { fork } from "node:child_process";
import { createRequire } from "node:module";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { LedgerOrder } from "./make-ledger.js";

/** Has a ledger made by a process of its own, from the sources as from built code. @throws Error that says what went wrong there */
export async function orderLedger(order: LedgerOrder): Promise<void> {
  const fromSources = import.meta.url.endsWith(".ts");
  const entry = fileURLToPath(new URL(`./make-ledger-process.${fromSources ? "ts" : "js"}`, import.meta.url));
  const loader = fromSources ? ["--import", pathToFileURL(createRequire(import.meta.url).resolve("tsx")).href] : [];
  const child = fork(entry, [], {
    execArgv: loader,
    serialization: "advanced",
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  const complaints: string[] = [];
  child.on("message", (complaint: string) => complaints.push(complaint));
  await new Promise<void>((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code, signal) => {
      if (code === 0) resolve();
      else reject(new Error(`The ledger could not be made (${signal ?? `exit ${code}`}): ${complaints.join("\n")}`));
    });
    child.send(order, (error) => error && reject(error));
  });
}
