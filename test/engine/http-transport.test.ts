import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from "node:zlib";
import { createHttpTransport } from "../../gateway/engine/http-transport.js";
import type { SubgraphTransport } from "../../gateway/engine/subgraph-transport.js";

let server: Server;
let transport: SubgraphTransport;
let reply: (request: IncomingMessage, response: ServerResponse, body: string) => void;
const closed: string[] = [];
let asked: number;
let repeated: number;

beforeEach(async () => {
  closed.length = 0;
  asked = 0;
  repeated = 0;
  server = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk) => (body += String(chunk)));
    request.on("end", () => {
      asked++;
      reply(request, response, body);
    });
    response.on("close", () => closed.push(response.writableFinished ? "finished" : "cut"));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  transport = createHttpTransport(
    { name: "s", url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql?v=1` },
    {
      timeoutMs: 2000,
      maxReplyBytes: 1000,
      headers: ({ context }) => ({ authorization: String(context) }),
      onRepeat: () => repeated++,
    },
  );
});

afterEach(async () => {
  await transport.stop?.();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const ask = async (signal?: AbortSignal, kind: "query" | "mutation" = "query") => {
  const bytes = await transport.fetch({
    query: "query Q {x}",
    kind,
    variables: `{"a":1}`,
    context: "me",
    ...(signal ? { signal } : {}),
  });
  return Buffer.from(bytes as Uint8Array).toString();
};

test("a request carries the query, the variables and the caller's headers", async () => {
  reply = ({ url, headers }, response, body) =>
    response.end(JSON.stringify({ url, authorization: headers.authorization, body: JSON.parse(body) as unknown }));
  expect(JSON.parse(await ask())).toEqual({
    url: "/graphql?v=1",
    authorization: "me",
    body: { query: "query Q {x}", variables: { a: 1 } },
  });
});

test("an error page says its status and nothing of itself", async () => {
  reply = (_, response) => response.writeHead(500).end("<html>stack of 10.0.0.3</html>");
  await expect(ask()).rejects.toMatchObject({
    code: "SUBGRAPH_UNREACHABLE",
    message: "The subgraph replied with HTTP status 500",
  });
});

test("an error status may come with an answer", async () => {
  reply = (_, response) => response.writeHead(400).end(`{"errors":[]}`);
  expect(await ask()).toBe(`{"errors":[]}`);
});

test("a reply that is too long is given up on the way", async () => {
  reply = (_, response) => {
    const timer = setInterval(() => response.write("x".repeat(600)), 5);
    response.on("close", () => clearInterval(timer));
  };
  await expect(ask()).rejects.toMatchObject({ code: "SUBGRAPH_REPLY_INVALID" });
});

test.each([
  ["gzip", gzipSync],
  ["deflate", deflateSync],
  ["deflate", deflateRawSync],
  ["br", brotliCompressSync],
])("a reply in %s is read, which is asked for", async (encoding, pack) => {
  reply = ({ headers }, response) => {
    expect(headers["accept-encoding"]).toContain(encoding);
    response.writeHead(200, { "content-encoding": encoding }).end(pack('{"data":{"x":1}}'));
  };
  expect(await ask()).toBe('{"data":{"x":1}}');
});

const answer = `{"data":{"x":"${"a".repeat(500)}"}}`;
test.each<[string, string, Buffer]>([
  ["that unpacks to more than a reply may have", "gzip", gzipSync(" ".repeat(100_000) + answer)],
  ["that unpacks to more than a reply may have", "br", brotliCompressSync(" ".repeat(100_000) + answer)],
  ["that is cut off", "gzip", gzipSync(answer).subarray(0, -12)],
  ["that is cut off", "br", brotliCompressSync(answer).subarray(0, -4)],
  ["that is nothing of the kind", "deflate", Buffer.from(answer)],
  ["that nobody asked for", "zstd", Buffer.from(answer)],
  ["upon another", "gzip, gzip", gzipSync(gzipSync(answer))],
])("a body %s (%s) is no reply", async (_what, encoding, body) => {
  reply = (_, response) => response.writeHead(200, { "content-encoding": encoding }).end(body);
  await expect(ask()).rejects.toMatchObject({
    code: "SUBGRAPH_REPLY_INVALID",
    message: expect.stringMatching(/^The subgraph's reply (is|has) [a-z, ]+$/),
  });
});

test("a subgraph that is silent is given up", async () => {
  reply = () => undefined;
  await expect(ask()).rejects.toMatchObject({ code: "SUBGRAPH_TIMEOUT" });
}, 10_000);

test("a caller who leaves ends the request", async () => {
  const caller = new AbortController();
  reply = () => caller.abort();
  await expect(ask(caller.signal)).rejects.toMatchObject({ code: "SUBGRAPH_TIMEOUT" });
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(closed).toEqual(["cut"]);
});

test("a connection that breaks twice does not say where to", async () => {
  reply = (request) => request.socket.destroy();
  await expect(ask()).rejects.toMatchObject({
    code: "SUBGRAPH_UNREACHABLE",
    message: "The subgraph could not be reached",
  });
  expect(asked).toBe(2);
});

const CUTS: [string, (request: IncomingMessage, response: ServerResponse) => void][] = [
  ["before its reply", (request) => request.socket.resetAndDestroy()],
  [
    "within its reply",
    (request, response) => {
      response.writeHead(200, { "content-length": "100" }).write('{"data":{"x":');
      setImmediate(() => request.socket.resetAndDestroy());
    },
  ],
];

test.each(CUTS)("a query whose connection is reset %s is asked once more", async (_when, cut) => {
  reply = (request, response) => (asked === 1 ? cut(request, response) : response.end('{"data":{"x":1}}'));
  expect(await ask()).toBe('{"data":{"x":1}}');
  expect([asked, repeated]).toEqual([2, 1]);
});

test.each(CUTS)("a mutation whose connection is reset %s is not repeated", async (_when, cut) => {
  reply = (request, response) => (asked === 1 ? cut(request, response) : response.end('{"data":{"x":1}}'));
  await expect(ask(undefined, "mutation")).rejects.toMatchObject({ code: "SUBGRAPH_UNREACHABLE" });
  expect([asked, repeated]).toEqual([1, 0]);
});

test("a query is not asked again for a caller who left", async () => {
  const caller = new AbortController();
  reply = (request) => {
    caller.abort();
    request.socket.resetAndDestroy();
  };
  await expect(ask(caller.signal)).rejects.toMatchObject({ message: "The request ended before the subgraph replied" });
  expect([asked, repeated]).toEqual([1, 0]);
});
