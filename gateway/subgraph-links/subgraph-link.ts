import type { StreamedReply } from "../engine/subscription/subgraph-stream.js";
import type { RequestContext } from "../request-context.js";

export interface SubgraphQuestion {
  readonly query: string;
  /** A query may be asked twice where its first reply is lost. */
  readonly kind: "query" | "mutation";
  /** JSON text of an object. */
  readonly variables: string;
  readonly context: RequestContext;
  readonly signal: AbortSignal;
}

/** What is known of the agency behind a subgraph. */
export interface AgencyHealth {
  readonly state: "UP" | "DEGRADED" | "DOWN" | "UNKNOWN";
  readonly since: string;
  readonly latencyMs: number | null;
  readonly errorRate: number | null;
  readonly asOf: string | null;
}

/** How the agency behind a subgraph answered within one hour. */
export interface AgencyHour {
  readonly at: string;
  readonly asked: number;
  readonly answered: number;
  readonly ms: number;
  readonly faults: Readonly<Record<string, number>>;
}

/** How the gateway reaches one subgraph: over HTTP, or in its own process. */
export interface SubgraphLink {
  readonly name: string;
  /**
   * Gives the bytes or the text of the answer, or the answer itself; whether it is one of GraphQL is for the reader to see.
   * @throws Fault SUBGRAPH_UNAVAILABLE, or of a subgraph that fronts no agency SUBGRAPH_UNREACHABLE or SUBGRAPH_TIMEOUT,
   * when none came in time
   */
  ask(question: SubgraphQuestion): Promise<Uint8Array | string | object>;
  /**
   * Gives the answers to a subscription until it ends or the signal comes; left out where the subgraph streams none.
   * The answers throw Fault SUBGRAPH_UNAVAILABLE, Refusal SUBSCRIPTION_TOO_SLOW.
   */
  subscribe?(question: Omit<SubgraphQuestion, "kind">): AsyncGenerator<StreamedReply, void>;
  /** How many replicas it has, and how many of them are left out since they cannot be reached. */
  replicas?(): { readonly all: number; readonly away: number };
  /** The health of the subgraph's agency; undefined where it fronts none or does not say. */
  observe(context: RequestContext): Promise<AgencyHealth | undefined>;
  /** How that agency answered, by the hour; left out where it fronts none. */
  hours?(context: RequestContext, from: string, to: string): Promise<AgencyHour[]>;
  stop(): Promise<void>;
}

/** The text of a question, as it is sent and signed. */
export function bodyOf(query: string, variables: string): string {
  return `{"query":${JSON.stringify(query)},"variables":${variables}}`;
}
