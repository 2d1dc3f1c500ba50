import { afterEach, expect, test } from "@jest/globals";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import type { RequestContext } from "../../gateway/request-context.js";
import { createHttpLink } from "../../gateway/subgraph-links/http-link.js";
import { deadlineAfter } from "../../platform/deadline.js";

const stops: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

async function healthOf(behave: RequestListener) {
  const server = createServer(behave);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const link = createHttpLink("s", `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`, () => "");
  const { deadline, end } = deadlineAfter(60_000);
  stops.push(link.stop, () => {
    end();
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  });
  return link.observe({ requestId: "r", deadline } as RequestContext);
}

const HEALTH = { state: "UP", since: "2026-11-21T09:00:00.000Z", latencyMs: 3, errorRate: null, asOf: null };

test("what a subgraph says of its agency is read in its form, and no more", async () => {
  const said = await healthOf((_request, response) => response.end(JSON.stringify({ ...HEALTH, agency: "VDAB" })));
  expect(said).toEqual(HEALTH);
});

test("a refusal says nothing of an agency", async () => {
  expect(await healthOf((_request, response) => response.writeHead(401).end('{"errors":[]}'))).toBeUndefined();
});

test.each<[string, RequestListener]>([
  ["HTML", (_request, response) => response.end("<html>")],
  ["another state", (_request, response) => response.end(JSON.stringify({ ...HEALTH, state: "__proto__" }))],
  ["depth", (_request, response) => response.end(`{"state":${"[".repeat(5_000)}`)],
  [
    "bytes without end",
    (_request, response) => {
      const more = () => {
        while (!response.destroyed && response.write(" ".repeat(65_536)));
      };
      response.on("drain", more);
      more();
    },
  ],
])("%s in the place of health is refused", async (_what, behave) => {
  await expect(healthOf(behave)).rejects.toThrow();
});
