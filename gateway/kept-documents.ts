import type { ApolloServerOptionsWithGateway, BaseContext } from "@apollo/server";
import type { DocumentNode } from "graphql";
import { LRUCache } from "lru-cache";

const MOST = 2_000;
const KEPT_MS = 10 * 60_000;

/** Where Apollo Server puts documents that it has read and checked: its own keeps them until others take their place. */
export function keepDocuments(): NonNullable<ApolloServerOptionsWithGateway<BaseContext>["documentStore"]> {
  const kept = new LRUCache<string, DocumentNode>({ max: MOST, ttl: KEPT_MS, ttlAutopurge: true });
  return {
    get: (key) => Promise.resolve(kept.get(key)),
    set: (key, document) => Promise.resolve(void kept.set(key, document)),
    delete: (key) => Promise.resolve(kept.delete(key)),
  };
}
