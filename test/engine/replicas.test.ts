import { afterEach, describe, expect, test } from "@jest/globals";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createHttpTransport, type HttpTransport } from "../../gateway/engine/http-transport.js";
import { ReplicaSet } from "../../gateway/engine/replicas/replica-set.js";
import { spreadStreams } from "../../gateway/engine/replicas/spread-streams.js";
import { StreamBroken, type SubgraphStreams } from "../../gateway/engine/subscription/subgraph-stream.js";

describe("a set of replicas", () => {
  let now = 0;
  let drawn: number[] = [];
  const changes: string[] = [];
  const setOf = (...ways: string[]) => {
    now = 0;
    changes.length = 0;
    return new ReplicaSet(ways, {
      nowMs: () => now,
      random: () => drawn.shift() ?? 0,
      onChange: (way, isAway) => changes.push(`${way} ${isAway ? "away" : "back"}`),
    });
  };

  test("gives a request to the one with less under way of two drawn by lot", () => {
    const set = setOf("a", "b", "c");
    const [a, b, c] = set.all;
    Object.assign(a!, { inFlight: 5 });
    Object.assign(b!, { inFlight: 2 });
    const drawing = (...numbers: number[]) => {
      drawn = numbers;
      return set.choose();
    };
    expect(drawing(0, 0)).toBe(b);
    expect(drawing(0.4, 0)).toBe(c);
    expect(drawing(0.7, 0)).toBe(c);
    // As many at both: the first that was drawn.
    Object.assign(c!, { inFlight: 2 });
    expect(drawing(0.4, 0)).toBe(b);
  });

  test("spreads requests evenly", () => {
    const set = new ReplicaSet(["a", "b", "c", "d"]);
    for (let asked = 0; asked < 4_000; asked += 1) set.choose().inFlight += 1;
    for (const { inFlight } of set.all) expect(Math.abs(inFlight - 1_000)).toBeLessThan(20);
  });

  test("leaves out what fails, longer each time, and lets one request find out whether it is back", () => {
    const set = setOf("a", "b");
    const [a, b] = set.all;
    // What was under way there fails with it.
    for (let lost = 0; lost < 10; lost += 1) set.fail(a!);
    expect(set.choose()).toBe(b);
    now = 499;
    expect(set.choose()).toBe(b);
    now = 500;
    expect(set.choose()).toBe(a);
    expect(set.choose()).toBe(b);
    set.fail(a!);
    now = 1_499;
    expect(set.choose()).toBe(b);
    now = 1_500;
    expect(set.choose()).toBe(a);
    set.succeed(a!);
    drawn = [0];
    expect(set.choose()).toBe(a);
    expect(set.away).toBe(0);
    expect(changes).toEqual(["a away", "a back"]);
  });

  test("gives what failed at one to another, and where all are away it still gives one", () => {
    const set = setOf("a", "b");
    const [a, b] = set.all;
    expect(set.choose(a)).toBe(b);
    set.fail(a!);
    set.fail(b!);
    expect([set.away, set.choose(a)]).toEqual([2, b]);
    const alone = setOf("a");
    alone.fail(alone.all[0]!);
    expect(alone.choose(alone.all[0])).toBe(alone.all[0]);
  });

  test("keeps what it knows of those that stay", () => {
    const set = setOf("a", "b");
    set.fail(set.all[1]!);
    set.replace(["b", "c"]);
    expect(set.all.map(({ way, failures }) => [way, failures])).toEqual([
      ["b", 1],
      ["c", 0],
    ]);
  });
});

describe("a subgraph with several addresses", () => {
  const servers: Server[] = [];
  let transport: HttpTransport | undefined;
  afterEach(async () => {
    await transport?.stop();
    for (const server of servers.splice(0)) {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    }
  });

  async function start(name: string, asked: string[], host = "127.0.0.1", port = 0): Promise<number> {
    const server = createServer((request, response) => {
      request.resume().on("end", () => {
        asked.push(name);
        // As a program does that leaves: no request is under way on a connection that it closes.
        response.setHeader("connection", "close").end(`{"data":{"at":"${name}"}}`);
      });
    });
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(port, host, resolve));
    return (server.address() as AddressInfo).port;
  }

  async function stop(server: Server): Promise<void> {
    servers.splice(servers.indexOf(server), 1);
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }

  const ask = async (kind: "query" | "mutation" = "query") => {
    const bytes = await transport!.fetch({ query: "{ at }", kind, variables: "{}", context: undefined });
    return (JSON.parse(Buffer.from(bytes as Uint8Array).toString()) as { data: { at: string } }).data.at;
  };

  test.each(["query", "mutation"] as const)("loses no %s while one of them is away", async (kind) => {
    const asked: string[] = [];
    const ports = [await start("a", asked), await start("b", asked)];
    const url = ports.map((port) => `http://127.0.0.1:${port}/graphql`).join(", ");
    let repeats = 0;
    const changes: [string, boolean][] = [];
    transport = createHttpTransport(
      { name: "s", url },
      { onRepeat: () => (repeats += 1), onChange: (...change) => changes.push(change) },
    );
    for (let times = 0; times < 20; times += 1) await ask(kind);
    expect(new Set(asked)).toEqual(new Set(["a", "b"]));
    await stop(servers[0]!);
    for (let times = 0; times < 20; times += 1) expect(await ask(kind)).toBe("b");
    expect(repeats).toBeGreaterThan(0);
    expect(repeats).toBeLessThan(5);
    expect(changes).toEqual([[`http://127.0.0.1:${ports[0]}`, true]]);
    expect(transport.replicas()).toEqual({ all: 2, away: 1 });
  });

  test("is each record of its name, and follows the records", async () => {
    const asked: string[] = [];
    const port = await start("a", asked, "127.0.0.1");
    await start("b", asked, "127.0.0.2", port);
    const resolve = () =>
      Promise.resolve([
        { address: "127.0.0.1", family: 4 },
        { address: "127.0.0.2", family: 4 },
        { address: "::1", family: 6 },
      ]);
    transport = createHttpTransport({ name: "s", url: `http://replicas.test:${port}/graphql` }, { resolve });
    await new Promise(setImmediate);
    for (let times = 0; times < 20; times += 1) await ask();
    expect(new Set(asked)).toEqual(new Set(["a", "b"]));
    expect(transport.replicas().all).toBe(2);
  });
});

test("a stream that the first replica does not take is opened at another, and no third time", async () => {
  const opened: string[] = [];
  const streamsOf = (name: string, broken: boolean): SubgraphStreams => ({
    async *open() {
      opened.push(name);
      await Promise.resolve();
      if (broken) throw new StreamBroken("The subgraph could not be reached");
      yield { reply: `from ${name}` };
    },
    stop: () => Promise.resolve(),
  });
  const question = { body: "{}", headers: () => ({}) };
  const read = async (streams: SubgraphStreams) => {
    const replies: unknown[] = [];
    for await (const { reply } of streams.open(question, new AbortController().signal)) replies.push(reply);
    return replies;
  };
  const spread = spreadStreams([streamsOf("a", true), streamsOf("b", false)]);
  for (let times = 0; times < 8; times += 1) expect(await read(spread)).toEqual(["from b"]);
  expect(opened.filter((name) => name === "a").length).toBeLessThanOrEqual(1);

  opened.length = 0;
  await expect(read(spreadStreams([streamsOf("a", true), streamsOf("b", true)]))).rejects.toThrow(StreamBroken);
  expect(opened.sort()).toEqual(["a", "b"]);
});
