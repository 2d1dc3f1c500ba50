import { createHmac, hkdfSync } from "node:crypto";
import { LRUCache } from "lru-cache";
import { createParticipantIds, type Insz, type ParticipantIds } from "../../schema/identifiers.js";
import type { Settings } from "../settings.js";

/** What only those who hold the key of participant ids can work out. */
export interface LogKeys {
  /** The name under which a participant stands in the log: 22 characters that tell nothing. */
  subjectOf(participantId: string): string;
  /** All names under which the participant stands there: another one under each key there ever was. */
  subjectsOf(participantId: string): readonly string[];
  /** Seals how far a chain has come, so that nobody without the key can cut it short. */
  seal(chain: number, seq: number, hash: string): string;
  /** Whether a seal is right under one of the keys. */
  isSeal(seal: string, chain: number, seq: number, hash: string): boolean;
}

const REMEMBERED = 20_000;

/** A participant's id is another one under another key; the number that both seal leads from one to the other. */
interface OneKey {
  readonly ids: ParticipantIds;
  readonly subjectKey: Buffer;
  readonly sealKey: Buffer;
}

function deriveFrom(key: Uint8Array): OneKey {
  const derive = (info: string) => Buffer.from(hkdfSync("sha256", key, "", info, 32));
  return {
    ids: createParticipantIds(key),
    subjectKey: derive("ama:access-log:subject:1"),
    sealKey: derive("ama:access-log:seal:1"),
  };
}

/**
 * @param key AMA_PARTICIPANT_KEY, from which two keys of the log's own are derived (HKDF, RFC 5869)
 * @param others keys under which looks were written, or are by programs that have the next key already
 */
export function createLogKeys(key: Uint8Array, others: readonly Uint8Array[] = []): LogKeys {
  const own = deriveFrom(key);
  const all = [own, ...others.map(deriveFrom)];
  const subjects = new LRUCache<string, string>({ max: REMEMBERED });

  function subjectOf(participantId: string): string {
    let subject = subjects.get(participantId);
    if (subject === undefined) {
      const insz = others.length > 0 ? open(participantId) : undefined;
      subject = nameUnder(own, insz ? own.ids.seal(insz) : participantId);
      subjects.set(participantId, subject);
    }
    return subject;
  }

  /** Undefined for what none of the keys sealed. */
  function open(participantId: string): Insz | undefined {
    for (const { ids } of all)
      try {
        return ids.open(participantId);
      } catch {
        // The next key.
      }
    return undefined;
  }

  return {
    subjectOf,
    subjectsOf(participantId) {
      const insz = others.length > 0 ? open(participantId) : undefined;
      return insz ? all.map((one) => nameUnder(one, one.ids.seal(insz))) : [subjectOf(participantId)];
    },
    seal: (chain, seq, hash) => sealUnder(own, chain, seq, hash),
    isSeal: (seal, chain, seq, hash) => all.some((one) => seal === sealUnder(one, chain, seq, hash)),
  };
}

function nameUnder({ subjectKey }: OneKey, participantId: string): string {
  return createHmac("sha256", subjectKey).update(participantId).digest().subarray(0, 16).toString("base64url");
}

function sealUnder({ sealKey }: OneKey, chain: number, seq: number, hash: string): string {
  return createHmac("sha256", sealKey).update(`${chain}:${seq}:${hash}`).digest("hex");
}

type KeySettings = Pick<
  Settings,
  "AMA_PARTICIPANT_KEY" | "AMA_PARTICIPANT_KEY_ALSO_ACCEPTED" | "ACCESS_LOG_KEYS_BEFORE"
>;

/** The log's keys as the settings give them. */
export function logKeysOf(settings: KeySettings): LogKeys {
  const {
    AMA_PARTICIPANT_KEY: key,
    AMA_PARTICIPANT_KEY_ALSO_ACCEPTED: other,
    ACCESS_LOG_KEYS_BEFORE: before,
  } = settings;
  return createLogKeys(key, [...(other ? [other] : []), ...before]);
}
