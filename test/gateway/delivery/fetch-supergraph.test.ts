import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { createSupergraphFetcher } from "../../../gateway/delivery/fetch-supergraph.js";

interface Reply {
  status?: number;
  headers?: Record<string, string>;
  body?: string;
}

let server: Server;
let url: string;
let reply: (headers: IncomingHttpHeaders, body: string, path: string) => Reply;
const asked: { headers: IncomingHttpHeaders; path: string }[] = [];

beforeAll(async () => {
  server = createServer((request, response) => {
    let text = "";
    request.on("data", (chunk: Buffer) => (text += chunk.toString()));
    request.on("end", () => {
      asked.push({ headers: request.headers, path: request.url! });
      const { status = 200, headers = {}, body = "" } = reply(request.headers, text, request.url!);
      response.writeHead(status, headers).end(body);
    });
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/supergraph`;
});
beforeEach(() => void asked.splice(0));
afterAll(() => void server.close());

const KEY = { key: "secret-of-the-test", keyHeader: "x-hive-cdn-key" };

describe("an address with ETags", () => {
  test("is sent the key, and then the ETag of what it gave, and says that nothing changed", async () => {
    const fetchNext = createSupergraphFetcher({ url, ...KEY });
    let current = "one";
    reply = (headers) =>
      headers["if-none-match"] === `"${current}"`
        ? { status: 304 }
        : { body: current, headers: { etag: `"${current}"` } };
    expect((await fetchNext()).supergraph).toBe("one");
    expect((await fetchNext()).supergraph).toBeUndefined();
    current = "two";
    expect((await fetchNext()).supergraph).toBe("two");
    expect(asked.map(({ headers }) => [headers["x-hive-cdn-key"], headers["if-none-match"]])).toEqual([
      [KEY.key, undefined],
      [KEY.key, '"one"'],
      [KEY.key, '"one"'],
    ]);
  });

  test("may send on to another host, which is not told the key", async () => {
    const other = url.replace("127.0.0.1", "localhost").replace("/supergraph", "/stored");
    reply = (_headers, _body, path) =>
      path === "/stored" ? { body: "stored" } : { status: 302, headers: { location: other } };
    expect((await createSupergraphFetcher({ url, ...KEY })()).supergraph).toBe("stored");
    expect(asked.map(({ headers }) => headers["x-hive-cdn-key"])).toEqual([KEY.key, undefined]);
    reply = () => ({ status: 302, headers: { location: url } });
    await expect(createSupergraphFetcher({ url, ...KEY })()).rejects.toThrow("redirects too often");
  });

  test("is told about without its address and its key", async () => {
    const failures: [Reply, RegExp][] = [
      [{ status: 403, body: "secret-of-the-test is wrong" }, /^status 403: look at AMA_SUPERGRAPH_KEY$/],
      [{ status: 404 }, /^status 404: look at the address$/],
      [{ status: 500 }, /^status 500$/],
      [{ status: 304 }, /^status 304$/],
      [{ body: "x".repeat(16 * 1024 * 1024 + 1) }, /^no answer \(BodyTooLong\)$/],
    ];
    for (const [answer, message] of failures) {
      reply = () => answer;
      await expect(createSupergraphFetcher({ url, ...KEY })()).rejects.toThrow(message);
    }
    await expect(createSupergraphFetcher({ url: "http://127.0.0.1:9", ...KEY })()).rejects.toThrow(
      "no answer (ECONNREFUSED)",
    );
  });
});

describe("Apollo's uplink", () => {
  const uplink = () => createSupergraphFetcher({ url, ...KEY, graphRef: "ama@production" });

  test("is asked for what came after the last one, and how long it wants to be left alone is kept", async () => {
    const fetchNext = uplink();
    reply = (_headers, body) => {
      const { ref, apiKey, ifAfterId } = (JSON.parse(body) as { variables: Record<string, string> }).variables;
      expect([ref, apiKey]).toEqual(["ama@production", KEY.key]);
      const routerConfig =
        ifAfterId === "id-1"
          ? { __typename: "Unchanged", id: "id-1", minDelaySeconds: 30 }
          : { __typename: "RouterConfigResult", id: "id-1", supergraphSDL: "one", minDelaySeconds: 60 };
      return { body: JSON.stringify({ data: { routerConfig } }) };
    };
    expect(await fetchNext()).toEqual({ supergraph: "one", pauseMs: 60_000 });
    expect(await fetchNext()).toEqual({ supergraph: undefined, pauseMs: 30_000 });
    expect(asked.map(({ headers }) => headers["x-hive-cdn-key"])).toEqual([undefined, undefined]);
  });

  test("that refuses, or is something else, is told about with what to look at", async () => {
    reply = () => ({
      body: '{"data":{"routerConfig":{"__typename":"FetchError","code":"ACCESS_DENIED","message":"key"}}}',
    });
    await expect(uplink()()).rejects.toThrow("the uplink refuses (ACCESS_DENIED): look at the key and the graph");
    reply = () => ({ body: "<html>" });
    await expect(uplink()()).rejects.toThrow("look at the address");
  });
});
