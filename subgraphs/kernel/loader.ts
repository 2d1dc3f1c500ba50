import DataLoader from "dataloader";
import type { Fault, Refusal } from "../../schema/faults.js";

/** What a batch found: by key, never by position. A key that is not there is a thing the agency does not have. */
export type Found<Value> = ReadonlyMap<string, Value | Fault | Refusal>;

/**
 * Batches and remembers within one request, failures too: an agency that did not answer is not asked the same twice.
 * @param ask one call, or as few as the agency allows, for many keys; a Fault under one key spares its neighbours
 */
export function createLoader<Value>(
  ask: (keys: readonly string[]) => Promise<Found<Value>>,
  maxBatchSize = 500,
): DataLoader<string, Value | null> {
  return new DataLoader<string, Value | null>(
    async (keys) => {
      try {
        const found = await ask(keys);
        return keys.map((key) => found.get(key) ?? null);
      } catch (error) {
        const failure = error instanceof Error ? error : new Error(String(error));
        return keys.map(() => failure);
      }
    },
    { maxBatchSize },
  );
}
