import { createHmac, createSecretKey, hash, randomFillSync, timingSafeEqual, type KeyObject } from "node:crypto";
import { Refusal } from "./faults.js";
import { parseMandate, type Mandate } from "./mandate.js";

/**
 * A mandate on its way to a subgraph: a compact JWS (RFC 7515, HS256) over the mandate, the subgraph it is meant for and
 * the SHA-256 of the question, good for some seconds and for one use. Written on node:crypto because it is made and
 * read for every request to every subgraph; to be read by any JOSE library that is given the key.
 */
const HEADER = Buffer.from('{"alg":"HS256","typ":"ama-mandate+jwt"}').toString("base64url");
const ISSUER = "ama-gateway";

/** How long a statement is good for: long enough for the way to a subgraph, far below the 30 s that a stolen one may live. */
const LIFE_SECONDS = 10;
/** How far the clocks of two machines may differ. */
export const SKEW_SECONDS = 5;
const LONGEST_STATEMENT = 8_192;
/** Uses remembered per generation: beyond what one process can answer in that time. */
const MOST_USES = 300_000;
const NONCE_BYTES = 16;

interface Claims {
  iss: string;
  aud: string;
  iat: number;
  exp: number;
  jti: string;
  /** SHA-256 of the question, base64url. */
  body: string;
  mandate: unknown;
}

/** Writes the statement for one question. */
export type SignMandate = (question: Question) => string;

/** The present moment in milliseconds since the epoch. */
export type NowMs = () => number;

/**
 * Signs mandates for subgraphs.
 * @param key 64 bytes, the same at the gateway and at all subgraphs
 */
export function createMandateSigner(key: Uint8Array, nowMs: NowMs): SignMandate {
  const secret = createSecretKey(key);
  const nonces = createNonces();
  return ({ mandate, audience, body }) => {
    const iat = Math.floor(nowMs() / 1_000);
    const claims: Claims = {
      iss: ISSUER,
      aud: audience,
      iat,
      exp: iat + LIFE_SECONDS,
      jti: nonces(),
      body: digest(body),
      mandate,
    };
    const signed = `${HEADER}.${Buffer.from(JSON.stringify(claims)).toString("base64url")}`;
    return `${signed}.${createHmac("sha256", secret).update(signed).digest("base64url")}`;
  };
}

export interface Question {
  mandate: Mandate;
  /** Name of the subgraph that is asked. */
  audience: string;
  /** Text of the request, exactly as it is sent. */
  body: string;
}

/** Why a statement was refused. */
export interface RefusedStatement {
  /** KEY: it was not signed with this key. CLOCK: it was, too long ago or in a time to come. OTHER: copied, or for another. */
  readonly reason: "KEY" | "CLOCK" | "OTHER";
  /** When it was signed, by the signer's clock, in milliseconds; known where the signature is right. */
  readonly signedAtMs?: number;
}

/**
 * Reads statements for one subgraph, each once. Uses are remembered in this process alone: of several replicas behind
 * one address each would take a copied statement once, for the same question, within seconds. Where that is too much,
 * give each replica an address of its own, or keep others off the wire with mTLS.
 * @param keys the gateway's, or the two that are good while it is changed
 * @param onRefused told of each statement that is refused; a request without one is not told
 * @returns the mandate of a statement that this very question came with
 * @throws Refusal MANDATE_MISSING without a statement; MANDATE_INVALID for any that is not exactly as the gateway
 * signs them, altered, too old, for another subgraph, for another body, or used before
 */
export function createMandateVerifier(
  keys: Uint8Array | readonly Uint8Array[],
  audience: string,
  nowMs: NowMs,
  onRefused: (refused: RefusedStatement) => void = () => undefined,
): (statement: string | undefined, body: string) => Mandate {
  const secrets = (keys instanceof Uint8Array ? [keys] : keys).map((key) => createSecretKey(key));
  const isFirstUse = createUses();
  return (statement, body) => {
    if (!statement) throw new Refusal("MANDATE_MISSING");
    const refuse = (refused: RefusedStatement): never => {
      onRefused(refused);
      throw new Refusal("MANDATE_INVALID");
    };
    const claims = readSigned(statement, secrets);
    if (!claims) return refuse({ reason: "KEY" });
    const now = Math.floor(nowMs() / 1_000);
    if (
      claims.iss !== ISSUER ||
      claims.aud !== audience ||
      !isMoment(claims.iat) ||
      !isMoment(claims.exp) ||
      claims.exp <= claims.iat ||
      claims.exp > claims.iat + LIFE_SECONDS ||
      typeof claims.jti !== "string" ||
      claims.body !== digest(body)
    )
      return refuse({ reason: "OTHER" });
    if (claims.iat > now + SKEW_SECONDS || claims.exp <= now - SKEW_SECONDS)
      return refuse({ reason: "CLOCK", signedAtMs: claims.iat * 1_000 });
    const mandate = parseMandate(claims.mandate);
    return mandate && isFirstUse(claims.jti, now) ? mandate : refuse({ reason: "OTHER" });
  };
}

/** The claims of a statement whose signature is ours; nothing in it decides how it is read. */
function readSigned(statement: string, secrets: readonly KeyObject[]): Partial<Claims> | undefined {
  const end = statement.lastIndexOf(".");
  if (statement.length > LONGEST_STATEMENT || end <= HEADER.length || !statement.startsWith(`${HEADER}.`))
    return undefined;
  const signed = statement.slice(0, end);
  // Texts are compared, not bytes: a signature has one spelling.
  const given = Buffer.from(statement.slice(end + 1));
  const isSignedWith = (secret: KeyObject) => {
    const expected = Buffer.from(createHmac("sha256", secret).update(signed).digest("base64url"));
    return given.length === expected.length && timingSafeEqual(given, expected);
  };
  if (!secrets.some(isSignedWith)) return undefined;
  try {
    const claims: unknown = JSON.parse(Buffer.from(signed.slice(HEADER.length + 1), "base64url").toString("utf8"));
    return typeof claims === "object" && claims !== null ? claims : undefined;
  } catch {
    return undefined;
  }
}

function isMoment(value: unknown): value is number {
  return Number.isInteger(value);
}

function digest(body: string): string {
  return hash("sha256", body, "base64url");
}

/** Random texts, drawn from a pool because each call to the generator costs as much as the signature. */
function createNonces(): () => string {
  const pool = Buffer.alloc(NONCE_BYTES * 256);
  let next = pool.length;
  return () => {
    if (next === pool.length) {
      randomFillSync(pool);
      next = 0;
    }
    return pool.toString("base64url", next, (next += NONCE_BYTES));
  };
}

/** Remembers uses for as long as a statement can live, in two generations, so that forgetting costs nothing. */
function createUses(): (nonce: string, nowSeconds: number) => boolean {
  const generationSeconds = LIFE_SECONDS + 2 * SKEW_SECONDS;
  let current = new Set<string>();
  let before = new Set<string>();
  let since = 0;
  return (nonce, now) => {
    if (now - since >= generationSeconds) {
      before = now - since >= 2 * generationSeconds ? new Set() : current;
      current = new Set();
      since = now;
    }
    // Full: whoever can sign this much is ourselves gone wild, and forgetting would let a copy through.
    if (current.has(nonce) || before.has(nonce) || current.size >= MOST_USES) return false;
    current.add(nonce);
    return true;
  };
}
