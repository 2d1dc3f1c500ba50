import type { Log } from "./log.js";

/** Anything that runs until it is stopped. */
export interface Stoppable {
  stop(): Promise<void>;
}

/** How long a process that has stopped may still take to end. */
export const LINGER_MS = 20_000;

/**
 * Waits for SIGTERM or SIGINT, then stops what runs; a second signal does not wait.
 * A failure that nobody waited for is our mistake, and logged whole: one question must not end the process for all others.
 * Resolves when all has stopped.
 */
export async function runUntilStopped(running: Stoppable, log: Log): Promise<void> {
  process.on("unhandledRejection", (error) => log.error({ err: error }, "a failure that nobody waited for"));
  const signal = await new Promise<string>((resolve) => {
    for (const name of ["SIGTERM", "SIGINT"] as const) process.once(name, () => resolve(name));
  });
  for (const name of ["SIGTERM", "SIGINT"] as const) process.once(name, endNow);
  log.info({ signal }, "stopping; a second signal does not wait");
  await running.stop();
  log.info("stopped");
  // What still holds the process up waits for something that may never come.
  setTimeout(endNow, LINGER_MS).unref();
}

/** An exit waits for calls to the file system that are under way, and one of a disk that is away never ends. */
function endNow(): void {
  process.kill(process.pid, "SIGKILL");
}
