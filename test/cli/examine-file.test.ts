import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "@jest/globals";
import { examineFile } from "../../cli/examine-file.js";
import { readSettings } from "../../platform/settings.js";

const EXAMPLE = fileURLToPath(new URL("../../docs/examples/gateway.yaml", import.meta.url));
const SURROUNDINGS = {
  open: false,
  subgraphs: ["products", "reviews", "prices"].map((name) => ({ name, url: `http://${name}.internal/graphql` })),
  environment: { PRICES_API_KEY: "key-of-prices" },
  settings: readSettings({}),
};

test("the documented file is right, and its subgraphs are explained without a value of a header", () => {
  const { findings } = examineFile(EXAMPLE, SURROUNDINGS);
  const told = findings.map(({ level, subject, words }) => [level, subject, words]);
  const all =
    "x-tenant; accept-language as x-language, or its default; all that match ^x-trace-; without x-trace-secret";
  expect(told).toEqual([
    ["well", "file", `${EXAMPLE} has no fault`],
    ["well", "subgraph products", `gets headers of the client: ${all}`],
    ["well", "subgraph products", "sends headers to the client: x-cache-tags (append)"],
    ["well", "subgraph products", "its own errors pass"],
    ["well", "subgraph products", "streams subscriptions over ws at ws://products.internal"],
    ["well", "subgraph products", "has 5000 ms for a request; compressed replies are asked for"],
    ["well", "subgraph reviews", `gets headers of the client: ${all}`],
    ["well", "subgraph reviews", "sends headers to the client: x-cache-tags (append)"],
    ["well", "subgraph reviews", "its own errors pass"],
    ["well", "subgraph reviews", "streams subscriptions over sse at http://reviews.internal"],
    ["well", "subgraph reviews", "has 5000 ms for a request; compressed replies are asked for"],
    ["well", "subgraph prices", `gets headers of the client: ${all}; x-api-key, set; without x-tenant`],
    ["well", "subgraph prices", "sends headers to the client: x-cache-tags (append)"],
    ["well", "subgraph prices", "its own errors are masked"],
    ["well", "subgraph prices", "streams subscriptions over ws at ws://127.0.0.1:4001"],
    ["well", "subgraph prices", "has 800 ms for a request; compressed replies are not asked for"],
  ]);
  expect(JSON.stringify(told)).not.toContain("key-of-prices");
});

test("the documented file does what its comments say", () => {
  const { configuration } = examineFile(EXAMPLE, SURROUNDINGS);
  const { headers } = configuration;
  const taken = headers.take({ "x-tenant": "a", "x-trace-id": "1", "x-trace-secret": "s", "x-other": "o" });
  const sent = { "x-tenant": "a", "x-language": "nl", "x-trace-id": "1" };
  expect(headers.toSubgraph("products", taken)).toEqual(sent);
  expect(headers.toSubgraph("prices", taken)).toEqual({
    "x-language": "nl",
    "x-trace-id": "1",
    "x-api-key": "key-of-prices",
  });
  expect(configuration.subscriptionOf("reviews", "http://reviews.internal/graphql")).toEqual({
    protocol: "sse",
    urls: ["http://reviews.internal/graphql/stream"],
    reconnectAttempts: 10,
    mostWaiting: 200,
  });
});

test("each fault of a file is a finding of its own, and the rest is looked at by its defaults", () => {
  const { configuration, findings } = examineFile(EXAMPLE, {
    ...SURROUNDINGS,
    subgraphs: SURROUNDINGS.subgraphs.slice(0, 2),
    environment: {},
  });
  const lines = readFileSync(EXAMPLE, "utf8").split("\n");
  expect(findings).not.toHaveLength(0);
  for (const { level, words } of findings) {
    const [, line] = /gateway\.yaml:(\d+): /.exec(words) ?? [];
    expect([level, lines[Number(line) - 1]]).toEqual(["wrong", expect.stringMatching(/prices|PRICES/)]);
  }
  expect(configuration.passesErrors("products")).toBe(false);
});
