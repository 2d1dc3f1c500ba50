import type { Asking } from "../asking.js";

/** How long one working-out may take when whoever asked first is gone: others may wait for it. */
const MOST_MS = 60_000;
const MOST_KEPT = 12;

/**
 * Keeps what was worked out for a short time, for everybody who asks the same and may read it; meanwhile others wait for it. What
 * fails is not kept.
 */
export function keepResult<T>(
  keptMs: number,
): (key: string, asking: Asking, work: (asking: Asking) => Promise<T>) => Promise<T> {
  const kept = new Map<string, { until: number; result: Promise<T> }>();
  return (key, { mandate }, work) => {
    const known = kept.get(key);
    if (known && performance.now() < known.until) return known.result;
    const result = work({ mandate, signal: AbortSignal.timeout(MOST_MS) });
    const entry = { until: Infinity, result };
    kept.delete(key);
    kept.set(key, entry);
    const [oldest] = kept.keys();
    if (kept.size > MOST_KEPT && oldest !== undefined) kept.delete(oldest);
    result.then(
      () => (entry.until = performance.now() + keptMs),
      () => (entry.until = 0),
    );
    return result;
  };
}
