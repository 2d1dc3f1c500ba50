import { createHmac, hkdfSync, timingSafeEqual } from "node:crypto";

/** Where a subgraph takes handshakes, at the root of its host. */
export const HANDSHAKE_PATH = "/health/handshake";

/** The secrets that programs hold in common: where two differ, neither says so by itself. */
export const SHARED_SECRETS = [
  "AMA_MANDATE_KEY",
  "AMA_PARTICIPANT_KEY",
  "VDAB_NOTICE_SECRET",
  "LOKET_NOTICE_SECRET",
] as const;
export type SharedSecret = (typeof SHARED_SECRETS)[number];

/** What a gateway or `ama doctor` sends a subgraph, to learn whether the two can work together. It asks for no data. */
export interface Handshake {
  /** 32 hexadecimal digits, drawn for this handshake. */
  readonly nonce: string;
  /** For each shared secret that the sender holds, that it does. */
  readonly proofs: Readonly<Partial<Record<SharedSecret, string>>>;
}

export interface HandshakeReply {
  /** Name of the subgraph that answers. */
  readonly subgraph: string;
  /** The subgraph's own clock, ISO 8601. */
  readonly now: string;
  /** Whether it takes the mandate that came along. */
  readonly acceptsMandates: boolean;
  /** Of each secret that both hold, whether it is the same. */
  readonly secrets: Readonly<Partial<Record<SharedSecret, boolean>>>;
}

/**
 * The secrets that both hold and that differ. All are proved with the mandate key as salt: where that one differs, nothing is
 * known of the others.
 */
export function differentSecrets(secrets: HandshakeReply["secrets"]): SharedSecret[] {
  if (secrets.AMA_MANDATE_KEY === false) return ["AMA_MANDATE_KEY"];
  return SHARED_SECRETS.filter((secret) => secrets[secret] === false);
}

export interface Proving {
  readonly secret: SharedSecret;
  readonly value: Uint8Array | string;
  /** Salts the proof, so that nobody without it can guess a short secret from a proof. */
  readonly mandateKey: Uint8Array;
  /** Name of the subgraph to which it is proved. */
  readonly subgraph: string;
  readonly nonce: string;
}

/**
 * Proves that one holds a secret, and tells nothing of it: an HMAC-SHA256 over the subgraph's name and the nonce, under a
 * key derived from the secret for this alone (HKDF, RFC 5869).
 */
export function proveSecret({ secret, value, mandateKey, subgraph, nonce }: Proving): string {
  const key = hkdfSync("sha256", value, mandateKey, `ama:handshake:${secret}`, 32);
  return createHmac("sha256", Buffer.from(key)).update(`${subgraph}\n${nonce}`).digest("hex");
}

/** Whether a proof is that of this secret. */
export function isProof(proof: string, proving: Proving): boolean {
  const expected = Buffer.from(proveSecret(proving));
  const given = Buffer.from(proof);
  return given.length === expected.length && timingSafeEqual(given, expected);
}
