import { createCipheriv, createDecipheriv, hash, hkdfSync, randomBytes } from "node:crypto";

/** Encrypts what is kept, under a key whose id stands before it, so that keys can rotate. */
export interface EntryCipher {
  /** @param bound where the text stands: moved elsewhere it does not open */
  close(text: string, bound: string): string;
  /** Undefined for what was altered, moved, or closed under a key that is no longer configured. */
  open(closed: string, bound: string): string | undefined;
}

const ALGORITHM = "aes-256-gcm";
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/**
 * @param secret from which the key is derived (HKDF, RFC 5869) that encrypts, and decrypts
 * @param alsoAccepted likewise, of one that decrypts too
 */
export function createEntryCipher(secret: Uint8Array, alsoAccepted?: Uint8Array): EntryCipher {
  const key = derive(secret);
  const id = idOf(key);
  const byId = new Map([[id, key]]);
  if (alsoAccepted) byId.set(idOf(derive(alsoAccepted)), derive(alsoAccepted));
  return {
    close(text, bound) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv(ALGORITHM, key, nonce).setAAD(Buffer.from(bound));
      const bytes = Buffer.concat([nonce, cipher.update(text, "utf8"), cipher.final(), cipher.getAuthTag()]);
      return `${id}.${bytes.toString("base64")}`;
    },
    open(closed, bound) {
      const dot = closed.indexOf(".");
      const itsKey = byId.get(closed.slice(0, dot));
      if (!itsKey) return undefined;
      const bytes = Buffer.from(closed.slice(dot + 1), "base64");
      if (bytes.length < NONCE_BYTES + TAG_BYTES) return undefined;
      const tagAt = bytes.length - TAG_BYTES;
      try {
        const decipher = createDecipheriv(ALGORITHM, itsKey, bytes.subarray(0, NONCE_BYTES), {
          authTagLength: TAG_BYTES,
        })
          .setAAD(Buffer.from(bound))
          .setAuthTag(bytes.subarray(tagAt));
        return decipher.update(bytes.subarray(NONCE_BYTES, tagAt), undefined, "utf8") + decipher.final("utf8");
      } catch {
        return undefined;
      }
    },
  };
}

function derive(secret: Uint8Array): Buffer {
  return Buffer.from(hkdfSync("sha256", secret, "", "ama:kept-entries:1", 32));
}

/** Which key it is, and nothing of it. */
function idOf(key: Buffer): string {
  return hash("sha256", Buffer.concat([Buffer.from("ama:kept-key:"), key]), "hex").slice(0, 8);
}
