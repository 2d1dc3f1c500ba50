import { parentPort } from "node:worker_threads";

/** What a thread of a pool says: that it can begin, how far a job is, and how it ended. */
export type ThreadWord<Result> =
  | { readonly kind: "ready" }
  | { readonly kind: "progress"; readonly progress: number }
  | { readonly kind: "done"; readonly result: Result }
  | { readonly kind: "failed"; readonly message: string };

/**
 * Makes this thread one of a pool: it answers the pool's jobs, one after another.
 * @param answer may tell how far it is, in a number of its own
 */
export function answerJobs<Job, Result>(answer: (job: Job, tell: (progress: number) => void) => Promise<Result>): void {
  const say = (word: ThreadWord<Result>) => parentPort?.postMessage(word);
  parentPort?.on("message", (job: Job) => {
    answer(job, (progress) => say({ kind: "progress", progress })).then(
      (result) => say({ kind: "done", result }),
      (error: unknown) => say({ kind: "failed", message: error instanceof Error ? error.message : String(error) }),
    );
  });
  say({ kind: "ready" });
}
