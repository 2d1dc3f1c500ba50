import { LRUCache } from "lru-cache";
import type { DocumentNode } from "graphql";
import type { EngineLimits } from "../engine-options.js";
import type { Generation } from "../generation.js";
import type { Authorization } from "../subgraph-transport.js";
import { PlanFault } from "../planning/plan-fault.js";
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
  /** Labels of progressive overrides that are on, for one that is planned before anybody asks it. */
  readonly overrides?: readonly string[] | undefined;
  /** Whether it is kept though nobody asks for it. */
  readonly isKnown?: boolean | undefined;
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
  /** The operations that were asked for last, without the known ones and those that depend on the caller. */
  recent(count: number): OperationText[];
  /** Lets those go for which nobody has asked for long. */
  forgetIdle(): void;
}

const MOST_REFUSED = 1_000;

export function createOperationCache(
  generation: Generation,
  limits: Pick<EngineLimits, "keptOperations" | "keptBytes" | "idleMs" | "refusedMs">,
): OperationCache {
  const kept = new LRUCache<string, { readonly text: OperationText; readonly compiled: CompiledOperation }>({
    max: limits.keptOperations,
    maxSize: limits.keptBytes,
    sizeCalculation: ({ compiled }, key) => compiled.size + key.length * 2,
    ttl: limits.idleMs,
    ttlResolution: 1_000,
    updateAgeOnGet: true,
  });
  // Some take the planner all the time it has, and whoever sends one may send it again.
  const refused = new LRUCache<string, PlanFault>({ max: MOST_REFUSED, ttl: limits.refusedMs });
  const underway = new Map<string, Promise<CompiledOperation>>();

  return {
    find(text, variables, overrides) {
      const shape = shapeOf(text.document, text.operationName);
      const key = keyOf(text, shape, variables, overrides);
      const known = kept.get(key)?.compiled ?? underway.get(key);
      if (known) return known;
      const fault = refused.get(key);
      if (fault) return Promise.reject(fault);
      const { authorization, defers = false, isKnown = false } = text;
      const compiling = compileOperation(generation, shape, { variables, authorization, overrides, defers })
        .then(
          (compiled) => {
            kept.set(key, { text, compiled }, isKnown ? { ttl: 0 } : {});
            return compiled;
          },
          (error: unknown) => {
            if (error instanceof PlanFault && error.code !== "PLANNER_UNAVAILABLE") refused.set(key, error);
            throw error;
          },
        )
        .finally(() => underway.delete(key));
      underway.set(key, compiling);
      return compiling;
    },
    recent(count) {
      const texts: OperationText[] = [];
      for (const { text } of kept.values()) {
        if (texts.length >= count) break;
        if (text.authorization === undefined && !text.isKnown) texts.push(text);
      }
      return texts;
    },
    forgetIdle: () => void kept.purgeStale(),
  };
}

function keyOf(
  { source, operationName, authorization, defers }: OperationText,
  shape: OperationShape,
  variables: Readonly<Record<string, unknown>>,
  overrides: readonly string[],
): string {
  const name = shape.isOnly ? undefined : operationName;
  const denied = authorization ? deniedIn(shape, authorization) : "";
  const outcome = shape.conditions.map((it) => (variables[it] === true ? "1" : "0")).join("");
  const isPlain = name === undefined && denied === "" && outcome === "" && !defers && overrides.length === 0;
  return isPlain ? source : JSON.stringify([source, name, denied, overrides, outcome, defers]);
}

const deniedByShape = new WeakMap<OperationShape, WeakMap<Authorization, string>>();

/** Callers who may not see the same of an operation share what is compiled of it. */
function deniedIn(shape: OperationShape, authorization: Authorization): string {
  const known = deniedByShape.get(shape) ?? new WeakMap<Authorization, string>();
  deniedByShape.set(shape, known);
  const denied = known.get(authorization) ?? authorization.deniedAmong(shape.fieldNames);
  known.set(authorization, denied);
  return denied;
}
