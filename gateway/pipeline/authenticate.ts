import { hash } from "node:crypto";
import { errors, jwtVerify, type JWTPayload } from "jose";
import { LRUCache } from "lru-cache";
import { Fault, Refusal } from "../../schema/faults.js";
import { createParticipantIds } from "../../schema/identifiers.js";
import type { Clock } from "../../platform/clock.js";
import type { Log } from "../../platform/log.js";
import type { Settings } from "../../platform/settings.js";
import { RateLimited } from "../admission/rate/rate-limited.js";
import { ACMIDM_CLAIMS, readCaller, type Caller } from "../identity/caller.js";
import { createFailedLogins } from "../identity/failed-logins.js";
import { SIGNED_BY_ISSUER, SKEW_SECONDS, type IssuerKeys } from "../identity/issuer-keys.js";
import { readBearer, type Stated } from "../identity/read-stated.js";
import { digestOf, type RevokedTokens } from "../identity/revoked-tokens.js";

export interface AuthenticateParts {
  settings: Pick<Settings, "AMA_ISSUER_URL" | "AMA_AUDIENCE" | "AMA_TOKEN_TYPE" | "AMA_CLAIMS" | "AMA_PARTICIPANT_KEY">;
  keys: IssuerKeys;
  /** What somebody logged out of. */
  revoked: Pick<RevokedTokens, "has">;
  /** The machine's own: tokens live in real time, also where the story stands still. */
  clock: Clock;
  log: Log;
  /** How many verified tokens are remembered; the one asked with longest ago goes first. */
  mostCallers?: number;
}

/**
 * The stage that says who asks. A token that was verified once is remembered by its hash until it expires, or the
 * issuer takes the key away that signed it.
 * Where many came from that were not accepted, no other is looked at for a while; those that are known still pass.
 * The stage throws Refusal UNAUTHENTICATED, TOKEN_EXPIRED, CAPACITY_MISSING, ORGANISATION_MISSING, ORGANISATION_UNIT_MISSING,
 * RATE_LIMITED, and Fault ISSUER_UNAVAILABLE; none tells why a token is not accepted, the log does.
 */
export function createAuthenticateStage(parts: AuthenticateParts) {
  const { settings, keys, revoked, clock, log, mostCallers = 10_000 } = parts;
  const ids = createParticipantIds(settings.AMA_PARTICIPANT_KEY);
  const names = { ...ACMIDM_CLAIMS, ...settings.AMA_CLAIMS };
  const known = new LRUCache<string, { caller: Caller; generation: number; digest: string }>({ max: mostCallers });

  const failed = createFailedLogins(() => clock().getTime());

  return async ({ authorization }: Stated, address?: string): Promise<Caller> => {
    const token = readBearer(authorization);
    if (token === undefined) throw new Refusal("UNAUTHENTICATED");
    const now = clock();
    const key = hash("sha256", token, "base64");
    const seen = known.get(key);
    if (seen && seen.generation === keys.generation() && seen.caller.expiresAt * 1_000 > now.getTime())
      return unlessRevoked(seen);
    const wait = address === undefined ? 0 : failed.waitOf(address);
    if (wait > 0) throw new RateLimited({ "retry-after": String(wait) });
    const caller = readCaller(await verify(token, now, address), names, ids);
    const found = { caller, generation: keys.generation(), digest: digestOf(token) };
    known.set(key, found);
    return unlessRevoked(found);
  };

  function unlessRevoked({ caller, digest }: { caller: Caller; digest: string }): Caller {
    if (revoked.has(digest)) throw new Refusal("UNAUTHENTICATED");
    return caller;
  }

  async function verify(token: string, now: Date, address: string | undefined): Promise<JWTPayload> {
    try {
      const { payload } = await jwtVerify(token, keys.find, {
        algorithms: SIGNED_BY_ISSUER,
        issuer: settings.AMA_ISSUER_URL,
        audience: settings.AMA_AUDIENCE,
        typ: settings.AMA_TOKEN_TYPE,
        requiredClaims: ["sub", "exp", "iat"],
        clockTolerance: SKEW_SECONDS,
        currentDate: now,
      });
      if (payload.iat! > now.getTime() / 1_000 + SKEW_SECONDS)
        throw new errors.JWTClaimValidationFailed("", payload, "iat");
      return payload;
    } catch (error) {
      if (error instanceof Fault) throw error;
      if (address !== undefined) failed.add(address);
      const { code, claim } = error as Partial<errors.JWTClaimValidationFailed>;
      log.debug({ reason: code, claim }, "a token was not accepted");
      throw new Refusal(error instanceof errors.JWTExpired ? "TOKEN_EXPIRED" : "UNAUTHENTICATED");
    }
  }
}

/** What `www-authenticate` says beside a 401 (RFC 6750, section 3). */
export function challengeOf({ code }: Refusal): string {
  return code === "TOKEN_EXPIRED" ? 'Bearer error="invalid_token"' : "Bearer";
}
