import { fileURLToPath } from "node:url";
import { Worker } from "jest-worker";

const FILE = fileURLToPath(new URL("run-test-file.mjs", import.meta.url));
/** A worker that holds more than this between two files makes place for a fresh one. */
const WORKER_BYTES = 1_200_000_000;

/**
 * Runs test files in plain Node processes that load each module once for all the files they run. Jest's own runner
 * gives every file a realm and a module registry of its own: half of the run's CPU time went into loading the same
 * modules again, and the other half ran them before they were compiled.
 */
export default class SharedModulesRunner {
  #globalConfig;

  constructor(globalConfig) {
    this.#globalConfig = globalConfig;
  }

  async runTests(tests, watcher, onStart, onResult, onFailure) {
    const { maxWorkers } = this.#globalConfig;
    const workers = new Worker(FILE, {
      exposedMethods: ["run"],
      numWorkers: Math.min(maxWorkers, tests.length),
      forkOptions: { serialization: "json", execArgv: ["--no-warnings", "--max-semi-space-size=64"], stdio: "pipe" },
      idleMemoryLimit: WORKER_BYTES,
    });
    workers.getStdout().pipe(process.stdout);
    workers.getStderr().pipe(process.stderr);
    const order = [...tests];
    const runAll = async () => {
      for (let test = order.shift(); test; test = order.shift()) {
        if (watcher.isInterrupted()) return;
        try {
          await onStart(test);
          await onResult(test, await workers.run(test.path, test.context.config, this.#globalConfig));
        } catch (error) {
          await onFailure(test, error);
        }
      }
    };
    await Promise.all(Array.from({ length: maxWorkers }, runAll));
    await workers.end();
  }
}
