import { expect, test } from "@jest/globals";
import { parseConfiguration } from "../../../gateway/configuration/read-configuration.js";

const SUBGRAPHS = ["products", "reviews"];

const rulesOf = (text: string, open = true) =>
  parseConfiguration(text, "gateway.yaml", { open, subgraphs: SUBGRAPHS, environment: { KEY: "k-1" } }).headers;

/** What a subgraph is sent where a client sends these. */
function sent(text: string, headers: Record<string, string>, subgraph = "products", open = true) {
  const rules = rulesOf(text, open);
  return rules.toSubgraph(subgraph, rules.take(headers));
}

test("headers go by name or pattern, under another name, by default or set, and are removed again", () => {
  const text = `headers:
  all:
    request:
      - propagate: { named: [X-Tenant, x-never] }
      - propagate: { named: accept-language, rename: x-language, default: nl }
      - propagate: { matching: "^x-trace-" }
      - remove: { matching: "-secret$" }
      - insert: { name: x-key, from_env: KEY }
  subgraphs:
    reviews:
      request:
        - remove: { named: x-tenant }
        - insert: { name: x-language, value: fr }
`;
  const client = { "x-tenant": "a", "x-trace-id": "1", "x-trace-secret": "s", "x-other": "o" };
  expect(sent(text, client)).toEqual({ "x-tenant": "a", "x-language": "nl", "x-trace-id": "1", "x-key": "k-1" });
  expect(sent(text, { ...client, "accept-language": "en" }, "reviews")).toEqual({
    "x-language": "fr",
    "x-trace-id": "1",
    "x-key": "k-1",
  });
});

test("a pattern never takes what is reserved", () => {
  const text = `headers: { all: { request: [ { propagate: { matching: . } } ] } }`;
  const client = {
    host: "a",
    connection: "close",
    "content-length": "1",
    "accept-encoding": "gzip",
    "ama-mandate": "forged",
    "x-request-id": "forged",
    authorization: "Bearer t",
    cookie: "c",
    "x-a": "1",
  };
  expect(sent(text, client)).toEqual({ authorization: "Bearer t", cookie: "c", "x-a": "1" });
  expect(sent(text, client, "products", false)).toEqual({ "x-a": "1" });
  const back = rulesOf(
    `headers: { all: { response: [ { propagate: { matching: ., algorithm: last } } ] } }`,
  ).collect()!;
  back.add("products", { "content-encoding": "gzip", "ratelimit-policy": "1", "cache-control": "public", "x-a": "1" });
  expect(back.all()).toEqual({ "x-a": "1" });
});

test("what a client says beside headers goes along only where it can be one", () => {
  const said = { "x-a": "1", "x-b": "2\r\nhost: a", "x c": "3", "x-d": { deep: true }, "x-e": 5, "x-f": ["6", "7"] };
  expect(rulesOf("headers: { all: { request: [ { propagate: { matching: ^x } } ] } }").take(said)).toEqual({
    "x-a": "1",
    "x-f": "6, 7",
  });
});

test("clients share an answer only where what the rules read of them is the same", () => {
  const rules = rulesOf(`headers: { subgraphs: { reviews: { request: [ { propagate: { named: x-tenant } } ] } } }`);
  const keyOf = (headers: Record<string, string>) => rules.keyOf(rules.take(headers));
  expect(keyOf({ "x-tenant": "a", "x-other": "1" })).toBe(keyOf({ "x-other": "2", "x-tenant": "a" }));
  const all = [keyOf({}), keyOf({ "x-tenant": "a" }), keyOf({ "x-tenant": "b" }), keyOf({ "x-tenant": "" })];
  expect(new Set(all).size).toBe(4);
  expect(rulesOf("").keyOf(undefined)).toBe("");
});

test("the first, the last or all values of several subgraphs come back", () => {
  const text = `headers:
  all:
    response:
      - propagate: { named: x-first, algorithm: first }
      - propagate: { named: x-last, algorithm: last }
      - propagate: { named: x-all, algorithm: append }
      - propagate: { named: set-cookie, algorithm: append }
      - propagate: { named: x-version, rename: x-products-version, algorithm: last }
  subgraphs:
    reviews: { response: [ { remove: { named: x-products-version } } ] }
`;
  const back = rulesOf(text).collect()!;
  const reply = (value: string) => ({ "x-first": value, "x-last": value, "x-all": value, "x-version": value });
  back.add("products", { ...reply("1"), "set-cookie": ["a=1", "b=2"], "x-other": "1" });
  back.add("reviews", { ...reply("2"), "set-cookie": "c=3" });
  expect(back.all()).toEqual({
    "x-first": "1",
    "x-last": "2",
    "x-all": "1, 2",
    "set-cookie": ["a=1", "b=2", "c=3"],
    "x-products-version": "1",
  });
});

test("headers that come back have a bound, and what is left out is named", () => {
  const back = rulesOf(
    `headers: { all: { response: [ { propagate: { named: [x-a, x-b], algorithm: append } } ] } }`,
  ).collect()!;
  for (let i = 0; i < 20; i++) back.add("products", { "x-a": "v".repeat(1_000) });
  back.add("products", { "x-b": "short" });
  expect(String(back.all()["x-a"]).length).toBeLessThanOrEqual(8_192);
  expect([back.all()["x-b"], [...back.leftOut]]).toEqual(["short", ["x-a"]]);
});

test("the rules are explained without a value", () => {
  const rules = rulesOf(`headers:
  all:
    request:
      - propagate: { named: accept-language, rename: x-language, default: secret-1 }
      - insert: { name: x-key, value: secret-2 }
      - remove: { matching: "^x-debug" }
    response:
      - propagate: { matching: "^x-cost-", algorithm: append }
`);
  const told = rules.explain("products");
  expect(told).toEqual({
    request: ["accept-language as x-language, or its default", "x-key, set", "without all that match ^x-debug"],
    response: ["all that match ^x-cost- (append)"],
  });
});
