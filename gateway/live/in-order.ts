const AHEAD = 8;

/**
 * What is made of each item, in their order, without those of which nothing is made. A few are made ahead, so that a slow
 * one does not keep the next from beginning.
 */
export async function* inOrder<T, R>(
  items: readonly T[],
  make: (item: T) => Promise<R | undefined>,
  signal: AbortSignal,
): AsyncGenerator<R, void> {
  const under: Promise<R | undefined>[] = [];
  for (let index = 0; index < items.length; index++) {
    while (under.length < Math.min(items.length, index + AHEAD)) {
      const made = make(items[under.length]!);
      // It is awaited below, maybe never: whoever stops before does not want to know.
      made.catch(() => undefined);
      under.push(made);
    }
    if (signal.aborted) return;
    const made = await under[index];
    if (made !== undefined) yield made;
  }
}
