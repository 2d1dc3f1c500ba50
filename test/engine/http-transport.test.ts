import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";
import { createHttpTransport } from "../../gateway/engine/http-transport.js";
import type { SubgraphTransport } from "../../gateway/engine/subgraph-transport.js";

let server: Server;
let transport: SubgraphTransport;
let reply: (request: IncomingMessage, response: ServerResponse, body: string) => void;
const closed: string[] = [];

beforeEach(async () => {
  closed.length = 0;
  server = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk) => (body += String(chunk)));
    request.on("end", () => reply(request, response, body));
    response.on("close", () => closed.push(response.writableFinished ? "finished" : "cut"));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  transport = createHttpTransport(
    { name: "s", url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql?v=1` },
    { timeoutMs: 2000, maxReplyBytes: 1000, headers: ({ context }) => ({ authorization: String(context) }) },
  );
});

afterEach(async () => {
  await transport.stop?.();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const ask = (signal?: AbortSignal) =>
  transport.fetch({
    query: "query Q {x}",
    operationName: "Q",
    kind: "query",
    variables: `{"a":1}`,
    context: "me",
    ...(signal ? { signal } : {}),
  });

test("a request carries the query, its name, the variables and the caller's headers", async () => {
  reply = ({ url, headers }, response, body) =>
    response.end(JSON.stringify({ url, authorization: headers.authorization, body: JSON.parse(body) as unknown }));
  expect(JSON.parse((await ask()) as string)).toEqual({
    url: "/graphql?v=1",
    authorization: "me",
    body: { query: "query Q {x}", operationName: "Q", variables: { a: 1 } },
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

test("a reply in an encoding that was not asked for is no reply", async () => {
  reply = ({ headers }, response) => {
    expect(headers["accept-encoding"]).toBeUndefined();
    response.writeHead(200, { "content-encoding": "gzip" }).end(gzipSync('{"data":{}}'));
  };
  await expect(ask()).rejects.toMatchObject({ code: "SUBGRAPH_REPLY_INVALID" });
});

test("a subgraph that is silent is given up", async () => {
  reply = () => undefined;
  await expect(ask()).rejects.toMatchObject({ code: "SUBGRAPH_TIMEOUT" });
}, 10_000);

test("a caller who leaves ends the request", async () => {
  const caller = new AbortController();
  reply = () => caller.abort();
  await expect(ask(caller.signal)).rejects.toMatchObject({ code: "SUBGRAPH_UNREACHABLE" });
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(closed).toEqual(["cut"]);
});

test("a connection that breaks does not say where to", async () => {
  reply = (request) => request.socket.destroy();
  await expect(ask()).rejects.toMatchObject({
    code: "SUBGRAPH_UNREACHABLE",
    message: "The subgraph could not be reached",
  });
});
