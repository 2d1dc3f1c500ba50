import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { Problem } from "./problem.js";

/** A client of the counter and what it may read. */
export interface LoketClient {
  id: string;
  secret: string;
  scopes: Scope[];
}
export const SCOPES = ["samenwerkingsverbanden", "personen"] as const;
export type Scope = (typeof SCOPES)[number];

export interface Door {
  clients: readonly LoketClient[];
  tokenSeconds: number;
  /** Requests a client may make in one second. */
  ratePerSecond: number;
}

interface Session {
  client: LoketClient;
  until: number;
}

declare module "fastify" {
  interface FastifyContextConfig {
    /** What the route is counted as. */
    operation?: string;
    /** What a client must be allowed to read; absent: the route is open. */
    scope?: Scope;
  }
}

/** Lets in who brings a token (OAuth2 client credentials), and not too often. */
export function guardDoor(app: FastifyInstance, { clients, tokenSeconds, ratePerSecond }: Door): void {
  const sessions = new Map<string, Session>();
  const visits = new Map<string, { second: number; count: number }>();

  app.addContentTypeParser("application/x-www-form-urlencoded", { parseAs: "string" }, (_request, body, done) =>
    done(null, Object.fromEntries(new URLSearchParams(body as string))),
  );

  app.post<{ Body: Record<string, string> }>(
    "/oauth/token",
    { config: { operation: "token" } },
    async (request, reply) => {
      const client = clientOf(request, clients);
      if (!client) return reply.code(401).header("www-authenticate", "Basic").send({ error: "invalid_client" });
      if (request.body["grant_type"] !== "client_credentials")
        return reply.code(400).send({ error: "unsupported_grant_type" });
      const token = randomBytes(24).toString("base64url");
      sessions.set(token, { client, until: performance.now() + tokenSeconds * 1_000 });
      return {
        access_token: token,
        token_type: "Bearer",
        expires_in: tokenSeconds,
        scope: client.scopes.map((scope) => `loket:${scope}`).join(" "),
      };
    },
  );

  const letIn = (request: FastifyRequest, scope: Scope): void => {
    const token = /^Bearer (.+)$/.exec(request.headers.authorization ?? "")?.[1];
    const session = token === undefined ? undefined : sessions.get(token);
    if (!session || session.until < performance.now())
      throw new Problem(401, "Niet aangemeld", undefined, { "www-authenticate": 'Bearer error="invalid_token"' });
    if (!session.client.scopes.includes(scope))
      throw new Problem(403, "Geen toegang", `deze toepassing mag loket:${scope} niet lezen`);
    const second = Math.floor(performance.now() / 1_000);
    const visit = visits.get(session.client.id);
    const count = visit?.second === second ? visit.count + 1 : 1;
    visits.set(session.client.id, { second, count });
    if (count > ratePerSecond) throw new Problem(429, "Te veel vragen", undefined, { "retry-after": "1" });
  };

  app.addHook("onRequest", (request, _reply, done) => {
    const scope = request.routeOptions.config.scope;
    try {
      if (scope) letIn(request, scope);
      done();
    } catch (error) {
      done(error as Error);
    }
  });
}

function clientOf(request: FastifyRequest, clients: readonly LoketClient[]): LoketClient | undefined {
  const basic = /^Basic (.+)$/.exec(request.headers.authorization ?? "")?.[1];
  if (!basic) return undefined;
  const [id, ...secret] = Buffer.from(basic, "base64").toString("utf8").split(":");
  return clients.find((client) => client.id === id && same(client.secret, secret.join(":")));
}

function same(a: string, b: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}
