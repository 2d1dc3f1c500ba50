import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { Worker } from "node:worker_threads";

export interface ThreadOptions {
  readonly name: string;
  /** What the thread finds as its `workerData`. */
  readonly data: object;
  /** The heap it may fill; beyond, it ends with ERR_WORKER_OUT_OF_MEMORY. */
  readonly memoryMb: number;
}

/** Run from sources, a thread has to be given a loader for them first. */
const FROM_SOURCES = `const { workerData } = require("node:worker_threads");
import(workerData.loader).then(({ register }) => {
  register();
  return import(workerData.entry);
});`;

/**
 * Starts a thread, from sources and built alike. It reads no environment.
 * @param entry the file it runs, as `new URL("./some-thread.js", import.meta.url)`
 */
export function startThread(entry: URL, { name, data, memoryMb }: ThreadOptions): Worker {
  const options = { name, execArgv: [], env: {}, resourceLimits: { maxOldGenerationSizeMb: memoryMb } };
  if (!import.meta.url.endsWith(".ts")) return new Worker(entry, { ...options, workerData: data });
  const required = createRequire(import.meta.url).resolve("tsx/esm/api");
  const loader = pathToFileURL(required.replace(/\.cjs$/, ".mjs")).href;
  const source = entry.href.replace(/\.js$/, ".ts");
  return new Worker(FROM_SOURCES, { ...options, eval: true, workerData: { ...data, loader, entry: source } });
}
