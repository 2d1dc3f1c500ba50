import { inspect } from "node:util";
import { aessiv } from "@noble/ciphers/aes.js";
import { Refusal } from "./faults.js";

declare const brand: unique symbol;
/** The graph's own id of a participant: opaque, stable, 28 URL-safe characters. */
export type ParticipantId = string & { readonly [brand]: "ParticipantId" };
/** Ten digits with right check digits. */
export type EnterpriseNumber = string & { readonly [brand]: "EnterpriseNumber" };

/**
 * A Belgian national number (INSZ) that hides itself: printing, logging or serialising one shows no digit.
 * Only `reveal()` gives the eleven digits, for the wire to an agency and for the one field that is meant to show them.
 */
export class Insz {
  readonly #digits: string;
  private constructor(digits: string) {
    this.#digits = digits;
  }

  /**
   * Reads eleven digits, with or without the customary dots and dashes. Accepts national register numbers, BIS numbers
   * (month +20 or +40), test numbers (month 61–72) and numbers with an unknown birth date (month or day 00).
   * @throws Refusal INSZ_INVALID
   */
  static parse(text: string): Insz {
    const digits = text.trim().replace(/^(\d{2})\.(\d{2})\.(\d{2})-(\d{3})[.-](\d{2})$/, "$1$2$3$4$5");
    if (!/^\d{11}$/.test(digits) || centuryOf(digits) === undefined || !hasPlausibleDate(digits))
      throw new Refusal("INSZ_INVALID");
    return new Insz(digits);
  }

  static isValid(text: string): boolean {
    try {
      return Boolean(Insz.parse(text));
    } catch {
      return false;
    }
  }

  reveal(): string {
    return this.#digits;
  }

  /** Year of birth, or undefined when the number does not tell. */
  get birthYear(): number | undefined {
    return monthOf(this.#digits) === 0 ? undefined : centuryOf(this.#digits)! + Number(this.#digits.slice(0, 2));
  }

  equals(other: Insz): boolean {
    return this.#digits === other.#digits;
  }
  toString(): string {
    return "[insz]";
  }
  toJSON(): string {
    return "[insz]";
  }
  [inspect.custom](): string {
    return "[insz]";
  }
}

/** 1900 or 2000 by the check digits: those born from 2000 on have a 2 put before the nine digits. */
function centuryOf(digits: string): 1900 | 2000 | undefined {
  const body = Number(digits.slice(0, 9));
  const check = Number(digits.slice(9));
  if (97 - (body % 97) === check) return 1900;
  if (97 - ((2_000_000_000 + body) % 97) === check) return 2000;
  return undefined;
}

/** Month of birth 1–12 with the BIS or test offset taken off, 0 when unknown, undefined when impossible. */
function monthOf(digits: string): number | undefined {
  const month = Number(digits.slice(2, 4));
  for (const offset of [0, 20, 40, 60]) if (month >= offset && month <= offset + 12) return month - offset;
  return undefined;
}

function hasPlausibleDate(digits: string): boolean {
  const month = monthOf(digits);
  if (month === undefined) return false;
  const day = Number(digits.slice(4, 6));
  // With an unknown month the day is a mere counter that ran over when the series of the day was used up.
  if (month === 0 || day === 0) return true;
  const year = centuryOf(digits)! + Number(digits.slice(0, 2));
  return day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/**
 * Reads an enterprise number: ten digits that start with 0 or 1, dots allowed; the old nine-digit form gets its 0.
 * @throws Refusal ENTERPRISE_NUMBER_INVALID
 */
export function parseEnterpriseNumber(text: string): EnterpriseNumber {
  const bare = text
    .trim()
    .replace(/^BE\s?/i, "")
    .replaceAll(".", "");
  const digits = /^\d{9}$/.test(bare) ? `0${bare}` : bare;
  const valid = /^[01]\d{9}$/.test(digits) && 97 - (Number(digits.slice(0, 8)) % 97) === Number(digits.slice(8));
  if (!valid) throw new Refusal("ENTERPRISE_NUMBER_INVALID");
  return digits as EnterpriseNumber;
}

/** Seals national numbers into participant ids and opens them again; both need the key. */
export interface ParticipantIds {
  seal(insz: Insz): ParticipantId;
  /** @throws Refusal PARTICIPANT_ID_INVALID for anything that was not sealed with a key that is accepted */
  open(id: string): Insz;
  /** The text with each id in it as the key in force seals it, so that ids may be compared; as it is with one key alone. */
  renew(text: string): string;
  /** The same with each id as the other key seals it. */
  unrenew(text: string): string;
}

const CONTEXT = new TextEncoder().encode("ama:participant:1");

/**
 * Deterministic authenticated encryption (AES-SIV, RFC 5297) of the number: the same person has the same id everywhere,
 * nobody without the key can make, read or guess one.
 * @param key the one in force: 32, 48 or 64 bytes
 * @param alsoAccepted another, under which ids are opened besides while the key is changed
 */
export function createParticipantIds(key: Uint8Array, alsoAccepted?: Uint8Array): ParticipantIds {
  const translate = (text: string, from: Uint8Array, to: Uint8Array) =>
    text.replaceAll(/(?<![\w-])[\w-]{28}(?![\w-])/g, (id) => {
      const insz = openUnder(from, id);
      return insz ? sealUnder(to, insz) : id;
    });
  return {
    seal: (insz) => sealUnder(key, insz),
    open(id) {
      const insz = openUnder(key, id) ?? (alsoAccepted && openUnder(alsoAccepted, id));
      if (!insz) throw new Refusal("PARTICIPANT_ID_INVALID");
      return insz;
    },
    renew: (text) => (alsoAccepted ? translate(text, alsoAccepted, key) : text),
    unrenew: (text) => (alsoAccepted ? translate(text, key, alsoAccepted) : text),
  };
}

function sealUnder(key: Uint8Array, insz: Insz): ParticipantId {
  const plain = Buffer.alloc(5);
  plain.writeUIntBE(Number(insz.reveal()), 0, 5);
  return Buffer.from(aessiv(key, CONTEXT).encrypt(plain)).toString("base64url") as ParticipantId;
}

function openUnder(key: Uint8Array, id: string): Insz | undefined {
  if (!/^[\w-]{28}$/.test(id)) return undefined;
  try {
    const plain = Buffer.from(aessiv(key, CONTEXT).decrypt(Buffer.from(id, "base64url")));
    return Insz.parse(String(plain.readUIntBE(0, 5)).padStart(11, "0"));
  } catch {
    return undefined;
  }
}
