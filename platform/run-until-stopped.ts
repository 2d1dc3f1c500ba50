import type { Log } from "./log.js";

/** Anything that runs until it is stopped. */
export interface Stoppable {
  stop(): Promise<void>;
}

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
  log.info({ signal }, "stopping; a second signal does not wait");
  for (const name of ["SIGTERM", "SIGINT"] as const) process.once(name, () => process.exit(130));
  await running.stop();
  log.info("stopped");
}
