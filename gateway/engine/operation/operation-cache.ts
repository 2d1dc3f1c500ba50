import { LRUCache } from "lru-cache";
import type { DocumentNode } from "graphql";
import type { Generation } from "../generation.js";
import type { Authorization } from "../subgraph-transport.js";
import { compileOperation, type CompiledOperation } from "./compiled-operation.js";
import { shapeOf, type OperationShape } from "./operation-shape.js";

/** What an operation is, apart from who sends it with which variables. */
export interface OperationText {
  /** Valid against the API schema. */
  readonly document: DocumentNode;
  readonly source: string;
  readonly operationName?: string | undefined;
  readonly authorization?: Authorization | undefined;
  /** Whether what is deferred comes later; it comes with the rest where not. */
  readonly defers?: boolean | undefined;
}

/** Compiled operations of one generation. */
export interface OperationCache {
  /**
   * At once where the operation is compiled for these values of its conditions; else a promise, shared by all who ask
   * meanwhile.
   */
  find(
    text: OperationText,
    variables: Readonly<Record<string, unknown>>,
    overrides: readonly string[],
  ): CompiledOperation | Promise<CompiledOperation>;
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
    find(text, variables, overrides) {
      const shape = shapeOf(text.document, text.operationName);
      const key = keyOf(text, shape, variables, overrides);
      const known = kept.get(key)?.compiled ?? underway.get(key);
      if (known) return known;
      const { authorization, defers = false } = text;
      const compiling = compileOperation(generation, shape, { variables, authorization, overrides, defers })
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

function keyOf(
  { source, operationName, authorization, defers }: OperationText,
  { conditions }: OperationShape,
  variables: Readonly<Record<string, unknown>>,
  overrides: readonly string[],
): string {
  const plain = operationName === undefined && authorization === undefined && !defers && overrides.length === 0;
  const outcome = conditions.map((name) => (variables[name] === true ? "1" : "0")).join("");
  if (plain && outcome === "") return source;
  return JSON.stringify([source, operationName, authorization?.fingerprint, overrides, outcome, defers]);
}
