import { randomBytes } from "node:crypto";
import { Fault, Refusal } from "../../../schema/faults.js";
import type { Clock } from "../../../platform/clock.js";
import type { Settings } from "../../../platform/settings.js";
import type { Caller } from "../../identity/caller.js";
import { revokedOf, type RevokedTokens } from "../../identity/revoked-tokens.js";
import type { IssuerEndpoints, Tokens } from "./issuer-endpoints.js";
import { digestOfId, newSessionId, personaIn } from "./session-cookie.js";
import type { KeptSession, SessionStore } from "./session-store.js";

/** Says whose token it is. @throws Refusal, Fault */
export type Authenticate = (stated: { authorization: string }, address: string) => Promise<Caller>;

export interface PageSessionsParts {
  readonly settings: Settings;
  readonly store: SessionStore;
  readonly revoked: RevokedTokens;
  readonly issuer: Pick<IssuerEndpoints, "refresh" | "revoke">;
  readonly authenticate: Authenticate;
  /** Where the house has its own issuer: a login as one of its personas. */
  readonly logInPersona?: ((id: string) => Promise<{ token: string; expiresInSeconds: number }>) | undefined;
  readonly clock: Clock;
}

/** Somebody who is logged in on the pages, with a token that holds. */
export interface EnteredSession {
  readonly session: KeptSession;
  readonly caller: Caller;
}

/** Who is logged in on the pages, from a login to a log-out. */
export interface PageSessions {
  /** Begins a session, under an id of its own. */
  enter(tokens: Tokens, address: string): Promise<EnteredSession & { id: string }>;
  enterAs(persona: string, address: string): Promise<EnteredSession & { id: string }>;
  /**
   * The session with a token that holds: a new one where the page has this very version and the issuer gives one. All
   * who ask at the same time get the same one, and who logs out meanwhile gets none.
   * @throws Refusal UNAUTHENTICATED where there is no session, or the issuer has ended it; Fault ISSUER_UNAVAILABLE
   */
  renew(id: string, version: string | undefined, address: string): Promise<EnteredSession>;
  /** Ends a session: none of its tokens is accepted any more. Gives what it was. */
  leave(id: string): Promise<KeptSession | undefined>;
}

/** One that ends sooner is renewed before it is given to a page. */
const WORTH_GIVING_SECONDS = 5;

export function createPageSessions(parts: PageSessionsParts): PageSessions {
  const { settings, store, revoked, issuer, authenticate, logInPersona, clock } = parts;
  /** The renewals under way, by session. */
  const renewals = new Map<string, Promise<EnteredSession>>();
  const nowSeconds = () => Math.floor(clock().getTime() / 1_000);
  const isAlive = ({ expiresAt }: KeptSession) => expiresAt > nowSeconds() + WORTH_GIVING_SECONDS;

  /** What is kept of these tokens, after what was kept before. @throws where the token is not accepted */
  async function take(
    tokens: Tokens,
    address: string,
    { before, persona }: { before?: KeptSession | undefined; persona?: string | undefined },
  ): Promise<EnteredSession> {
    const { access_token: accessToken, refresh_token = before?.refreshToken } = tokens;
    const caller = await authenticate({ authorization: `Bearer ${accessToken}` }, address);
    const now = nowSeconds();
    const renewable = persona !== undefined || refresh_token !== undefined;
    const endsAt = renewable ? (before?.endsAt ?? now + Math.floor(settings.AMA_SESSION_MS / 1_000)) : caller.expiresAt;
    const session = {
      version: randomBytes(9).toString("base64url"),
      accessToken,
      expiresAt: Math.min(caller.expiresAt, endsAt),
      endsAt,
      ...(refresh_token !== undefined && { refreshToken: refresh_token }),
      ...(persona !== undefined && { persona }),
      given: [revokedOf(accessToken, caller), ...(before?.given ?? []).filter(({ until }) => until > now)],
    };
    return { session, caller };
  }

  async function logInAs(persona: string, address: string, before?: KeptSession): Promise<EnteredSession> {
    if (!logInPersona) throw new Refusal("UNAUTHENTICATED");
    const { token, expiresInSeconds } = await logInPersona(persona);
    return take({ access_token: token, expires_in: expiresInSeconds }, address, { before, persona });
  }

  async function enter(entered: EnteredSession, persona?: string) {
    const id = newSessionId(persona);
    await store.add(id, entered.session);
    return { id, ...entered };
  }

  async function renewOnce(id: string, version: string | undefined, address: string): Promise<EnteredSession> {
    if (revoked.has(digestOfId(id))) throw new Refusal("UNAUTHENTICATED");
    const before = await store.find(id);
    const persona = before?.persona ?? personaIn(id);
    if (!before && persona === undefined) throw new Refusal("UNAUTHENTICATED");
    if (before && before.version !== version && isAlive(before)) return tell(before, address);
    const renewed = await askAnew(id, before, persona, address);
    if (!renewed) return tell(before!, address);
    // Whoever logged out while the issuer was asked has logged out of this one too.
    const isKept = before ? await store.replace(id, renewed.session) : true;
    if (!isKept || revoked.has(digestOfId(id))) {
      await end(renewed.session);
      throw new Refusal("UNAUTHENTICATED");
    }
    if (!before) await store.add(id, renewed.session);
    return renewed;
  }

  /** Undefined where nobody can renew it, and it has not ended. */
  async function askAnew(
    id: string,
    before: KeptSession | undefined,
    persona: string | undefined,
    address: string,
  ): Promise<EnteredSession | undefined> {
    if (persona !== undefined) return logInAs(persona, address, before);
    if (before?.refreshToken === undefined) {
      if (before && isAlive(before)) return undefined;
      throw new Refusal("UNAUTHENTICATED");
    }
    try {
      return await take(await issuer.refresh(before.refreshToken), address, { before });
    } catch (error) {
      // The issuer's word is final: what it gave before it ended this counts no more either.
      if (error instanceof Refusal && error.code === "UNAUTHENTICATED") await leave(id);
      throw error;
    }
  }

  async function tell(session: KeptSession, address: string): Promise<EnteredSession> {
    return { session, caller: await authenticate({ authorization: `Bearer ${session.accessToken}` }, address) };
  }

  async function end(session: KeptSession): Promise<void> {
    await revoked.revoke(session.given);
    // A persona logged in as another application of the issuer, which gave nothing that lasts.
    if (session.persona === undefined) await issuer.revoke(session);
  }

  async function leave(id: string): Promise<KeptSession | undefined> {
    // First of all: from here on no renewal of it comes to anything, whatever does not answer.
    await revoked.revoke([{ digest: digestOfId(id), until: nowSeconds() + settings.AMA_SESSION_MS / 1_000 }]);
    const session = await store.remove(id).catch((error: unknown) => {
      if (error instanceof Fault) return undefined;
      throw error;
    });
    if (session) await end(session);
    return session;
  }

  return {
    enter: async (tokens, address) => enter(await take(tokens, address, {})),
    enterAs: async (persona, address) => enter(await logInAs(persona, address), persona),
    renew(id, version, address) {
      const underWay = renewals.get(id);
      if (underWay) return underWay;
      const renewal = renewOnce(id, version, address).finally(() => renewals.delete(id));
      renewals.set(id, renewal);
      return renewal;
    },
    leave,
  };
}
