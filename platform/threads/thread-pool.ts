import type { Worker } from "node:worker_threads";
import { unlessAborted } from "../unless-aborted.js";
import type { ThreadWord } from "./answer-jobs.js";

/**
 * Why a job was not done: too many wait or it waited too long (BUSY), it took too long (TIMEOUT) or too much memory (MEMORY), it threw (FAILED), or
 * its thread or the whole pool ended (ENDED).
 */
export type ThreadFaultReason = "BUSY" | "TIMEOUT" | "MEMORY" | "FAILED" | "ENDED";

export class ThreadFault extends Error {
  override readonly name = "ThreadFault";
  constructor(
    readonly reason: ThreadFaultReason,
    message: string,
  ) {
    super(message);
  }
}

export interface ThreadPoolOptions {
  /** Starts a thread whose entry calls `answerJobs`. */
  readonly start: () => Worker;
  /** How many run at once. */
  readonly threads: number;
  /** How many jobs may wait for one. */
  readonly mostWaiting: number;
  /** How long one job may wait for a thread, and how long it may take. */
  readonly waitMs: number;
  readonly timeoutMs: number;
}

/**
 * Threads that do jobs, one at a time each. A job that is stopped takes its thread with it, and another one is started. Where
 * there are several, jobs of one owner leave one to the others.
 */
export interface ThreadPool<Job, Result> {
  /**
   * @param owner whose job it is
   * @param prepare makes the job when a thread is free for it
   * @param signal stops the job: it no longer waits, or its thread is ended
   * @param onProgress is told how far the job is, in the job's own numbers
   * @throws ThreadFault, the signal's reason, or what `prepare` throws
   */
  run(owner: string, prepare: Prepare<Job>, signal: AbortSignal, onProgress?: OnProgress): Promise<Result>;
  stop(): Promise<void>;
}

/** Starting is not the job's own time, and slow on a busy machine. */
const START_MS = 60_000;

type OnProgress = (progress: number) => void;
type Prepare<Job> = () => Promise<{ job: Job; transfer: ArrayBuffer[] }>;

interface Waiting {
  readonly owner: string;
  readonly begin: () => void;
  readonly giveUp: (error: Error) => void;
}

export function createThreadPool<Job, Result>(options: ThreadPoolOptions): ThreadPool<Job, Result> {
  const { start, threads, mostWaiting, waitMs, timeoutMs } = options;
  const mostOfOwner = Math.max(1, threads - 1);
  const queue = new Set<Waiting>();
  const idle: Worker[] = [];
  const alive = new Set<Worker>();
  let busy = 0;
  const busyFor = new Map<string, number>();
  let stopped = false;

  async function take(signal: AbortSignal): Promise<Worker> {
    const known = idle.pop();
    if (known) return known;
    const thread = start();
    // It holds nothing up: a process may end while its threads are idle.
    thread.unref();
    alive.add(thread);
    thread.on("error", () => undefined);
    thread.once("exit", () => {
      alive.delete(thread);
      if (idle.includes(thread)) idle.splice(idle.indexOf(thread), 1);
    });
    const word = await wordOf<Result>(thread, START_MS, signal).catch(async (error: unknown) => {
      await thread.terminate();
      // A thread that does not start says nothing about the job.
      throw error instanceof ThreadFault ? new ThreadFault("ENDED", `a thread did not start: ${error.message}`) : error;
    });
    if (word.kind !== "ready") throw new ThreadFault("ENDED", "a thread spoke before it was ready");
    return thread;
  }

  async function work(prepare: Prepare<Job>, signal: AbortSignal, onProgress?: OnProgress) {
    const thread = await take(signal);
    let mayGoOn = true;
    try {
      const { job, transfer } = await unlessAborted(prepare(), signal);
      mayGoOn = false;
      thread.postMessage(job, transfer);
      const word = await wordOf<Result>(thread, timeoutMs, signal, onProgress);
      mayGoOn = true;
      if (word.kind === "failed") throw new ThreadFault("FAILED", word.message);
      if (word.kind !== "done") throw new ThreadFault("ENDED", "a thread started twice");
      return word.result;
    } finally {
      if (mayGoOn && !stopped && alive.has(thread)) idle.push(thread);
      else await thread.terminate();
    }
  }

  const mayBegin = (owner: string) => busy < threads && (busyFor.get(owner) ?? 0) < mostOfOwner;

  function count(owner: string, change: 1 | -1): void {
    busy += change;
    const left = (busyFor.get(owner) ?? 0) + change;
    if (left === 0) busyFor.delete(owner);
    else busyFor.set(owner, left);
  }

  /** Resolves when a thread may be taken. */
  function turn(owner: string, signal: AbortSignal): Promise<void> {
    if (stopped) throw new ThreadFault("ENDED", "the threads have stopped");
    signal.throwIfAborted();
    if (mayBegin(owner)) {
      count(owner, 1);
      return Promise.resolve();
    }
    if (queue.size >= mostWaiting) throw new ThreadFault("BUSY", `${mostWaiting} jobs wait already`);
    return new Promise((resolve, reject) => {
      const leave = () => {
        queue.delete(waiting);
        clearTimeout(timer);
        signal.removeEventListener("abort", abort);
      };
      const waiting: Waiting = {
        owner,
        begin: () => (leave(), count(owner, 1), resolve()),
        giveUp: (error) => (leave(), reject(error)),
      };
      const abort = () => waiting.giveUp(signal.reason as Error);
      const timer = setTimeout(
        () => waiting.giveUp(new ThreadFault("BUSY", `no thread was free for ${waitMs} ms`)),
        waitMs,
      );
      signal.addEventListener("abort", abort, { once: true });
      queue.add(waiting);
    });
  }

  return {
    async run(owner, prepare, signal, onProgress) {
      await turn(owner, signal);
      try {
        return await work(prepare, signal, onProgress);
      } finally {
        count(owner, -1);
        for (const waiting of [...queue]) if (mayBegin(waiting.owner)) waiting.begin();
      }
    },
    async stop() {
      stopped = true;
      for (const waiting of queue) waiting.giveUp(new ThreadFault("ENDED", "the threads have stopped"));
      await Promise.all([...alive].map((thread) => thread.terminate()));
    },
  };
}

/** The next thing a thread says, beside how far it is. @throws ThreadFault when it ends or is silent for too long, or the signal's reason */
function wordOf<Result>(
  thread: Worker,
  timeoutMs: number,
  signal: AbortSignal,
  onProgress?: OnProgress,
): Promise<ThreadWord<Result>> {
  return new Promise((resolve, reject) => {
    const settle = (end: () => void) => {
      clearTimeout(timer);
      signal.removeEventListener("abort", onAbort);
      thread.off("message", onMessage).off("error", onError).off("exit", onExit);
      end();
    };
    const fail = (reason: ThreadFaultReason, message: string) => settle(() => reject(new ThreadFault(reason, message)));
    const onMessage = (word: ThreadWord<Result>) => {
      if (word.kind === "progress") onProgress?.(word.progress);
      else settle(() => resolve(word));
    };
    const onError = (error: NodeJS.ErrnoException) =>
      fail(error.code === "ERR_WORKER_OUT_OF_MEMORY" ? "MEMORY" : "ENDED", error.message);
    const onExit = (code: number) => fail("ENDED", `a thread ended with code ${code}`);
    const onAbort = () => settle(() => reject(signal.reason as Error));
    const timer = setTimeout(() => fail("TIMEOUT", `a thread took longer than ${timeoutMs} ms`), timeoutMs);
    thread.on("message", onMessage).on("error", onError).on("exit", onExit);
    signal.addEventListener("abort", onAbort, { once: true });
    if (signal.aborted) onAbort();
  });
}
