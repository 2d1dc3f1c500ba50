import { StartRefused } from "../platform/start-refused.js";
import { SettingsInvalid } from "../platform/settings.js";
import { CompositionFailed } from "../schema/compose.js";

/** Writes a line to standard output: what the user asked to see, as against the log. */
export function say(text = ""): void {
  process.stdout.write(`${text}\n`);
}

/** Runs a command; what is the user's to mend ends it with a message that says how, without a stack. */
export function command<Arguments extends unknown[]>(run: (...given: Arguments) => Promise<void>) {
  return async (...given: Arguments): Promise<void> => {
    try {
      await run(...given);
    } catch (error) {
      const mendable = [StartRefused, SettingsInvalid, CompositionFailed].some((kind) => error instanceof kind);
      process.stderr.write(`${mendable ? (error as Error).message : inspectError(error)}\n`);
      process.exitCode = 1;
    }
  };
}

function inspectError(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
