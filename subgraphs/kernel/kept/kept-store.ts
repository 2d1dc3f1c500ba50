import { LRUCache } from "lru-cache";
import type { Log } from "../../../platform/log.js";
import { connectRedis } from "../../../platform/redis.js";
import type { Settings } from "../../../platform/settings.js";

/** Texts under names for a time, in Redis for all replicas or in the memory of this process. Anything may be gone at any time. */
export interface KeptStore {
  /** The texts under the names, undefined where there is none. @throws when the store does not answer */
  read(names: readonly string[]): Promise<(string | undefined)[]>;
  /** Puts a text under each name that has none. @returns what then stands under each. @throws likewise */
  claim(texts: ReadonlyMap<string, string>, keptMs: number): Promise<(string | undefined)[]>;
  /** @throws likewise */
  write(name: string, text: string, keptMs: number): Promise<void>;
  /** @throws likewise */
  drop(names: readonly string[]): Promise<void>;
  /** Bytes held in this process. */
  bytes(): number;
  stop(): void;
}

export function openKeptStore(settings: Pick<Settings, "REDIS_URL" | "AMA_KEPT_MEMORY_MB">, log: Log): KeptStore {
  return settings.REDIS_URL === undefined
    ? createMemoryStore(settings.AMA_KEPT_MEMORY_MB * 1_048_576)
    : createRedisStore(settings.REDIS_URL, log);
}

export function createMemoryStore(mostBytes: number): KeptStore {
  const texts = new LRUCache<string, string>({
    maxSize: mostBytes,
    sizeCalculation: (text, name) => text.length + name.length,
  });
  return {
    read: (names) => Promise.resolve(names.map((name) => texts.get(name))),
    claim(claimed, keptMs) {
      for (const [name, text] of claimed) if (!texts.has(name)) texts.set(name, text, { ttl: keptMs });
      return Promise.resolve([...claimed.keys()].map((name) => texts.get(name)));
    },
    write(name, text, keptMs) {
      texts.set(name, text, { ttl: keptMs });
      return Promise.resolve();
    },
    drop(names) {
      for (const name of names) texts.delete(name);
      return Promise.resolve();
    },
    bytes: () => texts.calculatedSize,
    stop: () => texts.clear(),
  };
}

function createRedisStore(url: string, log: Log): KeptStore {
  const redis = connectRedis(url, log);
  const read = async (names: readonly string[]) => {
    if (names.length === 0) return [];
    return (await redis.mGet([...names])).map((text) => text ?? undefined);
  };
  return {
    read,
    async claim(claimed, keptMs) {
      const batch = redis.multi();
      for (const [name, text] of claimed)
        batch.set(name, text, { condition: "NX", expiration: { type: "PX", value: keptMs } });
      await batch.exec();
      return read([...claimed.keys()]);
    },
    async write(name, text, keptMs) {
      await redis.set(name, text, { expiration: { type: "PX", value: keptMs } });
    },
    async drop(names) {
      if (names.length > 0) await redis.del([...names]);
    },
    bytes: () => 0,
    stop: () => redis.destroy(),
  };
}
