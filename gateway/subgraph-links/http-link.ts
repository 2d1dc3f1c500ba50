import { Pool, type Dispatcher } from "undici";
import { Fault } from "../../schema/faults.js";
import { DEADLINE_HEADER, MANDATE_HEADER } from "../../schema/mandate.js";
import type { SignMandate } from "../../schema/mandate-statement.js";
import { createHttpTransport } from "../engine/http-transport.js";
import type { RequestContext } from "../request-context.js";
import type { AgencyHealth, SubgraphLink } from "./subgraph-link.js";

const HEALTH_TIMEOUT_MS = 2_000;

/** Reaches a subgraph over HTTP, at the address where it takes queries. Its health is told at the root of its host. */
export function createHttpLink(name: string, url: string, sign: SignMandate): SubgraphLink {
  const questions = createHttpTransport(
    { name, url },
    { connections: 64, headers: ({ context }, body) => headersOf(context as RequestContext, body) },
  );
  const health = new Pool(new URL(url).origin, { connections: 2, connectTimeout: HEALTH_TIMEOUT_MS });

  async function readHealth(options: Omit<Dispatcher.RequestOptions, "origin" | "method">) {
    return health.request({ ...options, method: "GET" });
  }

  return {
    name,
    async ask(question) {
      try {
        return await questions.fetch({ ...question, kind: "query" });
      } catch (error) {
        throw new Fault("SUBGRAPH_UNAVAILABLE", undefined, `${name}: ${(error as Error).message}`);
      }
    },
    /** One of ours says 503 while it stops; another's has no such page, but whoever says so is there. */
    async isReady() {
      try {
        const reply = await readHealth({ path: "/health/ready", signal: AbortSignal.timeout(HEALTH_TIMEOUT_MS) });
        await reply.body.dump();
        return reply.statusCode < 500;
      } catch {
        return false;
      }
    },
    async observe(context) {
      const { signal } = context.deadline;
      const reply = await readHealth({ path: "/health/agency", headers: headersOf(context, ""), signal });
      return (await reply.body.json()) as AgencyHealth;
    },
    async stop() {
      await Promise.all([questions.stop?.(), health.destroy()]);
    },
  };

  function headersOf({ mandate, requestId, deadline }: RequestContext, body: string): Record<string, string> {
    return {
      "x-request-id": requestId,
      [DEADLINE_HEADER]: String(deadline.remainingMs()),
      ...(mandate && { [MANDATE_HEADER]: sign({ mandate, audience: name, body }) }),
    };
  }
}
