/** Gives what comes next; undefined where nothing does within so long, or before the signal. What comes later is next again. */
export type PatientReader<T> = (waitMs: number, signal: AbortSignal) => Promise<IteratorResult<T, void> | undefined>;

/** Reads with patience. Waiting in vain leaves nothing behind, where `Promise.race` would hold on to each wait. */
export function createPatientReader<T>(items: AsyncIterator<T, void>): PatientReader<T> {
  let isAsked = false;
  let take: (() => IteratorResult<T, void>) | undefined;
  let wake: (() => void) | undefined;

  function ask(): void {
    isAsked = true;
    items.next().then(
      (one) => settle(() => one),
      (error: Error) =>
        settle(() => {
          throw error;
        }),
    );
  }

  function settle(how: () => IteratorResult<T, void>): void {
    take = how;
    wake?.();
  }

  function wait(waitMs: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        clearTimeout(timer);
        signal.removeEventListener("abort", done);
        wake = undefined;
        resolve();
      };
      const timer = setTimeout(done, waitMs);
      signal.addEventListener("abort", done);
      wake = done;
    });
  }

  return async (waitMs, signal) => {
    if (!isAsked) ask();
    if (!take && !signal.aborted) await wait(waitMs, signal);
    const taken = take;
    if (!taken) return undefined;
    take = undefined;
    isAsked = false;
    return taken();
  };
}
