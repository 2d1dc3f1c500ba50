import { expect, test } from "@jest/globals";
import { deadlineAfter } from "../../platform/deadline.js";
import { createAgencyFeed } from "../../gateway/live/agency-feed.js";
import type { AgencyStatus } from "../../gateway/live/entities/agency-status.js";
import type { RequestContext } from "../../gateway/request-context.js";

test("agencies are observed once for all who ask meanwhile, also when the first of them leaves", async () => {
  let observations = 0;
  let show!: () => void;
  const feed = createAgencyFeed(
    ({ deadline }) => {
      observations += 1;
      return new Promise<AgencyStatus[]>((resolve, reject) => {
        deadline.signal.addEventListener("abort", () => reject(new Error("ended")));
        show = () => resolve([]);
      });
    },
    { freshMs: 60_000, waitMs: 60_000 },
  );
  const asker = () => {
    const { deadline, controller, end } = deadlineAfter(60_000);
    return { context: { requestId: "1", deadline } as RequestContext, controller, end };
  };
  const [first, second] = [asker(), asker()];
  const statuses = [feed(first.context), feed(second.context)];
  first.controller.abort(new Error("the client has gone"));
  await expect(statuses[0]).rejects.toThrow("the client has gone");
  show();
  await expect(statuses[1]).resolves.toEqual([]);
  expect(observations).toBe(1);
  for (const { end } of [first, second]) end();
});
