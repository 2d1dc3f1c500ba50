import DataLoader from "dataloader";
import type { Fault, Refusal } from "../../schema/faults.js";

/** What a batch found: by key, never by position. A key that is not there is a thing the agency does not have. */
export type Found<Value> = ReadonlyMap<string, Value | Fault | Refusal>;

/** Asks an agency for many keys. */
export type Ask<Value> = (keys: readonly string[]) => Promise<Found<Value>>;

/** What a loader offers. */
export interface Loader<Value> {
  load(key: string): Promise<Value | null>;
  loadMany(keys: readonly string[]): Promise<(Value | null | Error)[]>;
  /** Takes a value that came by other ways as the answer for this request. */
  prime(key: string, value: Value | Error): unknown;
}

/**
 * Batches and remembers within one request, failures too: an agency that did not answer is not asked the same twice.
 * @param ask one call, or as few as the agency allows, for many keys; a Fault under one key spares its neighbours
 */
export function createLoader<Value>(ask: Ask<Value>, maxBatchSize = 500): Loader<Value> {
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
