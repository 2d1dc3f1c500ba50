import { describe, expect, test } from "@jest/globals";
import { request } from "undici";
import { MANDATE_HEADER } from "../../schema/mandate.js";
import { createMandateVerifier } from "../../schema/mandate-statement.js";
import { readSettings } from "../../platform/settings.js";
import { StartRefused } from "../../platform/start-refused.js";
import { startToyGateway } from "../support/toy-gateway.js";
import { toyGraph, type ToySubgraph } from "../support/toy-graph.js";
import { createServer } from "node:http";
import { text } from "node:stream/consumers";
import type { AddressInfo } from "node:net";

const HELLO: ToySubgraph = {
  name: "hello",
  sdl: "type Query { hello: String slow: String }",
  resolvers: { Query: { hello: () => "hi" } },
};
const GUARDED: ToySubgraph = { ...HELLO, sdl: "type Query { hello: String @authenticated slow: String }" };

async function readinessOf({ adminAddress }: { adminAddress: string }) {
  const { statusCode: status, body } = await request(`${adminAddress}/health/ready`);
  return { status, ...((await body.json()) as object) };
}

async function metricsOf({ adminAddress }: { adminAddress: string }) {
  return (await request(`${adminAddress}/metrics`)).body.text();
}

describe("the gateway", () => {
  test("is ready by its own parts; its health and metrics are on a port of their own, on loopback alone", async () => {
    const gateway = await startToyGateway(toyGraph([HELLO]), { AMA_HOST: "0.0.0.0" });
    for (const path of ["/metrics", "/health/startup", "/health/live", "/health/ready"]) {
      expect((await request(gateway.address + path)).statusCode).toBe(404);
      expect((await request(gateway.adminAddress + path)).statusCode).toBe(200);
    }
    // Whatever is bound to all addresses also answers at this one.
    await expect(request(`http://127.0.0.2:${new URL(gateway.adminAddress).port}/metrics`)).rejects.toThrow();
    await gateway.stop();
  });

  test("stays ready while a subgraph is away, and says so", async () => {
    const gateway = await startToyGateway({ supergraph: toyGraph([HELLO]).supergraph });
    expect(await readinessOf(gateway)).toEqual({
      status: 200,
      ready: true,
      parts: { planner: "UP", mandates: "UP", issuer: "UP" },
      subgraphs: { hello: { state: "AWAY" } },
    });
    expect(await metricsOf(gateway)).toContain('ama_subgraph_up{subgraph="hello"} 0');
    await gateway.stop();
  });

  test("finishes what is under way when it stops", async () => {
    let asked = (): void => undefined;
    let finish = (): void => undefined;
    const isAsked = new Promise<void>((resolve) => (asked = resolve));
    const slow = () => {
      asked();
      return new Promise((resolve) => (finish = () => resolve("at last")));
    };
    const gateway = await startToyGateway(toyGraph([{ ...HELLO, resolvers: { Query: { hello: () => "hi", slow } } }]));
    const answer = gateway.ask("{ slow }");
    await isAsked;
    const stopped = gateway.stop();
    // While it drains it is alive, and not ready for more.
    expect((await request(`${gateway.adminAddress}/health/live`)).statusCode).toBe(200);
    expect((await request(`${gateway.adminAddress}/health/ready`)).statusCode).toBe(503);
    finish();
    await stopped;
    expect((await answer).data).toEqual({ slow: "at last" });
    await expect(gateway.ask("{ hello }")).rejects.toThrow();
  });

  test("refuses fields that are guarded by what nothing enforces, unless it is open", async () => {
    const graph = toyGraph([GUARDED]);
    await expect(startToyGateway(graph)).rejects.toThrow(StartRefused);
    await expect(startToyGateway(graph)).rejects.toThrow(/@authenticated.*--open/);
    const gateway = await startToyGateway({ supergraph: graph.supergraph, open: true });
    await gateway.stop();
  });

  test("refuses what is no supergraph", async () => {
    await expect(startToyGateway({ supergraph: "type Query { a: Int }" })).rejects.toThrow(StartRefused);
  });

  test("asks subgraphs in somebody's name and until its deadline; when it is open, in nobody's", async () => {
    const seen: Record<string, string | string[] | undefined>[] = [];
    const asked: string[] = [];
    const server = createServer((incoming, response) => {
      seen.push(incoming.headers);
      void text(incoming).then((body) => {
        asked.push(body);
        response.setHeader("content-type", "application/json").end('{"data":{"hello":"hi"}}');
      });
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/elsewhere`;
    const { supergraph } = toyGraph([HELLO], url);
    for (const open of [false, true]) {
      const gateway = await startToyGateway({ supergraph, open });
      expect((await gateway.ask("{ hello }")).data).toEqual({ hello: "hi" });
      await gateway.stop();
    }
    server.close();
    const [mandated, nobody] = seen;
    const { AMA_MANDATE_KEY } = readSettings({});
    const verify = createMandateVerifier(AMA_MANDATE_KEY, "hello", Date.now);
    const mandate = verify(String(mandated?.[MANDATE_HEADER]), asked[0]!);
    expect(mandate).toMatchObject({ subject: "an-inspector", capacity: "INSPECTOR", purpose: "INSPECTION" });
    expect(mandate.requestId).toBe(mandated?.["x-request-id"]);
    expect(Number(mandated?.["ama-deadline-ms"])).toBeGreaterThan(5_000);
    expect(nobody).not.toHaveProperty(MANDATE_HEADER);
  });
});
