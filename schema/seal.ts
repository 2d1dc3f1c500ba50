import { hkdfSync } from "node:crypto";
import { aessiv } from "@noble/ciphers/aes.js";
import { Refusal } from "./faults.js";
import type { ParticipantIds } from "./identifiers.js";

/**
 * Seals the texts of agencies that the graph hands out and takes back: places in lists, numbers of records. Deterministic
 * authenticated encryption (AES-SIV, RFC 5297), so that the same text has the same seal in every program with the key.
 */
export interface Seal {
  /** @param bound what the seal is only good for, such as a field and an asker */
  close(text: string, bound: readonly string[]): string;
  /** The text, or undefined for anything that was not closed under this key for just this. */
  open(sealed: string, bound: readonly string[]): string | undefined;
}

/** No seal that a client brings is longer; a longer text is not even decoded. */
const LONGEST = 2_000;

/**
 * @param key AMA_PARTICIPANT_KEY, or another secret, from which a key of the seal's own is derived (HKDF, RFC 5869)
 * @param longest the longest seal that is opened, in characters
 */
export function createSeal(key: Uint8Array, longest = LONGEST): Seal {
  const own = new Uint8Array(hkdfSync("sha256", key, "", "ama:seal:1", 64));
  const cipher = (bound: readonly string[]) => aessiv(own, Buffer.from(JSON.stringify(bound), "utf8"));
  return {
    close: (text, bound) => Buffer.from(cipher(bound).encrypt(Buffer.from(text, "utf8"))).toString("base64url"),
    open(sealed, bound) {
      if (sealed.length > longest) return undefined;
      const bytes = Buffer.from(sealed, "base64url");
      // Node skips what is no base64url: the same seal would have many spellings.
      if (bytes.toString("base64url") !== sealed) return undefined;
      try {
        return Buffer.from(cipher(bound).decrypt(bytes)).toString("utf8");
      } catch {
        return undefined;
      }
    },
  };
}

/**
 * Closes under the key in force, and opens what either key closed: a cursor bound to somebody's id is bound to the id of its key.
 * @param ids of the same two keys
 */
export function createSeals(key: Uint8Array, alsoAccepted: Uint8Array | undefined, ids: ParticipantIds): Seal {
  const own = createSeal(key);
  const other = alsoAccepted && createSeal(alsoAccepted);
  if (!other) return own;
  return {
    close: (text, bound) => own.close(text, bound),
    open: (sealed, bound) =>
      own.open(sealed, bound) ??
      other.open(
        sealed,
        bound.map((text) => ids.unrenew(text)),
      ),
  };
}

/** Writes and reads the cursors of one list. */
export interface Cursors {
  write(place: string): string;
  /** @throws Refusal CURSOR_INVALID for anything but a cursor of this very list */
  read(cursor: string): string;
}

/** @param bound which list: its field, whose it is, with which arguments, for whom */
export function createCursors(seal: Seal, bound: readonly string[]): Cursors {
  const list = ["cursor", ...bound];
  return {
    write: (place) => seal.close(place, list),
    read(cursor) {
      const place = seal.open(cursor, list);
      if (place === undefined) throw new Refusal("CURSOR_INVALID");
      return place;
    },
  };
}
