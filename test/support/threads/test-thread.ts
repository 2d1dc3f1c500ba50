import { answerJobs } from "../../../platform/threads/answer-jobs.js";

/** What a test has a thread do. */
export type TestJob = "echo" | "throw" | "spin" | "fill" | "exit";

answerJobs<TestJob, string>(async (job) => {
  if (job === "throw") throw new Error("it does not work");
  if (job === "exit") process.exit(7);
  if (job === "spin") for (;;);
  const kept: unknown[] = [];
  while (job === "fill") kept.push(new Array(1_000).fill(job));
  return Promise.resolve(`${job} ${kept.length}`);
});
