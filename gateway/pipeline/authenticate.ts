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
import type { IssuerKeys } from "../identity/issuer-keys.js";
import type { Stated } from "../identity/read-stated.js";

/** Signatures that only the issuer can make: never none, never a shared secret. */
const ALGORITHMS = ["RS256", "PS256", "ES256", "EdDSA"];
const LONGEST_TOKEN = 8_192;
const SKEW_SECONDS = 30;

export interface AuthenticateParts {
  settings: Pick<Settings, "AMA_ISSUER_URL" | "AMA_AUDIENCE" | "AMA_TOKEN_TYPE" | "AMA_CLAIMS" | "AMA_PARTICIPANT_KEY">;
  keys: IssuerKeys;
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
export function createAuthenticateStage({ settings, keys, clock, log, mostCallers = 10_000 }: AuthenticateParts) {
  const ids = createParticipantIds(settings.AMA_PARTICIPANT_KEY);
  const names = { ...ACMIDM_CLAIMS, ...settings.AMA_CLAIMS };
  const known = new LRUCache<string, { caller: Caller; generation: number }>({ max: mostCallers });

  const failed = createFailedLogins(() => clock().getTime());

  return async ({ authorization }: Stated, address?: string): Promise<Caller> => {
    const token = /^Bearer +([\w-]+\.[\w-]+\.[\w-]+)$/i.exec(withinLength(authorization))?.[1];
    if (token === undefined) throw new Refusal("UNAUTHENTICATED");
    const now = clock();
    const key = hash("sha256", token, "base64");
    const seen = known.get(key);
    if (seen && seen.generation === keys.generation() && seen.caller.expiresAt * 1_000 > now.getTime())
      return seen.caller;
    const wait = address === undefined ? 0 : failed.waitOf(address);
    if (wait > 0) throw new RateLimited({ "retry-after": String(wait) });
    const caller = readCaller(await verify(token, now, address), names, ids);
    known.set(key, { caller, generation: keys.generation() });
    return caller;
  };

  async function verify(token: string, now: Date, address: string | undefined): Promise<JWTPayload> {
    try {
      const { payload } = await jwtVerify(token, keys.find, {
        algorithms: ALGORITHMS,
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

function withinLength(authorization: string | undefined): string {
  return authorization !== undefined && authorization.length <= LONGEST_TOKEN + "Bearer ".length ? authorization : "";
}

/** What `www-authenticate` says beside a 401 (RFC 6750, section 3). */
export function challengeOf({ code }: Refusal): string {
  return code === "TOKEN_EXPIRED" ? 'Bearer error="invalid_token"' : "Bearer";
}
