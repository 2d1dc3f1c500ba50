import { useSyncExternalStore } from "preact/compat";
import { now } from "../../shell/clock.js";
import { formatAge } from "../../shell/formats.js";

const TICK_MS = 5_000;
const listeners = new Set<() => void>();
let tick = 0;
let timer: ReturnType<typeof setInterval> | undefined;

/** Draws again whatever tells an age, some seconds apart, and nothing else. */
export function useTick(): void {
  useSyncExternalStore(subscribe, () => tick);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(() => {
    tick += 1;
    for (const one of listeners) one();
  }, TICK_MS);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) timer = void clearInterval(timer);
  };
}

/** How long ago, in words, for as long as it is shown. */
export function Age({ of, say }: { of: number | string; say?: (age: string) => string }) {
  useTick();
  const age = formatAge(new Date(of), now());
  return <time dateTime={new Date(of).toISOString()}>{say ? say(age) : age}</time>;
}
