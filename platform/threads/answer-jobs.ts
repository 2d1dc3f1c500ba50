import { parentPort } from "node:worker_threads";

/** What a thread of a pool says: that it can begin, and how each job ended. */
export type ThreadWord<Result> =
  | { readonly kind: "ready" }
  | { readonly kind: "done"; readonly result: Result }
  | { readonly kind: "failed"; readonly message: string };

/** Makes this thread one of a pool: it answers the pool's jobs, one after another. */
export function answerJobs<Job, Result>(answer: (job: Job) => Promise<Result>): void {
  const say = (word: ThreadWord<Result>) => parentPort?.postMessage(word);
  parentPort?.on("message", (job: Job) => {
    answer(job).then(
      (result) => say({ kind: "done", result }),
      (error: unknown) => say({ kind: "failed", message: error instanceof Error ? error.message : String(error) }),
    );
  });
  say({ kind: "ready" });
}
