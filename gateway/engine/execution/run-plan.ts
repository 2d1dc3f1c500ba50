import type { CompiledFetch, CompiledPlan } from "./compile-plan.js";
import { fetchEntities } from "./fetch-entities.js";
import { fetchRoot } from "./fetch-root.js";
import type { Run } from "./run.js";

/**
 * Runs the fetches of a plan, each as soon as those it waits for have ended, and grows `run.root` by their answers.
 * Never rejects: what fails is noted in `run.faults`. Tells of each part of the answer when it has all it waits for.
 */
export function runPlan(plan: CompiledPlan, run: Run, onPart?: (part: number) => void): Promise<void> {
  const { fetches, parts } = plan;
  const wanting = parts.map((needs) => new Set(needs));
  wanting.forEach((needs, part) => {
    if (needs.size === 0) onPart?.(part);
  });
  if (fetches.length === 0) return Promise.resolve();
  return new Promise((resolve) => {
    const waiting = fetches.map((fetch) => fetch.waitsFor);
    let left = fetches.length;

    function start(index: number): void {
      const fetch = fetches[index];
      if (!fetch) return;
      const under = perform(fetch, plan, run);
      if (under) void under.then(() => end(fetch, index));
      else end(fetch, index);
    }

    function end(fetch: CompiledFetch, index: number): void {
      left--;
      wanting.forEach((needs, part) => {
        if (needs.delete(index) && needs.size === 0) onPart?.(part);
      });
      for (const dependent of fetch.dependents) {
        const count = (waiting[dependent] ?? 0) - 1;
        waiting[dependent] = count;
        if (count === 0) start(dependent);
      }
      if (left === 0) resolve();
    }

    const first = fetches.flatMap((fetch, index) => (fetch.waitsFor === 0 ? [index] : []));
    for (const index of first) start(index);
  });
}

/** Undefined where there is nothing to wait for. */
function perform(fetch: CompiledFetch, plan: CompiledPlan, run: Run): Promise<void> | undefined {
  try {
    const under = fetch.root ? fetchRoot(fetch, fetch.root, plan, run) : fetchEntities(fetch, plan, run);
    return under?.catch((error: unknown) => note(error, fetch, run));
  } catch (error) {
    note(error, fetch, run);
    return undefined;
  }
}

/** What arrives here is our own mistake: every other failure is noted where it happens. */
function note(error: unknown, fetch: CompiledFetch, run: Run): void {
  const message = error instanceof Error ? error.message : String(error);
  run.faults.add({
    subgraph: fetch.subgraph,
    message: "The gateway could not use the subgraph's reply",
    extensions: { code: "INTERNAL_SERVER_ERROR", reason: message },
  });
}
