import { expect, test } from "@jest/globals";
import { createPatientReader } from "../../../gateway/live/patient-reader.js";

test("what comes late is next again, in order, and so is a failure", async () => {
  let release!: () => void;
  const gate = new Promise<void>((resolve) => (release = resolve));
  async function* items(): AsyncGenerator<number, void> {
    await gate;
    yield 1;
    yield 2;
    throw new Error("It is over");
  }
  const read = createPatientReader(items());
  const { signal } = new AbortController();
  expect(await read(0, signal)).toBeUndefined();
  expect(await read(1, signal)).toBeUndefined();
  release();
  expect(await read(20_000, signal)).toEqual({ value: 1, done: false });
  expect(await read(20_000, signal)).toEqual({ value: 2, done: false });
  await expect(read(20_000, signal)).rejects.toThrow("It is over");
});

test("the signal ends the wait", async () => {
  const gone = new AbortController();
  const read = createPatientReader({ next: () => new Promise<never>(() => undefined) });
  const reading = read(600_000, gone.signal);
  gone.abort();
  expect(await reading).toBeUndefined();
});
