import type { FastifyInstance, FastifyRequest } from "fastify";
import { z } from "zod";
import { Refusal } from "../../../schema/faults.js";
import { purposeRulesOf } from "../../../schema/purposes.js";
import { dayOf, type Clock } from "../../../platform/clock.js";
import type { Log } from "../../../platform/log.js";
import type { Settings } from "../../../platform/settings.js";
import type { Caller } from "../../identity/caller.js";
import { CALLBACK_PATH } from "../pages.js";
import { createIssuerEndpoints } from "./issuer-endpoints.js";
import { isOwnPage } from "./own-page.js";
import type { Login, LoginSettings, PersonaChoice } from "./login.js";

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
  /** Says whose token it is. @throws Refusal */
  readonly authenticate: (stated: { authorization: string }, address: string) => Promise<Caller>;
  readonly personas?: Personas | undefined;
}

const Code = z.object({
  code: z.string().min(1).max(2_048),
  verifier: z.string().regex(/^[\w.~-]{43,128}$/),
  redirectUri: z.url({ protocol: /^https?$/ }),
});
const Choice = z.object({ persona: z.string().max(100) });

/**
 * How a page comes to a token: it sends its reader to the issuer, and brings the code that comes back here, where it
 * is exchanged; so a page speaks to no host but its own. The token is told once, in the body of an answer.
 */
export function serveSession(app: FastifyInstance, parts: SessionParts): void {
  const { settings, clock, log, authenticate, personas } = parts;
  const issuer = createIssuerEndpoints(settings, log);

  app.get("/session/settings", async (): Promise<LoginSettings> => {
    const { authorization_endpoint, end_session_endpoint } = await issuer.discover();
    return {
      authorizationEndpoint: authorization_endpoint,
      ...(end_session_endpoint && { endSessionEndpoint: end_session_endpoint }),
      clientId: settings.AMA_PAGES_CLIENT_ID,
      scope: settings.AMA_PAGES_SCOPE,
      ...(personas && { personas: personas.choices }),
    };
  });

  app.post("/session/token", async (request): Promise<Login> => {
    const code = read(Code, request);
    if (code.redirectUri !== `${request.headers.origin}${CALLBACK_PATH}`) throw new Refusal("BAD_REQUEST");
    const { access_token, expires_in } = await issuer.exchange(code);
    return tell(access_token, expires_in, request.ip);
  });

  if (personas)
    app.post("/session/persona", async (request): Promise<Login> => {
      if (!isOwnPage(request.headers)) throw new Refusal("ORIGIN_REFUSED");
      const { persona } = read(Choice, request);
      if (!personas.choices.some(({ id }) => id === persona)) throw new Refusal("BAD_REQUEST");
      const { token, expiresInSeconds } = await personas.logIn(persona);
      return tell(token, expiresInSeconds, request.ip);
    });

  async function tell(token: string, expiresInSeconds: number, address: string): Promise<Login> {
    const { capacity, organisationName } = await authenticate({ authorization: `Bearer ${token}` }, address);
    const rules = purposeRulesOf(capacity, dayOf(clock()));
    const purposes = rules.map(({ purpose }) => purpose);
    const withoutGround = rules
      .filter(({ purpose, legalContext }) => !(legalContext ?? settings.AMA_LEGAL_CONTEXTS?.[purpose]))
      .map(({ purpose }) => purpose);
    const caller = { capacity, purposes, withoutGround, ...(organisationName && { organisationName }) };
    return { token, expiresInSeconds, caller };
  }
}

/** What one of our own pages sent; a form of another site cannot be JSON. @throws Refusal */
function read<T>(form: z.ZodType<T>, { body, headers }: FastifyRequest): T {
  if (!/^application\/json\b/i.test(headers["content-type"] ?? "")) throw new Refusal("MEDIA_TYPE_REFUSED");
  const { success, data } = form.safeParse(body);
  if (!success) throw new Refusal("BAD_REQUEST");
  return data;
}
