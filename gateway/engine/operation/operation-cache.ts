import { LRUCache } from "lru-cache";
import type { DocumentNode } from "graphql";
import type { Generation } from "../generation.js";
import type { Authorization } from "../subgraph-transport.js";
import { compileOperation, type CompiledOperation } from "./compiled-operation.js";

/** What an operation is, apart from who sends it with which variables. */
export interface OperationText {
  /** Valid against the API schema. */
  readonly document: DocumentNode;
  readonly source: string;
  readonly operationName?: string | undefined;
  readonly authorization?: Authorization | undefined;
}

/** Compiled operations of one generation. */
export interface OperationCache {
  /** At once where the operation is compiled; else a promise, shared by all who ask meanwhile. */
  find(text: OperationText, overrides: readonly string[]): CompiledOperation | Promise<CompiledOperation>;
  /** The operations that were asked for last, without those that depend on the caller. */
  recent(count: number): OperationText[];
}

export function createOperationCache(
  generation: Generation,
  limits: { readonly keptOperations: number; readonly keptBytes: number },
): OperationCache {
  const kept = new LRUCache<string, { readonly text: OperationText; readonly compiled: CompiledOperation }>({
    max: limits.keptOperations,
    maxSize: limits.keptBytes,
    sizeCalculation: ({ compiled }, key) => compiled.size + key.length * 2,
  });
  const underway = new Map<string, Promise<CompiledOperation>>();

  return {
    find(text, overrides) {
      const { source, operationName, authorization } = text;
      const plain = operationName === undefined && authorization === undefined && overrides.length === 0;
      const key = plain ? source : JSON.stringify([source, operationName, authorization?.fingerprint, overrides]);
      const known = kept.get(key)?.compiled ?? underway.get(key);
      if (known) return known;
      const compiling = compileOperation(generation, { ...text, overrides })
        .then((compiled) => {
          kept.set(key, { text, compiled });
          return compiled;
        })
        .finally(() => underway.delete(key));
      underway.set(key, compiling);
      return compiling;
    },
    recent(count) {
      const texts: OperationText[] = [];
      for (const { text } of kept.values()) {
        if (texts.length >= count) break;
        if (text.authorization === undefined) texts.push(text);
      }
      return texts;
    },
  };
}
