import { createHmac, hkdfSync } from "node:crypto";
import { LRUCache } from "lru-cache";

/** What only those who hold the key of participant ids can work out. */
export interface LogKeys {
  /** The name under which a participant stands in the log: 22 characters that tell nothing. */
  subjectOf(participantId: string): string;
  /** Seals how far a chain has come, so that nobody without the key can cut it short. */
  seal(chain: number, seq: number, hash: string): string;
}

const REMEMBERED = 20_000;

/** @param key AMA_PARTICIPANT_KEY, from which two keys of the log's own are derived (HKDF, RFC 5869) */
export function createLogKeys(key: Uint8Array): LogKeys {
  const derive = (info: string) => Buffer.from(hkdfSync("sha256", key, "", info, 32));
  const subjectKey = derive("ama:access-log:subject:1");
  const sealKey = derive("ama:access-log:seal:1");
  const subjects = new LRUCache<string, string>({ max: REMEMBERED });
  return {
    subjectOf(participantId) {
      let subject = subjects.get(participantId);
      if (subject === undefined) {
        subject = createHmac("sha256", subjectKey).update(participantId).digest().subarray(0, 16).toString("base64url");
        subjects.set(participantId, subject);
      }
      return subject;
    },
    seal: (chain, seq, hash) => createHmac("sha256", sealKey).update(`${chain}:${seq}:${hash}`).digest("hex"),
  };
}
