import type { Facts, Thing, Truth } from "../support/one-truth.js";

/** A graph of the kind that a public bug report is about, and operations that must be answered. */
export interface Reported extends Truth {
  readonly name: string;
  readonly asks: readonly Ask[];
}

export type Ask = string | DetailedAsk;

export interface DetailedAsk {
  readonly query: string;
  readonly variables?: Facts;
  /** Where the truth at once is not what a federated graph answers. */
  readonly data?: unknown;
  /** Paths of all errors; none unless told otherwise. */
  readonly errors?: readonly string[];
  /** Only the native planner plans it: Apollo's refuses it, or takes seconds. */
  readonly isNativeOnly?: boolean;
  /** Labels of progressive overrides that are on. */
  readonly overrides?: readonly string[];
}

/** What only the native planner plans. */
export const nativeOnly = (query: string): DetailedAsk => ({ query, isNativeOnly: true });

export const thing = (__typename: string, facts: Facts): Thing => ({ __typename, ...facts });

/** A field that is worked out from others: text that says what those are. */
export function needs(...paths: string[]): (this: unknown) => string {
  return function (this: unknown) {
    return paths.map((path) => `${path}=${JSON.stringify(follow(this, path.split(".")))}`).join(" ");
  };
}

function follow(value: unknown, [step, ...rest]: readonly string[]): unknown {
  if (step === undefined || value === null || value === undefined) return value ?? null;
  if (Array.isArray(value)) return value.map((it: unknown) => follow(it, [step, ...rest]));
  const fact = (value as Facts)[step];
  return follow(typeof fact === "function" ? (fact.call(value, {}) as unknown) : fact, rest);
}
