import { LRUCache } from "lru-cache";
import { Fault } from "../../../schema/faults.js";
import { createSeal } from "../../../schema/seal.js";
import type { Redis } from "../../../platform/redis.js";
import type { Revoked } from "../../identity/revoked-tokens.js";
import { digestOfId } from "./session-cookie.js";

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
  const nameOf = (id: string) => `ama:session:${digestOfId(id)}`;
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

const BOUND = ["page session"];

function sealOf(id: string) {
  return createSeal(Buffer.from(id), Infinity);
}

function seal(id: string, session: KeptSession): string {
  return sealOf(id).close(JSON.stringify(session), BOUND);
}

/** Undefined for what is not ours: it was written by somebody who did not know the id. */
function open(id: string, sealed: string): KeptSession | undefined {
  const text = sealOf(id).open(sealed, BOUND);
  return text === undefined ? undefined : (JSON.parse(text) as KeptSession);
}
