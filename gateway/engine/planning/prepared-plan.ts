/**
 * A query plan as plain data, ready to be compiled to closures. It crosses the thread boundary as JSON text, so it
 * holds no functions, no syntax trees and nothing of the planner's own types.
 */
export interface PreparedPlan {
  readonly fetches: readonly PreparedFetch[];
  /** For a subscription: the fetch whose events start each run; `fetches` is then what follows an event. */
  readonly primary?: PreparedFetch;
  /** Objects that may come though not all that was asked of them could be planned. */
  readonly unplanned?: readonly UnplannedType[];
}

/** Objects of this type where response names lead from the root. */
export interface UnplannedType {
  readonly path: readonly string[];
  readonly type: string;
}

/** One request to one subgraph. */
export interface PreparedFetch {
  readonly subgraph: string;
  readonly kind: "query" | "mutation" | "subscription";
  /** Positions in `fetches` that have to be finished before this one starts. */
  readonly after: readonly number[];
  /** The deferred part of the answer for whose sake it is made; absent for what is not deferred. */
  readonly part?: number;
  readonly query: string;
  /** Client variables that the query uses. */
  readonly variables: readonly string[];
  /** A fetch from a root type, whose answer is merged at every object found at `path`. */
  readonly root?: PreparedRoot;
  /** Questions about entities, each under a response name of its own. */
  readonly questions: readonly EntityQuestion[];
}

export interface PreparedRoot {
  readonly path: readonly PathStep[];
  /** Names under which the answer's fields come to stand in our data. */
  readonly keys: readonly string[];
  readonly outputRewrites: readonly Rewrite[];
}

export interface EntityQuestion {
  /** Response name of the `_entities` field, and the variable that carries the representations. */
  readonly responseName: string;
  readonly variable: string;
  /** Equal text means: equal representation, equal answer. */
  readonly selection: string;
  /** Names under which the entities' fields come to stand in our data. */
  readonly keys: readonly string[];
  /** The question on its own, for when its siblings have nothing to ask or the shared request was refused. */
  readonly alone: { readonly query: string; readonly variables: readonly string[] };
  readonly outputRewrites: readonly Rewrite[];
  readonly askers: readonly EntityAsker[];
}

/** A place in the answer whose objects are asked about. */
export interface EntityAsker {
  readonly path: readonly PathStep[];
  readonly requires: readonly RequiredSelection[];
  readonly inputRewrites: readonly Rewrite[];
  readonly contextRewrites: readonly KeyRenamer[];
}

export type PathStep =
  | { readonly kind: "field"; readonly name: string }
  | { readonly kind: "list" }
  | { readonly kind: "types"; readonly names: readonly string[] };

export type RequiredSelection =
  | {
      readonly kind: "Field";
      /** Where the value stands in our data. */
      readonly key: string;
      /** What the subgraph calls it. */
      readonly name: string;
      readonly selections?: readonly RequiredSelection[];
    }
  | {
      readonly kind: "InlineFragment";
      readonly typeCondition?: string;
      readonly selections: readonly RequiredSelection[];
    };

export interface KeyRenamer {
  readonly kind: "KeyRenamer";
  readonly path: readonly string[];
  readonly renameKeyTo: string;
}

export interface ValueSetter {
  readonly kind: "ValueSetter";
  readonly path: readonly string[];
  readonly setValueTo: unknown;
}

export type Rewrite = KeyRenamer | ValueSetter;
