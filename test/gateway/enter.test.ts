import { expect, test } from "@jest/globals";
import { deadlineAfter } from "../../platform/deadline.js";
import type { Mandate } from "../../schema/mandate.js";
import type { Admitted } from "../../gateway/pipeline/admit.js";
import { enter } from "../../gateway/pipeline/enter.js";

const never = () => new Promise<never>(() => undefined);
const mandate = { subject: "somebody" } as Mandate;
const admitted = { cost: 1 } as Admitted;

test.each([
  ["the keys of the issuer", { nameAsker: never, admit: () => Promise.resolve(admitted) }, "ISSUER_UNAVAILABLE"],
  ["the rate limit", { nameAsker: () => Promise.resolve(mandate), admit: never }, "ADMISSION_TIMEOUT"],
])("a request whose time is up no longer waits for %s, and says so", async (_, stages, code) => {
  const { deadline, controller, end } = deadlineAfter(60_000);
  const entering = enter(stages, deadline);
  // By then it waits for what never comes.
  setImmediate(() => controller.abort());
  await expect(entering).rejects.toMatchObject({ code });
  end();
});

test("those who are asked have less time, and none once there is none", () => {
  const { deadline, controller, end } = deadlineAfter(60_000);
  expect(deadline.remainingMs()).toBeLessThanOrEqual(59_800);
  const below = deadline.signalBelow();
  expect(deadline.signalBelow()).toBe(below);
  expect(below.aborted).toBe(false);
  controller.abort();
  expect(below.aborted).toBe(true);
  end();
});

test("what was decided in time is passed on", async () => {
  const { deadline, end } = deadlineAfter(60_000);
  const asked: unknown[] = [];
  const stages = {
    nameAsker: () => Promise.resolve(mandate),
    admit: (by: unknown) => (asked.push(by), Promise.resolve(admitted)),
  };
  expect(await enter(stages, deadline)).toEqual({ mandate, admitted });
  expect(asked).toEqual([mandate]);
  end();
});
