import { LRUCache } from "lru-cache";

/** Answers that several subscribers wait for: each is made once. One that failed is forgotten. */
export interface SharedAnswers {
  share<T extends object>(key: string, make: () => Promise<T>): Promise<T>;
}

const MOST = 2_000;
const KEPT_MS = 60_000;

export function createSharedAnswers(): SharedAnswers {
  const made = new LRUCache<string, Promise<object>>({ max: MOST, ttl: KEPT_MS });
  return {
    share<T extends object>(key: string, make: () => Promise<T>): Promise<T> {
      const before = made.get(key) as Promise<T> | undefined;
      if (before) return before;
      const answer = make();
      made.set(key, answer);
      answer.catch(() => made.delete(key));
      return answer;
    },
  };
}
