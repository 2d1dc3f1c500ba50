import { fork, type ChildProcess } from "node:child_process";
import { createRequire } from "node:module";
import { fileURLToPath, pathToFileURL } from "node:url";

export interface ChildOptions {
  readonly args: readonly string[];
  /** The heap of JavaScript that it may fill; beyond, it ends. */
  readonly memoryMb: number;
  /** Threads for work that is not JavaScript. */
  readonly threads: number;
}

/**
 * Starts a program of our own in a process of its own, from sources and built alike. It reads no environment, outlives
 * no parent, and keeps no parent waiting.
 * @param entry the file it runs, as `new URL("./some-program.js", import.meta.url)`
 */
export function startChild(entry: URL, { args, memoryMb, threads }: ChildOptions): ChildProcess {
  const isBuilt = !import.meta.url.endsWith(".ts");
  const loader = isBuilt ? [] : ["--import", pathToFileURL(createRequire(import.meta.url).resolve("tsx")).href];
  const file = fileURLToPath(isBuilt ? entry : entry.href.replace(/\.js$/, ".ts"));
  const child = fork(file, args, {
    execArgv: [...loader, `--max-old-space-size=${memoryMb}`, "--no-warnings"],
    env: { UV_THREADPOOL_SIZE: String(threads) },
    stdio: ["ignore", "ignore", "ignore", "ipc"],
  });
  child.unref();
  child.channel?.unref();
  return child;
}
