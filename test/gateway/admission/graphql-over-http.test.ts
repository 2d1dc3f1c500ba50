import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { readFileSync } from "node:fs";
import { serverAudits } from "graphql-http";
import { startToyGateway } from "../../support/toy-gateway.js";

const supergraph = readFileSync(new URL("../../../schema/supergraph.graphql", import.meta.url), "utf8");

let gateway: Awaited<ReturnType<typeof startToyGateway>>;
beforeAll(async () => {
  gateway = await startToyGateway({ supergraph });
});
afterAll(() => gateway.stop());

function fetchUnderMandate(url: string, options: RequestInit = {}): Promise<Response> {
  return fetch(url, { ...options, headers: { ...(options.headers as Record<string, string>), ...gateway.mandate } });
}

/**
 * What the specification leaves open and we do not do: answer a query in an address, which would keep its variables in
 * every log on the way.
 */
const NOT_DONE: ReadonlySet<string> = new Set(["5A70", "D6D5", "6A70"]);

describe("GraphQL over HTTP", () => {
  it.each(
    serverAudits({ url: () => `${gateway.address}/graphql`, fetchFn: fetchUnderMandate }).map(
      (audit) => [audit.id, audit.name, audit] as const,
    ),
  )("%s %s", async (id, _name, audit) => {
    const result = await audit.fn();
    const told = result.status === "ok" ? "ok" : `${result.status}: ${result.reason}`;
    expect(told).toMatch(NOT_DONE.has(id) ? /^notice/ : /^ok$/);
  });

  it("a subscription sent as a query is refused with where events come", async () => {
    const body = JSON.stringify({ query: "subscription { agencyStatusChanged { state } }" });
    const { status, data, errors } = await gateway.send(body, { accept: "application/graphql-response+json" });
    expect([status, data]).toEqual([400, undefined]);
    expect(errors).toMatchObject([
      { message: expect.stringContaining("/graphql/stream"), extensions: { code: "SUBSCRIPTION_NEEDS_STREAM" } },
    ]);
  });
});
