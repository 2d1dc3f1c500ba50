import type { StreamedReply } from "./subscription/subgraph-stream.js";

/** One request to one subgraph. The query text is the same string each time the same plan runs. */
export interface SubgraphRequest {
  readonly query: string;
  readonly kind: "query" | "mutation" | "subscription";
  /** JSON text of the variables, an object. */
  readonly variables: string;
  /** What the caller handed to `execute`; the engine does not look into it. */
  readonly context: unknown;
  readonly signal?: AbortSignal;
}

/** How a subgraph is reached. A rejection costs the fields of this request only. */
export interface SubgraphTransport {
  /**
   * Gives the JSON text of `{ data, errors }`, best as the bytes that came, or that object itself; the engine takes bytes
   * and object for its own.
   */
  fetch(request: SubgraphRequest): Promise<Uint8Array | string | object>;
  /** Gives the answers to a subscription until it ends or the signal comes; absent where the subgraph streams none. */
  subscribe?(request: SubgraphRequest & { readonly signal: AbortSignal }): AsyncGenerator<StreamedReply, void>;
  stop?(): Promise<void>;
}

export interface SubgraphAddress {
  readonly name: string;
  readonly url?: string;
}

/** Which fields of the API a caller may not see. It never changes. */
export interface Authorization {
  /**
   * What is denied of the fields with these names, on whichever types. Equal text means: equal answers from `denies` for
   * all of them. Part of the key of compiled operations.
   */
  deniedAmong(fieldNames: ReadonlySet<string>): string;
  /** Extensions of the error that stands for a denied field, with their `code`; undefined where it may be seen. */
  denies(typeName: string, fieldName: string): DenialExtensions | undefined;
}

export interface DenialExtensions {
  readonly code: string;
  readonly [key: string]: unknown;
}
