import { expect, test } from "@jest/globals";
import { parseConfiguration } from "../../../gateway/configuration/read-configuration.js";
import type { Surroundings } from "../../../gateway/configuration/configuration-file.js";

const SURROUNDINGS: Surroundings = {
  open: true,
  subgraphs: ["products", "reviews"],
  environment: { API_KEY: "k-1", TWO_LINES: "a\nb" },
};

const parse = (text: string, surroundings: Partial<Surroundings> = {}) =>
  parseConfiguration(text, "gateway.yaml", { ...SURROUNDINGS, ...surroundings });

/** What is wrong with a text, a line for each fault. */
function faultsOf(text: string, surroundings: Partial<Surroundings> = {}): readonly string[] {
  try {
    parse(text, surroundings);
    return [];
  } catch (error) {
    return (error as { faults: readonly string[] }).faults;
  }
}

test("every fault is named at once, with its line and what to do", () => {
  const faults = faultsOf(`headers:
  all:
    request:
      - propagate: { name: x-tenant }
      - propagat: { named: x-tenant }
      - propagate: { named: x-tenant, matching: "^x-" }
      - propagate: { matching: "(" }
      - insert: { name: x-key, value: 7 }
      - insert: { name: x-key, from_env: NO_SUCH }
      - insert: { name: x-key, from_env: TWO_LINES }
      - propagate: { named: [x-a, x-b], rename: x-c }
    response:
      - propagate: { named: x-cost }
      - propagate: { named: x-cost, algorithm: newest }
  subgraphs:
    product:
      request: []
    reviews:
errors: yes please
include_subgraph_errors: { all: true }
subscriptions:
  subgraphs:
    reviews: { protocol: websocket, path: stream, most_waiting: 0, reconnect_attempts: often }
traffic:
  all: { timeout: 5, compression: gzip, url: http://a }
  subgraphs:
    products: { url: "http://user:pass-word@a", timeout: 20m }
colour: blue
`);
  expect(faults.map((fault) => fault.replace("headers.all.", ""))).toEqual([
    "gateway.yaml:4: request[0].propagate.name is not a setting: write `named`",
    "gateway.yaml:5: request[1].propagat is not a setting: write `propagate`",
    "gateway.yaml:6: request[2].propagate must have exactly one of named, matching",
    "gateway.yaml:7: request[3].propagate.matching must be a regular expression: Invalid regular expression: /(/i: Unterminated group",
    "gateway.yaml:8: request[4].insert.value must be a text; put it in quotes",
    "gateway.yaml:9: request[5].insert.from_env names the variable NO_SUCH, which is not set",
    "gateway.yaml:10: request[6].insert.from_env names the variable TWO_LINES, which is no value of a header",
    "gateway.yaml:11: request[7].propagate renames one header, or gives it a default: name one in `named`",
    "gateway.yaml:13: response[0].propagate.algorithm must say which value is kept of several subgraphs': first, last or append",
    "gateway.yaml:14: response[1].propagate.algorithm must say which value is kept of several subgraphs': first, last or append",
    "gateway.yaml:16: headers.subgraphs.product is not a subgraph of the supergraph: write `products`",
    "gateway.yaml:18: headers.subgraphs.reviews must be a map of settings",
    "gateway.yaml:19: errors must be a map of settings",
    "gateway.yaml:20: include_subgraph_errors is not a setting: write `errors`",
    "gateway.yaml:23: subscriptions.subgraphs.reviews.protocol must be one of ws, sse",
    "gateway.yaml:23: subscriptions.subgraphs.reviews.path must be a path that begins with a slash: /graphql",
    "gateway.yaml:23: subscriptions.subgraphs.reviews.most_waiting must be at least 1",
    "gateway.yaml:23: subscriptions.subgraphs.reviews.reconnect_attempts must be a whole number",
    "gateway.yaml:25: traffic.all.timeout must be a time with its unit: 500ms, 5s or 1m",
    "gateway.yaml:25: traffic.all.compression must be true or false",
    "gateway.yaml:25: traffic.all.url is not a setting: write one of timeout, compression",
    "gateway.yaml:27: traffic.subgraphs.products.url must hold neither a user nor a password",
    "gateway.yaml:27: traffic.subgraphs.products.timeout must be from 1ms to 10m",
    "gateway.yaml:28: colour is not a setting: write one of headers, errors, subscriptions, traffic",
  ]);
});

test("text that is no YAML is refused with its line", () => {
  expect(faultsOf("errors:\n  all: [true")).toEqual([expect.stringMatching(/^gateway\.yaml:2: is not YAML: /)]);
  expect(faultsOf("errors: { all: true }\nerrors: { all: false }")).toEqual([
    expect.stringMatching(/^gateway\.yaml:2: is not YAML: Map keys must be unique/),
  ]);
  expect(faultsOf("- errors")).toEqual(["gateway.yaml:1: the file must be a map of settings"]);
  const many = ["a: &a [x]", ...Array.from({ length: 6 }, (_, i) => `b${i}: &b${i} [${"*a, ".repeat(40)}*a]`)].join(
    "\n",
  );
  expect(faultsOf(many)).toEqual([expect.stringContaining("alias")]);
});

test.each([
  ["connection", "request"],
  ["host", "request"],
  ["Content-Length", "request"],
  ["accept-encoding", "request"],
  ["ama-mandate", "request"],
  ["ama-deadline-ms", "request"],
  ["x-request-id", "request"],
  ["transfer-encoding", "response"],
  ["content-encoding", "response"],
  ["cache-control", "response"],
  ["access-control-allow-origin", "response"],
])("no rule touches %s of a %s, for a reason that is told", (name, direction) => {
  const algorithm = direction === "response" ? ", algorithm: last" : "";
  const rules = [
    `propagate: { named: ${name}${algorithm} }`,
    `propagate: { named: x-a, rename: ${name}${algorithm} }`,
    `remove: { named: ${name} }`,
    ...(direction === "request" ? [`insert: { name: ${name}, value: a }`] : []),
  ];
  const faults = faultsOf(`headers: { all: { ${direction}: [ ${rules.map((rule) => `{ ${rule} }`).join(", ")} ] } }`);
  expect(faults).toHaveLength(rules.length);
  for (const fault of faults) expect(fault).toMatch(new RegExp(`may not touch \`${name.toLowerCase()}\`: \\w.{20}`));
});

test("where a mandate says who asks, the token and the login of a client stay at the gateway", () => {
  const rules = (text: string) => `headers: { all: { request: [ ${text} ] } }`;
  for (const name of ["authorization", "cookie"]) {
    const text = rules(`{ propagate: { named: ${name}, rename: x-asker } }`);
    expect(faultsOf(text, { open: false })).toEqual([expect.stringContaining(`may not touch \`${name}\``)]);
    expect(faultsOf(text, { open: true })).toEqual([]);
  }
  expect(faultsOf(rules("{ insert: { name: authorization, from_env: API_KEY } }"), { open: false })).toEqual([]);
  const cookie = "headers: { all: { response: [ { propagate: { named: set-cookie, algorithm: append } } ] } }";
  expect(faultsOf(cookie, { open: false })).toEqual([expect.stringContaining("may not touch `set-cookie`")]);
  expect(faultsOf(cookie, { open: true })).toEqual([]);
});

test("an empty file says nothing: no header passes, and errors pass only where the gateway is open", () => {
  const { headers, passesErrors, subscriptionOf, trafficOf } = parse("");
  expect(headers.take({ "x-a": "1" })).toBeUndefined();
  expect(headers.toSubgraph("products", undefined)).toEqual({});
  expect(headers.collect()).toBeUndefined();
  expect([passesErrors("products"), parse("", { open: false }).passesErrors("products")]).toEqual([true, false]);
  const often = { reconnectAttempts: 5, mostWaiting: 1_000 };
  expect(subscriptionOf("products", "https://a/graphql")).toEqual({
    protocol: "ws",
    urls: ["wss://a/graphql"],
    ...often,
  });
  expect(trafficOf("products")).toEqual({ url: undefined, timeoutMs: undefined, compression: true });
});

test("what is said of a subgraph comes before what is said of all", () => {
  const { passesErrors, subscriptionOf, trafficOf } = parse(`
errors: { all: true, subgraphs: { reviews: false } }
subscriptions:
  all: { path: /live }
  subgraphs: { reviews: { protocol: sse, url: "http://b/stream", reconnect_attempts: 0 } }
traffic:
  all: { timeout: 2s, compression: false }
  subgraphs: { reviews: { url: "http://10.0.0.5/q", compression: true } }
`);
  expect([passesErrors("products"), passesErrors("reviews")]).toEqual([true, false]);
  expect(subscriptionOf("products", "http://a:1/graphql?b=c")).toMatchObject({
    protocol: "ws",
    urls: ["ws://a:1/live"],
  });
  expect(subscriptionOf("reviews", "http://a:1/graphql")).toMatchObject({
    urls: ["http://b/stream"],
    reconnectAttempts: 0,
  });
  expect(trafficOf("products")).toEqual({ url: undefined, timeoutMs: 2_000, compression: false });
  expect(trafficOf("reviews")).toEqual({ url: "http://10.0.0.5/q", timeoutMs: 2_000, compression: true });
});

test("a subgraph has an address for each of its replicas, each of which streams", () => {
  const { subscriptionOf, trafficOf } = parse(`
subscriptions: { all: { path: /live } }
traffic: { subgraphs: { reviews: { url: "http://10.0.0.5/q, http://10.0.0.6/q" } } }
`);
  const { url } = trafficOf("reviews");
  expect(url).toBe("http://10.0.0.5/q,http://10.0.0.6/q");
  expect(subscriptionOf("reviews", url!).urls).toEqual(["ws://10.0.0.5/live", "ws://10.0.0.6/live"]);
});
