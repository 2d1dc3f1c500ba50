import { createLocalJWKSet, errors, type JWTVerifyGetKey } from "jose";
import { z } from "zod";
import { Fault } from "../../schema/faults.js";
import type { Clock } from "../../platform/clock.js";
import type { Log } from "../../platform/log.js";
import { fetchJson } from "./fetch-json.js";
import { issuerPlaces } from "./issuer-places.js";

/** The public keys of the one issuer that may say who asks. */
export interface IssuerKeys {
  /**
   * The key that a token's header names, among those the issuer publishes. A `kid` is compared and nothing else; `jku`,
   * `x5u` and `jwk` are not looked at.
   * @throws Fault ISSUER_UNAVAILABLE when the issuer could not be asked for too long; a jose error when it has no such key
   */
  readonly find: JWTVerifyGetKey;
  /** Whether there are keys that still serve; asks the issuer where there are none and it may be asked again. */
  areKnown(): Promise<boolean>;
  /** Another number after the issuer took a key away: what that key signed counts no more. */
  generation(): number;
  /** Asks the issuer, whenever that was last done. @throws Error that says what is wrong with its answer */
  load(): Promise<void>;
}

export interface IssuerKeysParts {
  /** Exactly as tokens name it in `iss`. */
  issuer: string;
  /** Where the gateway reaches it, when that is not there. */
  internalUrl?: string | undefined;
  /** Where its keys are; otherwise its discovery document says so. */
  jwksUrl?: string | undefined;
  /** Unknown keys and failures make us ask again no sooner than this. */
  pauseMs?: number;
  clock: Clock;
  log: Log;
}

type Misconfiguration = "ISSUER_IS_ANOTHER" | "JWKS_ELSEWHERE" | "JWKS_UNREACHABLE";

/** What an operator has to correct before the keys of the issuer can be read. Names no address. */
export class IssuerMisconfigured extends Error {
  override readonly name = "IssuerMisconfigured";
  constructor(
    readonly code: Misconfiguration,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** Signatures that only the issuer can make: never none, never a shared secret. */
export const SIGNED_BY_ISSUER = ["RS256", "PS256", "ES256", "EdDSA"];
/** How far its clock and ours may be apart. */
export const SKEW_SECONDS = 30;

/** A key set of that age is asked again, meanwhile it still serves. */
const OLD_MS = 10 * 60_000;
/** A key set of that age serves no longer: a key may have been revoked while the issuer was not to be reached. */
const TOO_OLD_MS = 24 * 3_600_000;
const PAUSE_MS = 60_000;
/** As long as there is no key at all, sooner: the issuer may just be starting. */
const FIRST_PAUSE_MS = 2_000;

const Discovery = z.looseObject({ issuer: z.string(), jwks_uri: z.url({ protocol: /^https?$/ }) });
const KeySet = z.looseObject({ keys: z.array(z.looseObject({ kty: z.string() })).max(100) });

interface Known {
  find: ReturnType<typeof createLocalJWKSet>;
  /** What identifies each key. */
  names: ReadonlySet<string>;
  readAt: number;
}

export function createIssuerKeys(parts: IssuerKeysParts): IssuerKeys {
  const { issuer, internalUrl, jwksUrl, pauseMs = PAUSE_MS, clock, log } = parts;
  let known: Known | undefined;
  let generation = 0;
  let askedAt = -Infinity;
  let asking: Promise<void> | undefined;

  const now = () => clock().getTime();
  const mayAsk = () => now() - askedAt >= (known ? pauseMs : Math.min(pauseMs, FIRST_PAUSE_MS));

  function load(): Promise<void> {
    askedAt = now();
    return (asking ??= read().finally(() => (asking = undefined)));
  }

  async function read(): Promise<void> {
    const { keys } = jwksUrl
      ? KeySet.parse(await fetchJson(new URL(jwksUrl)))
      : await readDiscovered(issuer, internalUrl);
    const names = new Set(keys.map((key) => JSON.stringify([key["kid"], key["n"], key["x"], key["y"]])));
    if (known && [...known.names].some((name) => !names.has(name))) generation += 1;
    known = { find: createLocalJWKSet({ keys }), names, readAt: now() };
  }

  /** Loads when that is allowed or under way; a failure is for the log alone. */
  async function tryLoad(): Promise<void> {
    try {
      await (asking ?? (mayAsk() ? load() : undefined));
    } catch (error) {
      log.warn({ reason: (error as Error).message }, "the issuer's keys could not be read");
    }
  }

  const isUsable = () => known !== undefined && now() - known.readAt <= TOO_OLD_MS;

  return {
    load,
    async areKnown() {
      if (!isUsable()) await tryLoad();
      return isUsable();
    },
    generation: () => generation,
    async find(header, token) {
      if (!known || now() - known.readAt > TOO_OLD_MS) await tryLoad();
      else if (now() - known.readAt > OLD_MS) void tryLoad();
      if (!known || now() - known.readAt > TOO_OLD_MS) throw new Fault("ISSUER_UNAVAILABLE");
      const tried = known;
      try {
        return await tried.find(header, token);
      } catch (error) {
        if (!(error instanceof errors.JWKSNoMatchingKey)) throw error;
        await tryLoad();
        if (known === tried) throw error;
        return known.find(header, token);
      }
    },
  };
}

/** @throws Error, IssuerMisconfigured */
async function readDiscovered(issuer: string, internalUrl: string | undefined): Promise<z.output<typeof KeySet>> {
  const address = await discover(issuer, internalUrl);
  try {
    return KeySet.parse(await fetchJson(address));
  } catch (cause) {
    const words =
      "the issuer answers, but not where it says its keys are: open the way there, or name another in AMA_JWKS_URL";
    throw new IssuerMisconfigured("JWKS_UNREACHABLE", words, { cause });
  }
}

/** @throws IssuerMisconfigured when the document is another issuer's, or sends us to another host for the keys */
async function discover(issuer: string, internalUrl: string | undefined): Promise<URL> {
  const places = issuerPlaces(issuer, internalUrl);
  const document = Discovery.parse(await fetchJson(places.discovery));
  if (document.issuer !== issuer)
    throw new IssuerMisconfigured(
      "ISSUER_IS_ANOTHER",
      "the document found there is another issuer's: set AMA_ISSUER_URL exactly as the tokens name their issuer",
    );
  if (!places.isOwn(document.jwks_uri))
    throw new IssuerMisconfigured(
      "JWKS_ELSEWHERE",
      "the issuer keeps its keys on another host: if that is right, name it in AMA_JWKS_URL",
    );
  return places.forGateway(document.jwks_uri);
}
