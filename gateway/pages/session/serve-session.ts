import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import { Refusal } from "../../../schema/faults.js";
import { purposeRulesOf } from "../../../schema/purposes.js";
import { dayOf, type Clock } from "../../../platform/clock.js";
import type { Log } from "../../../platform/log.js";
import type { Redis } from "../../../platform/redis.js";
import type { Settings } from "../../../platform/settings.js";
import type { CrossOrigin } from "../../admission/cross-origin.js";
import type { IssuerKeys } from "../../identity/issuer-keys.js";
import { checkIsJson } from "../../admission/json-body.js";
import { readBearer } from "../../identity/read-stated.js";
import { revokedOf, type RevokedTokens } from "../../identity/revoked-tokens.js";
import { CALLBACK_PATH } from "../pages.js";
import { createIssuerEndpoints } from "./issuer-endpoints.js";
import type { LoggedOut, Login, LoginSettings, PersonaChoice } from "./login.js";
import { isForAddress, isOwnPage } from "./own-page.js";
import { createPageSessions, type Authenticate, type EnteredSession } from "./page-sessions.js";
import { createSessionCookie, personaIn } from "./session-cookie.js";
import { createSessionStore } from "./session-store.js";

/** Who one may be by one click. Handed in by a house that has its own issuer, which is never one of production. */
export interface Personas {
  readonly choices: readonly PersonaChoice[];
  /** @throws Error when the issuer does not let that persona in */
  logIn(id: string): Promise<{ token: string; expiresInSeconds: number }>;
}

export interface SessionParts {
  readonly settings: Settings;
  readonly clock: Clock;
  readonly log: Log;
  readonly keys: Pick<IssuerKeys, "find">;
  readonly revoked: RevokedTokens;
  readonly redis: Redis | undefined;
  readonly crossOrigin: CrossOrigin;
  readonly authenticate: Authenticate;
  readonly personas?: Personas | undefined;
}

const Code = z.object({
  code: z.string().min(1).max(2_048),
  verifier: z.string().regex(/^[\w.~-]{43,128}$/),
  nonce: z.string().regex(/^[\w-]{43}$/),
  redirectUri: z.url({ protocol: /^https?$/ }),
  iss: z.string().max(2_048).optional(),
});
const Choice = z.object({ persona: z.string().max(60) });
const Held = z.object({ version: z.string().max(20).optional() });

/**
 * How a page comes to a token: it sends its reader to the issuer, and brings the code that comes back here, where it
 * is exchanged; so a page speaks to no host but its own. The access token is told in the body of an answer and kept by
 * the page while it is open; what renews it stays here, under a cookie that no script reads.
 */
export function serveSession(app: FastifyInstance, parts: SessionParts): void {
  const { settings, clock, log, keys, revoked, redis, crossOrigin, authenticate, personas } = parts;
  const issuer = createIssuerEndpoints({ settings, keys, clock, log });
  const cookie = createSessionCookie({ secure: settings.NODE_ENV === "production" });
  const sessions = createPageSessions({
    settings,
    store: createSessionStore(redis, () => clock().getTime()),
    revoked,
    issuer,
    authenticate,
    logInPersona: personas && logInPersona(personas),
    clock,
  });

  app.get("/session/settings", async (): Promise<LoginSettings> => {
    const { authorization_endpoint } = await issuer.discover();
    return {
      authorizationEndpoint: authorization_endpoint,
      clientId: settings.AMA_PAGES_CLIENT_ID,
      scope: settings.AMA_PAGES_SCOPE,
      ...(personas && { personas: personas.choices }),
    };
  });

  app.post("/session/token", async (request, reply): Promise<Login> => {
    const code = read(Code, request);
    if (code.redirectUri !== `${request.headers.origin}${CALLBACK_PATH}`) throw new Refusal("BAD_REQUEST");
    const tokens = await issuer.exchange(code);
    return begin(request, reply, await sessions.enter(tokens, request.ip));
  });

  if (personas)
    app.post("/session/persona", async (request, reply): Promise<Login> => {
      if (!isForAddress(request)) throw new Refusal("ORIGIN_REFUSED");
      const { persona } = read(Choice, request);
      if (!personas.choices.some(({ id }) => id === persona)) throw new Refusal("BAD_REQUEST");
      return begin(request, reply, await sessions.enterAs(persona, request.ip));
    });

  app.post("/session/renew", async (request, reply): Promise<Login | null> => {
    const { version } = read(Held, request);
    const id = cookie.read(request);
    reply.type("application/json");
    if (id === undefined) return null;
    if (personaIn(id) !== undefined && !isForAddress(request)) throw new Refusal("ORIGIN_REFUSED");
    try {
      return tell(await sessions.renew(id, version, request.ip));
    } catch (error) {
      // The cookie stays: by now it may be that of a login that another page made.
      if (error instanceof Refusal && error.code === "UNAUTHENTICATED") return null;
      throw error;
    }
  });

  // Also for front ends of others: what they show counts no more. A cookie is ours alone to show.
  app.options("/session/logout", (request, reply) =>
    reply.code(204).headers(crossOrigin.preflight(request.headers.origin)).header("allow", "POST").send(),
  );
  app.post("/session/logout", async (request, reply): Promise<LoggedOut> => {
    reply.headers(crossOrigin.answer(request.headers.origin));
    const token = readBearer(request.headers.authorization);
    const isOurs = isOwnPage(request);
    if (!isOurs && token === undefined) throw new Refusal("ORIGIN_REFUSED");
    if (token !== undefined) await refuse(token, request.ip);
    const id = isOurs ? cookie.read(request) : undefined;
    const session = id === undefined ? undefined : await sessions.leave(id);
    if (isOurs) reply.header("set-cookie", cookie.clear());
    return goOn(session?.persona ?? personaIn(id ?? ""));
  });

  /** One that is not accepted anyway need not be remembered. */
  async function refuse(token: string, address: string): Promise<void> {
    const caller = await authenticate({ authorization: `Bearer ${token}` }, address).catch((error: unknown) => {
      if (error instanceof Refusal) return undefined;
      throw error;
    });
    if (caller) await revoked.revoke([revokedOf(token, caller)]);
  }

  /** Where the issuer itself is told; and whether it may still know who this was. */
  async function goOn(persona: string | undefined): Promise<LoggedOut> {
    if (persona !== undefined) return { issuerMayRemember: false };
    const { end_session_endpoint: endSessionEndpoint } = await issuer
      .discover()
      .catch(() => ({ end_session_endpoint: undefined }));
    return endSessionEndpoint === undefined
      ? { issuerMayRemember: true }
      : { issuerMayRemember: false, endSessionEndpoint };
  }

  /** A session of the browser that was there before ends with the new one. */
  async function begin(
    request: FastifyRequest,
    reply: FastifyReply,
    { id, ...entered }: EnteredSession & { id: string },
  ): Promise<Login> {
    const before = cookie.read(request);
    if (before !== undefined) await sessions.leave(before);
    reply.header("set-cookie", cookie.write(id));
    return tell(entered);
  }

  function tell({ session, caller: { capacity, organisationName } }: EnteredSession): Login {
    const { accessToken: token, version, expiresAt, persona } = session;
    const now = clock();
    const rules = purposeRulesOf(capacity, dayOf(now));
    const purposes = rules.map(({ purpose }) => purpose);
    const withoutGround = rules
      .filter(({ purpose, legalContext }) => !(legalContext ?? settings.AMA_LEGAL_CONTEXTS?.[purpose]))
      .map(({ purpose }) => purpose);
    const caller = { capacity, purposes, withoutGround, ...(organisationName && { organisationName }) };
    const expiresInSeconds = expiresAt - Math.floor(now.getTime() / 1_000);
    return { token, version, expiresInSeconds, caller, ...(persona !== undefined && { persona }) };
  }
}

function logInPersona(personas: Personas) {
  return (id: string) => {
    if (!personas.choices.some((choice) => choice.id === id)) throw new Refusal("UNAUTHENTICATED");
    return personas.logIn(id);
  };
}

/** What one of our own pages sent: a form of another site cannot be JSON, and its script is not let in. @throws Refusal */
function read<T>(form: z.ZodType<T>, request: FastifyRequest): T {
  checkIsJson(request);
  const { success, data } = form.safeParse(request.body);
  if (!isOwnPage(request)) throw new Refusal("ORIGIN_REFUSED");
  if (!success) throw new Refusal("BAD_REQUEST");
  return data;
}
