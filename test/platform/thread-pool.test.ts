import { afterEach, describe, expect, it } from "@jest/globals";
import type { Worker } from "node:worker_threads";
import { startThread } from "../../platform/threads/start-thread.js";
import { createThreadPool, type ThreadPool } from "../../platform/threads/thread-pool.js";
import type { TestJob } from "../support/threads/test-thread.js";

const entry = new URL("../support/threads/test-thread.js", import.meta.url);
let pool: ThreadPool<TestJob, string>;
let started: Worker[];
afterEach(() => pool.stop());

function open({ threads = 1, timeoutMs = 60_000, waitMs = 60_000, mostWaiting = 10 } = {}) {
  started = [];
  const start = () => {
    const thread = startThread(entry, { name: "test", data: {}, memoryMb: 64 });
    started.push(thread);
    return thread;
  };
  pool = createThreadPool({ start, threads, mostWaiting, waitMs, timeoutMs });
}
const whoStays = new AbortController().signal;
const runFor = (owner: string, job: TestJob, signal = whoStays, onBegin = () => undefined as void) =>
  pool.run(
    owner,
    () => {
      onBegin();
      return Promise.resolve({ job, transfer: [] });
    },
    signal,
  );
const run = (job: TestJob, signal?: AbortSignal, onBegin?: () => void) => runFor("somebody", job, signal, onBegin);

describe("threads that do jobs", () => {
  it("do one after another, and go on after one that threw", async () => {
    open();
    const order: string[] = [];
    const jobs = (["echo", "throw", "echo"] as const).map((job, i) =>
      run(job, whoStays, () => void order.push(`${i}`)),
    );
    expect(await Promise.allSettled(jobs)).toMatchObject([
      { value: "echo 0" },
      { reason: { reason: "FAILED", message: "it does not work" } },
      { value: "echo 0" },
    ]);
    expect(order).toEqual(["0", "1", "2"]);
    expect(started).toHaveLength(1);
  });

  it("are ended by a job that takes too long, and another one does the next", async () => {
    open({ timeoutMs: 3_000 });
    const [slow, next] = [run("spin"), run("echo")];
    await expect(slow).rejects.toMatchObject({ reason: "TIMEOUT" });
    await expect(next).resolves.toBe("echo 0");
    expect(started).toHaveLength(2);
  });

  it("are ended by a job that takes too much memory, or ends them itself", async () => {
    open();
    await expect(run("fill")).rejects.toMatchObject({ reason: "MEMORY" });
    await expect(run("exit")).rejects.toMatchObject({ reason: "ENDED" });
    await expect(run("echo")).resolves.toBe("echo 0");
    expect(started).toHaveLength(3);
  });

  it("are ended when nobody waits for the job any more; one that waits for its turn is never begun", async () => {
    open();
    const [here, waiting] = [new AbortController(), new AbortController()];
    const begun: string[] = [];
    const running = run("spin", here.signal, () => {
      begun.push("running");
      setTimeout(() => here.abort(new Error("gone")), 100);
    });
    const second = run("spin", waiting.signal, () => void begun.push("second"));
    const third = run("echo", whoStays, () => void begun.push("third"));
    waiting.abort(new Error("gone as well"));
    await expect(second).rejects.toThrow("gone as well");
    await expect(running).rejects.toThrow("gone");
    await expect(third).resolves.toBe("echo 0");
    expect(begun).toEqual(["running", "third"]);
  });

  it("leave one to others: jobs of one owner do not take them all", async () => {
    open({ threads: 2 });
    const here = new AbortController();
    const spinning = ["first", "second"].map((_, i) => runFor("one", "spin", here.signal).catch(() => `stopped ${i}`));
    await expect(runFor("another", "echo")).resolves.toBe("echo 0");
    here.abort(new Error("gone"));
    expect(await Promise.all(spinning)).toEqual(["stopped 0", "stopped 1"]);
  });

  it("are not waited for longer than a job may wait", async () => {
    open({ waitMs: 50 });
    const here = new AbortController();
    const spinning = run("spin", here.signal).catch(() => "stopped");
    await expect(run("echo")).rejects.toMatchObject({ reason: "BUSY", message: "no thread was free for 50 ms" });
    here.abort(new Error("gone"));
    expect(await spinning).toBe("stopped");
  });

  it("take no more jobs than may wait, and none once they have stopped", async () => {
    open({ mostWaiting: 1 });
    const [running, waiting] = [run("spin"), run("echo")].map((job) => job.catch((error: unknown) => error));
    await expect(run("echo")).rejects.toMatchObject({ reason: "BUSY" });
    await pool.stop();
    expect(await running).toMatchObject({ reason: "ENDED" });
    expect(await waiting).toMatchObject({ reason: "ENDED" });
    await expect(run("echo")).rejects.toMatchObject({ reason: "ENDED" });
  });
});
