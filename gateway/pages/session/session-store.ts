import { createCipheriv, createDecipheriv, hash, hkdfSync, randomBytes } from "node:crypto";
import { LRUCache } from "lru-cache";
import { Fault } from "../../../schema/faults.js";
import type { Redis } from "../../../platform/redis.js";
import type { Revoked } from "../../identity/revoked-tokens.js";

/** What is kept of somebody who is logged in on the pages. */
export interface KeptSession {
  /** Another one with every token. */
  readonly version: string;
  readonly accessToken: string;
  /** In seconds since the epoch. */
  readonly expiresAt: number;
  /** When one has to log in again, whatever the issuer would renew. */
  readonly endsAt: number;
  readonly refreshToken?: string;
  readonly persona?: string;
  /** The access tokens that were given out and have not ended. */
  readonly given: readonly Revoked[];
}

/** @throws Fault ISSUER_UNAVAILABLE where it cannot be reached */
export interface SessionStore {
  find(id: string): Promise<KeptSession | undefined>;
  /** Keeps a new one. */
  add(id: string, session: KeptSession): Promise<void>;
  /** Keeps it in the place of the one there is; gives false where there is none any more. */
  replace(id: string, session: KeptSession): Promise<boolean>;
  /** Forgets it, and gives what was kept. */
  remove(id: string): Promise<KeptSession | undefined>;
}

const MOST_IN_MEMORY = 10_000;

/** In Redis where there is one, so that any gateway knows it; else in this process, and gone with it. */
export function createSessionStore(redis: Redis | undefined, nowMs: () => number): SessionStore {
  return redis ? storeInRedis(redis, nowMs) : storeInMemory(nowMs);
}

function storeInMemory(nowMs: () => number): SessionStore {
  const kept = new LRUCache<string, KeptSession>({ max: MOST_IN_MEMORY });
  const find = (id: string) => {
    const session = kept.get(id);
    return session && session.endsAt * 1_000 > nowMs() ? session : undefined;
  };
  return {
    find: (id) => Promise.resolve(find(id)),
    add: (id, session) => {
      kept.set(id, session);
      return Promise.resolve();
    },
    replace: (id, session) => {
      const isThere = find(id) !== undefined;
      if (isThere) kept.set(id, session);
      return Promise.resolve(isThere);
    },
    remove: (id) => {
      const session = find(id);
      kept.delete(id);
      return Promise.resolve(session);
    },
  };
}

/** Whoever looks into Redis finds neither the id nor a token: the name is a digest, the content sealed with the id. */
function storeInRedis(redis: Redis, nowMs: () => number): SessionStore {
  const nameOf = (id: string) => `ama:session:${hash("sha256", id, "base64url")}`;
  const untilOf = ({ endsAt }: KeptSession) => ({ type: "PX" as const, value: Math.max(1, endsAt * 1_000 - nowMs()) });
  const ask = async <T>(command: () => Promise<T>): Promise<T> => {
    try {
      return await command();
    } catch (error) {
      throw new Fault("ISSUER_UNAVAILABLE", undefined, (error as Error).message, { cause: error });
    }
  };
  return {
    async find(id) {
      const found = await ask(() => redis.get(nameOf(id)));
      return found === null ? undefined : open(id, found);
    },
    async add(id, session) {
      await ask(() => redis.set(nameOf(id), seal(id, session), { expiration: untilOf(session) }));
    },
    async replace(id, session) {
      const options = { expiration: untilOf(session), condition: "XX" as const };
      return (await ask(() => redis.set(nameOf(id), seal(id, session), options))) !== null;
    },
    async remove(id) {
      const found = await ask(() => redis.getDel(nameOf(id)));
      return found === null ? undefined : open(id, found);
    },
  };
}

const CIPHER = "aes-256-gcm";
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

function seal(id: string, session: KeptSession): string {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, keyOf(id), nonce);
  const text = Buffer.concat([cipher.update(JSON.stringify(session), "utf8"), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), text]).toString("base64");
}

function open(id: string, sealed: string): KeptSession | undefined {
  const bytes = Buffer.from(sealed, "base64");
  try {
    const nonce = bytes.subarray(0, NONCE_BYTES);
    const decipher = createDecipheriv(CIPHER, keyOf(id), nonce, { authTagLength: TAG_BYTES });
    decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
    const text = Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()]);
    return JSON.parse(text.toString("utf8")) as KeptSession;
  } catch {
    // Not ours: whoever wrote it did not know the id.
    return undefined;
  }
}

function keyOf(id: string): Buffer {
  return Buffer.from(hkdfSync("sha256", id, "", "ama page session", 32));
}
