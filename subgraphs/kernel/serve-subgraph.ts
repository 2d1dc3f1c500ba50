import type { FastifyReply } from "fastify";
import { REFUSALS } from "../../schema/faults.js";
import { DEADLINE_HEADER, MANDATE_HEADER, readMandate } from "../../schema/mandate.js";
import { deadlineOf } from "../../platform/deadline.js";
import type { Settings } from "../../platform/settings.js";
import { createHttpServer, serve, type HttpService } from "../../platform/serve.js";
import type { Asking } from "./asking.js";
import type { RunningSubgraph } from "./run-subgraph.js";

interface GraphqlBody {
  query: string;
  variables?: Record<string, unknown>;
}

/** What fastify itself refuses with BAD_REQUEST: anything but an object with a query text. */
const body = {
  type: "object",
  required: ["query"],
  properties: { query: { type: "string" }, variables: { type: ["object", "null"] } },
} as const;

/**
 * Puts a running subgraph on a port: `POST /graphql` for those who bring a mandate, `GET /health/agency` for what is
 * known of its agency (asked anew under a mandate when that is old), `/health/live` and `/health/ready`.
 */
export async function serveSubgraph(
  subgraph: RunningSubgraph,
  settings: Settings,
  { host, port }: { host: string; port: number },
): Promise<HttpService> {
  const app = createHttpServer(() => Promise.resolve(true));

  app.post<{ Body: GraphqlBody }>("/graphql", { schema: { body } }, async (request, reply) => {
    const asking = askingOf(request.headers, reply, settings);
    if (!asking) return reply.code(REFUSALS.MANDATE_MISSING.status).send({ errors: [NO_MANDATE] });
    const { query, variables } = request.body;
    return subgraph.answer({ query, ...(variables && { variables }), ...asking });
  });

  app.get("/health/agency", async (request, reply) => {
    const asking = askingOf(request.headers, reply, settings);
    return asking ? subgraph.observe(asking) : subgraph.health();
  });

  const service = await serve(app, { host, port });
  return {
    address: service.address,
    async stop() {
      await service.stop();
      await subgraph.stop();
    },
  };
}

const NO_MANDATE = { message: REFUSALS.MANDATE_MISSING.means, extensions: { code: "MANDATE_MISSING" } };

function askingOf(
  headers: Record<string, string | string[] | undefined>,
  reply: FastifyReply,
  settings: Settings,
): Asking | undefined {
  const mandate = readMandate(headers[MANDATE_HEADER]?.toString());
  if (!mandate) return undefined;
  const told = Number(headers[DEADLINE_HEADER] ?? Number.NaN);
  const waitMs = told >= 0 ? Math.min(told, settings.AMA_REQUEST_TIMEOUT_MS) : settings.AMA_REQUEST_TIMEOUT_MS;
  return { mandate, signal: deadlineOf(reply.raw, waitMs).signal };
}
