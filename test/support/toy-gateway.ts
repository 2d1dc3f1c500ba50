import type { GraphQLFormattedError } from "graphql";
import { request } from "undici";
import { startGateway, type GatewayParts } from "../../gateway/gateway.js";
import { createClock } from "../../platform/clock.js";
import { createLog } from "../../platform/log.js";
import { readSettings } from "../../platform/settings.js";
import { LEGAL_CONTEXT_HEADER, PURPOSE_HEADER } from "../../schema/mandate.js";
import { ROOMY } from "./roomy.js";
import { claimsOf, makeKey, sign, startTestIssuer } from "../gateway/authenticate/test-issuer.js";

export interface ToyAnswer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- each test knows what it asked for
  data: any;
  errors?: GraphQLFormattedError[];
}

/** A gateway on a free port for a test to send queries to, as an inspector with a token of an issuer of its own. */
export async function startToyGateway(
  parts: Pick<GatewayParts, "supergraph" | "local" | "open" | "bus" | "configuration" | "documents">,
  environment: Record<string, string> = {},
) {
  const key = await makeKey("toy");
  const issuer = await startTestIssuer([key.jwk]);
  const settings = readSettings({
    NODE_ENV: "test",
    LOG_LEVEL: "silent",
    AMA_PORT: "0",
    AMA_ADMIN_PORT: "0",
    AMA_ISSUER_URL: issuer.address,
    ...ROOMY,
    ...environment,
  });
  const starting = startGateway({ ...parts, settings, clock: createClock(), log: createLog(settings.LOG_LEVEL) });
  const gateway = await starting.catch(async (error: unknown) => {
    await issuer.stop();
    throw error;
  });
  const iat = Math.floor(Date.now() / 1_000);
  const token = await sign(
    key,
    claimsOf(issuer, { sub: "an-inspector", ama_rol_3d: "AmaInspecteur", iat, exp: iat + 3_600 }),
  );
  /** What a request carries beside its question. */
  const mandate = {
    authorization: `Bearer ${token}`,
    [PURPOSE_HEADER]: "INSPECTION",
    [LEGAL_CONTEXT_HEADER]: "Opdracht 2026/1 van de inspectie",
  };
  return {
    ...gateway,
    mandate,
    async ask(query: string, variables: Record<string, unknown> = {}): Promise<ToyAnswer> {
      return send(gateway.address, JSON.stringify({ query, variables }), mandate);
    },
    send: (body: string, headers?: Record<string, string>) => send(gateway.address, body, { ...mandate, ...headers }),
    async stop() {
      await gateway.stop();
      await issuer.stop();
    },
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
