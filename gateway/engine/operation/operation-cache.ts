import { LRUCache } from "lru-cache";
import type { DocumentNode } from "graphql";
import type { EngineLimits } from "../engine-options.js";
import type { Generation } from "../generation.js";
import type { Authorization } from "../subgraph-transport.js";
import { compileOperation, type CompiledOperation } from "./compiled-operation.js";
import { shapeOf, type OperationShape } from "./operation-shape.js";
import { createSharedPlans } from "./shared-plans.js";

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
  /** At once where the operation is compiled for these values of its conditions. */
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
  const plans = createSharedPlans(generation, limits);

  return {
    find(text, variables, overrides) {
      const shape = shapeOf(text.document, text.operationName);
      const key = keyOf(text, shape, variables, overrides);
      const known = kept.get(key)?.compiled;
      if (known) return known;
      const { authorization, defers = false, isKnown = false } = text;
      const circumstances = { variables, authorization, overrides, defers };
      return compileOperation(generation, plans, shape, circumstances).then((compiled) => {
        kept.set(key, { text, compiled }, isKnown ? { ttl: 0 } : {});
        return compiled;
      });
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
