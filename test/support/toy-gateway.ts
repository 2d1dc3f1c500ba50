import type { GraphQLFormattedError } from "graphql";
import { request } from "undici";
import { startGateway, type GatewayParts } from "../../gateway/gateway.js";
import { createClock } from "../../platform/clock.js";
import { createLog } from "../../platform/log.js";
import { readSettings } from "../../platform/settings.js";

export interface ToyAnswer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- each test knows what it asked for
  data: any;
  errors?: GraphQLFormattedError[];
}

/** A gateway on a free port for a test to send queries to. */
export async function startToyGateway(
  parts: Pick<GatewayParts, "supergraph" | "local" | "open">,
  environment: Record<string, string> = {},
) {
  const settings = readSettings({ NODE_ENV: "test", LOG_LEVEL: "silent", AMA_PORT: "0", ...environment });
  const gateway = await startGateway({ ...parts, settings, clock: createClock(), log: createLog(settings.LOG_LEVEL) });
  return {
    ...gateway,
    async ask(query: string, variables: Record<string, unknown> = {}): Promise<ToyAnswer> {
      return send(gateway.address, JSON.stringify({ query, variables }));
    },
    send: (body: string, headers?: Record<string, string>) => send(gateway.address, body, headers),
  };
}

async function send(address: string, body: string, headers: Record<string, string> = {}): Promise<ToyAnswer> {
  const reply = await request(`${address}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body,
  });
  const answer = (await reply.body.json()) as Omit<ToyAnswer, "status" | "headers">;
  return { status: reply.statusCode, headers: reply.headers, ...answer };
}
