import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import Fastify from "fastify";
import { readFileSync } from "node:fs";
import { request } from "undici";
import { secureHeaders, sendSecureHeaders } from "../../gateway/secure-headers.js";
import { startToyGateway } from "../support/toy-gateway.js";

const supergraph = readFileSync(new URL("../../schema/supergraph.graphql", import.meta.url), "utf8");

let gateway: Awaited<ReturnType<typeof startToyGateway>>;
beforeAll(async () => {
  gateway = await startToyGateway({ supergraph });
});
afterAll(() => gateway.stop());

const json = { "content-type": "application/json" };
const answer = JSON.stringify({ query: "{ viewer { subject } }" });

describe("headers of every reply", () => {
  it.each([
    ["an answer", "POST", "/graphql", answer, 200],
    ["a refusal", "POST", "/graphql", "{}", 400],
    ["a method that is refused", "PUT", "/graphql", "{}", 405],
    ["a body that is too large", "POST", "/graphql", `{ "query": "${" ".repeat(200_000)}" }`, 413],
    ["a preflight", "OPTIONS", "/graphql", undefined, 204],
    ["a page that is not there", "GET", "/nowhere", undefined, 404],
  ] as const)("%s", async (_what, method, path, body, status) => {
    const reply = await request(`${gateway.address}${path}`, {
      method,
      headers: { ...(body && json), ...gateway.mandate },
      ...(body && { body }),
    });
    await reply.body.dump();
    expect([reply.statusCode, reply.headers]).toEqual([
      status,
      expect.objectContaining({
        "cache-control": "no-store",
        "content-security-policy": expect.stringMatching(/default-src 'none'.*frame-ancestors 'none'/),
        "cross-origin-opener-policy": "same-origin",
        "cross-origin-resource-policy": "same-origin",
        "referrer-policy": "no-referrer",
        "x-content-type-options": "nosniff",
        "x-frame-options": "DENY",
        "x-request-id": expect.any(String),
      }),
    ]);
    expect(reply.headers).not.toHaveProperty("strict-transport-security");
    expect(reply.headers).not.toHaveProperty("x-powered-by");
    expect(reply.headers).not.toHaveProperty("server");
  });

  it("what a route says itself stays, and in production browsers keep to https", async () => {
    const app = Fastify();
    sendSecureHeaders(app, secureHeaders({ strictTransport: true }));
    const own = { "content-security-policy": "default-src 'self'; frame-ancestors 'self'", "cache-control": "public" };
    app.get("/", (_request, reply) => reply.headers(own).send("page"));
    const { headers } = await app.inject("/");
    expect(headers).toMatchObject({ ...own, "strict-transport-security": expect.stringMatching(/^max-age=63072000/) });
    expect(headers).not.toHaveProperty("x-frame-options");
    await app.close();
  });
});
