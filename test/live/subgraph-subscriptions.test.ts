import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { createConfiguration } from "../../gateway/configuration/gateway-configuration.js";
import { MANDATE_HEADER } from "../../schema/mandate.js";
import { compose } from "../../schema/compose.js";
import { startStreamingSubgraph, type StreamContext, type StreamingSubgraph } from "../support/streaming-subgraph.js";
import { listen, type Listening, type Protocol, type PushedAnswer } from "../support/subscribe.js";
import { startToyGateway } from "../support/toy-gateway.js";
import { until } from "../support/until.js";

const LINK = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.11", import: ["@key", "@shareable"])\n`;

interface Tick {
  readonly number: number;
  readonly note?: string;
  readonly broken?: true;
}

/** Streams over either protocol what the test publishes. */
const events = (name: string, root: string) => ({
  name,
  sdl: `${LINK}
    type Query { ${name}: Int }
    type Subscription { ${root}(from: Int = 0): Item }
    type Item @key(fields: "id") { id: ID! note: String @shareable broken: String @shareable }`,
  resolvers: {
    Subscription: {
      [root]: {
        subscribe(_: unknown, { from }: { from: number }, context: StreamContext) {
          if (from < 0) throw new Error("There is nothing before 0");
          return context.events((tick: Tick) => {
            if (tick.number === -1) return null;
            return tick.number >= from ? { [root]: { id: `i${tick.number}`, ...tick } } : undefined;
          });
        },
      },
    },
    Item: {
      broken: ({ broken }: Tick) => {
        if (broken) throw new Error("It is broken");
        return null;
      },
    },
  },
});
const ITEMS = {
  name: "items",
  sdl: `${LINK} type Item @key(fields: "id") { id: ID! place: String }`,
  resolvers: {
    Item: {
      place: ({ id }: { id: string }) => {
        if (id === "i13") throw new Error("Nobody knows the place of 13");
        return `place of ${id}`;
      },
    },
  },
};

let ticks: StreamingSubgraph;
let tocks: StreamingSubgraph;
let items: StreamingSubgraph;
let supergraph: string;
let gateway: Awaited<ReturnType<typeof startToyGateway>>;
let guarded: typeof gateway | undefined;
beforeAll(async () => {
  ticks = await startStreamingSubgraph(events("ticks", "tick"));
  tocks = await startStreamingSubgraph(events("tocks", "tock"));
  items = await startStreamingSubgraph(ITEMS);
  supergraph = supergraphOf("https://example.org/1");
  const subgraphs = { tocks: { protocol: "sse", path: "/graphql/stream" } } as const;
  const configuration = createConfiguration({ subscriptions: { all: { reconnect_attempts: 2 }, subgraphs } }, true);
  const environment = { AMA_SUBSCRIPTIONS_SUBJECT: "6", AMA_HEARTBEAT_MS: "200", AMA_DISMISS_MS: "0" };
  gateway = await startToyGateway({ supergraph, open: true, configuration }, environment);
});
afterAll(async () => {
  await Promise.all([gateway?.stop(), guarded?.stop()]);
  await Promise.all([ticks.stop(), tocks.stop(), items.stop()]);
});
beforeEach(() => {
  for (const { connections, queries } of [ticks, tocks, items]) {
    connections.length = 0;
    queries.length = 0;
  }
});

/** @param comment makes another text of the same graph */
function supergraphOf(comment: string): string {
  const parts = [ticks, tocks, items].map(({ name, url, sdl }) => ({ name, url, sdl }));
  return `${compose(parts).get("supergraph.graphql")!}# ${comment}\n`;
}

async function subscribed(
  protocol: Protocol,
  subgraph: StreamingSubgraph,
  query: string,
  variables: Record<string, unknown> = {},
): Promise<Listening> {
  const before = subgraph.begun();
  const listening = listen(protocol, gateway.address, {}, query, variables);
  await until(() => subgraph.begun() > before);
  return listening;
}

const codesIn = ({ errors = [] }: PushedAnswer) => errors.map(({ extensions }) => extensions?.["code"]);

/** Each protocol of clients, and of subgraphs, in as few pairs as show all. */
const PAIRS = [
  ["websocket", "tick"],
  ["sse", "tock"],
  ["multipart", "tick"],
] as const;

describe.each(PAIRS)("over %s, of %s", (protocol, root) => {
  const subgraph = () => (root === "tick" ? ticks : tocks);

  test("each event is completed from the other subgraph, in order, and ends where the subgraph does", async () => {
    const query = `subscription S($from: Int!, $with: Boolean!) { ...T }
      fragment T on Subscription { it: ${root}(from: $from) { note @skip(if: $with) place @include(if: $with) } }`;
    const listening = await subscribed(protocol, subgraph(), query, { from: 2, with: true });
    for (const number of [1, 2, 3, 4, -1]) subgraph().publish({ number });
    await listening.ended;
    expect(listening.answers).toEqual(["i2", "i3", "i4"].map((id) => ({ data: { it: { place: `place of ${id}` } } })));
  });

  test("errors keep their place, whichever subgraph they are of", async () => {
    const listening = await subscribed(protocol, subgraph(), `subscription { ${root} { id broken place } }`);
    subgraph().publish({ number: 13, broken: true });
    subgraph().publish({ number: 14 });
    const [first, second] = await listening.until(2);
    expect(first!.data).toEqual({ [root]: { id: "i13", broken: null, place: null } });
    expect(first!.errors!.map(({ path }) => path).sort()).toEqual([
      [root, "broken"],
      [root, "place"],
    ]);
    expect(second).toEqual({ data: { [root]: { id: "i14", broken: null, place: "place of i14" } } });
    await listening.stop();
  });

  test("whoever leaves ends it at the subgraph", async () => {
    const listening = await subscribed(protocol, subgraph(), `subscription { ${root} { id } }`);
    await listening.stop();
    await until(() => subgraph().open() === 0);
  });

  test("what the subgraph refuses is an answer with its error, the last", async () => {
    const listening = listen(protocol, gateway.address, {}, `subscription { ${root}(from: -1) { id } }`);
    const [only] = await listening.until(1);
    expect(only!.data).toEqual({ [root]: null });
    expect(only!.errors).toHaveLength(1);
    await listening.ended;
    expect(listening.answers).toHaveLength(1);
  });

  test("a connection that breaks is opened again, and the next answer says so", async () => {
    const listening = await subscribed(protocol, subgraph(), `subscription { ${root} { id } }`);
    subgraph().publish({ number: 1 });
    await listening.until(1);
    const before = subgraph().begun();
    subgraph().cut();
    await until(() => subgraph().begun() > before);
    subgraph().publish({ number: 2 });
    subgraph().publish({ number: 3 });
    expect(await listening.until(3)).toEqual([
      { data: { [root]: { id: "i1" } } },
      { data: { [root]: { id: "i2" } }, extensions: { interrupted: true } },
      { data: { [root]: { id: "i3" } } },
    ]);
    await listening.stop();
  });
});

test("subscriptions of one subgraph share its connection, each with what it asked for", async () => {
  const [one, other] = [
    await subscribed("websocket", ticks, "subscription { tick { id } }"),
    await subscribed("multipart", ticks, "subscription($from: Int) { tick(from: $from) { id } }", { from: 6 }),
  ];
  ticks.publish({ number: 5 });
  ticks.publish({ number: 6 });
  expect([await one.until(2), await other.until(1)]).toEqual([
    [{ data: { tick: { id: "i5" } } }, { data: { tick: { id: "i6" } } }],
    [{ data: { tick: { id: "i6" } } }],
  ]);
  expect(ticks.connections).toHaveLength(1);
  await one.stop();
  await other.stop();
});

test.each([
  ["two root fields", "subscription { tick { id } tock { id } }", {}],
  ["two by its variables", "subscription($x: Boolean!) { tick @include(if: $x) { id } tock { id } }", { x: true }],
  ["none by its variables", "subscription($x: Boolean!) { tick @include(if: $x) { id } }", { x: false }],
  ["one field twice", "subscription { tick { id } again: tick { id } }", {}],
  ["what never happens", "subscription { __typename }", {}],
])("refused: %s", async (_, query, variables) => {
  for (const protocol of ["websocket", "multipart"] as const) {
    const listening = listen(protocol, gateway.address, {}, query, variables);
    expect(await listening.refusal()).toContain("SUBSCRIPTION_ROOT_FIELDS");
  }
});

test("one root field under its variables is served", async () => {
  const query = "subscription($x: Boolean!) { tick @skip(if: $x) { id } tock @include(if: $x) { id } }";
  const listening = await subscribed("sse", tocks, query, { x: true });
  tocks.publish({ number: 1 });
  expect(await listening.until(1)).toEqual([{ data: { tock: { id: "i1" } } }]);
  await listening.stop();
});

test("variables that do not fit are refused", async () => {
  const query = "subscription($x: Boolean!) { tick @skip(if: $x) { id } }";
  expect(await listen("multipart", gateway.address, {}, query, { x: 7 }).refusal()).toContain("BAD_USER_INPUT");
});

test("one caller keeps no more open than the limit", async () => {
  const open = [];
  for (let index = 0; index < 6; index += 1) open.push(await subscribed("sse", tocks, "subscription { tock { id } }"));
  const refused = listen("multipart", gateway.address, {}, "subscription { tick { id } }");
  expect(await refused.refusal()).toMatch(
    /TOO_MANY_SUBSCRIPTIONS.*AMA_SUBSCRIPTIONS_SUBJECT|AMA_SUBSCRIPTIONS_SUBJECT.*TOO_MANY_SUBSCRIPTIONS/s,
  );
  await Promise.all(open.map((one) => one.stop()));
  await until(() => tocks.open() === 0);
});

test("another supergraph that is tried out leaves it alone, and ends what it began itself when it goes", async () => {
  const query = "subscription { tick { id } }";
  const staying = await subscribed("multipart", ticks, query);
  await gateway.tryOut({ supergraph: supergraphOf("tried"), percent: 100, by: "caller" });
  const tried = await subscribed("multipart", ticks, query);
  ticks.publish({ number: 1 });
  await Promise.all([staying.until(1), tried.until(1)]);
  await gateway.tryOut(undefined);
  expect(codesIn((await tried.until(2))[1]!)).toEqual(["SUBSCRIPTION_MOVED"]);
  await tried.ended;
  ticks.publish({ number: 2 });
  expect(codesIn((await staying.until(2))[1]!)).toEqual([]);
  await staying.stop();
});

test("another supergraph ends it with a code, and the new one serves", async () => {
  const listening = await subscribed("multipart", ticks, "subscription { tick { id } }");
  await gateway.reload(supergraphOf("another"));
  const [only] = await listening.until(1);
  expect(codesIn(only!)).toEqual(["SUBSCRIPTION_MOVED"]);
  await listening.ended;
  await until(() => ticks.open() === 0);
  const again = await subscribed("multipart", ticks, "subscription { tick { id } }");
  ticks.publish({ number: 1 });
  await again.until(1);
  await again.stop();
});

test("under mandates each connection and each completion carries a statement of its own, and headers as the rules say", async () => {
  const configuration = createConfiguration(
    {
      headers: { all: { request: [{ propagate: { named: ["x-tenant"] } }] } },
      subscriptions: { all: { protocol: "ws" } },
    },
    false,
  );
  guarded = await startToyGateway({ supergraph, configuration }, { AMA_DISMISS_MS: "0" });
  const { address, mandate } = guarded;
  const query = "subscription { tick { place } }";
  expect(await listen("websocket", address, {}, query).refusal()).toContain("UNAUTHENTICATED");
  const headers = { ...mandate, "x-tenant": "gent" };
  const listening = (["websocket", "multipart"] as const).map((one) => listen(one, address, headers, query));
  await until(() => ticks.open() === 2);
  ticks.publish({ number: 1 });
  ticks.publish({ number: 2 });
  for (const one of listening)
    expect(await one.until(2)).toEqual([1, 2].map((id) => ({ data: { tick: { place: `place of i${id}` } } })));
  const asked = [...ticks.connections, ...items.queries];
  expect(asked.map((one) => one.headers["x-tenant"])).toEqual(Array(6).fill("gent"));
  expect(new Set(asked.map((one) => one.headers[MANDATE_HEADER])).size).toBe(6);
  expect(ticks.connections[0]!.parameters).toMatchObject({ "x-tenant": "gent" });

  await guarded.stop();
  await until(() => ticks.open() === 0);
  const [, parts] = listening;
  await parts!.ended;
  expect(codesIn(parts!.answers.at(-1)!)).toEqual(["SUBSCRIPTION_MOVED"]);
});

// The last two: nothing streams any more after them.
test.each([
  ["websocket", "tick"],
  ["multipart", "tock"],
] as const)("over %s, a subgraph of %s that is gone ends it with a code", async (protocol, root) => {
  const subgraph = root === "tick" ? ticks : tocks;
  const listening = await subscribed(protocol, subgraph, `subscription { ${root} { id } }`);
  subgraph.close();
  subgraph.cut();
  const [only] = await listening.until(1);
  expect(codesIn(only!)).toEqual(["SUBGRAPH_UNREACHABLE"]);
  expect(only?.errors?.[0]?.extensions?.["service"]).toBe(`${root}s`);
  await listening.ended;
  const after = listen(protocol, gateway.address, {}, `subscription { ${root} { id } }`);
  expect(codesIn((await after.until(1))[0]!)).toEqual(["SUBGRAPH_UNREACHABLE"]);
  await after.ended;
});
