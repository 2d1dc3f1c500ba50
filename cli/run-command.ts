/** Writes a line to standard output: what the user asked to see, as against the log. */
export function say(text = ""): void {
  process.stdout.write(`${text}\n`);
}

/** Writes a line to standard error: how far a long command has come. */
export function sayOnTheSide(text: string): void {
  process.stderr.write(`${text}\n`);
}

/** Runs a command; what is the user's to mend ends it with a message that says how, without a stack. */
export function command<Arguments extends unknown[]>(run: (...given: Arguments) => Promise<void>) {
  return async (...given: Arguments): Promise<void> => {
    try {
      await run(...given);
    } catch (error) {
      // An error that lists its faults is for the user to mend: SettingsInvalid, StartRefused, CompositionFailed.
      const mendable = error instanceof Error && "faults" in error;
      process.stderr.write(`${mendable ? error.message : inspectError(error)}\n`);
      process.exitCode = 1;
    }
  };
}

function inspectError(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
