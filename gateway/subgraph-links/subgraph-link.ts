import type { GraphQLFormattedError } from "graphql";
import type { AgencyName } from "../../schema/agencies.js";
import type { RequestContext } from "../request-context.js";

export interface SubgraphQuestion {
  readonly query: string;
  readonly variables: Record<string, unknown>;
  readonly context: RequestContext;
}

export interface SubgraphReply {
  data?: Record<string, unknown> | null;
  errors?: readonly GraphQLFormattedError[];
}

/** What is known of the agency behind a subgraph. */
export interface AgencyHealth {
  readonly agency: AgencyName;
  readonly state: "UP" | "DEGRADED" | "DOWN" | "UNKNOWN";
  readonly since: string;
  readonly latencyMs: number | null;
  readonly errorRate: number | null;
  readonly asOf: string | null;
}

/** How the gateway reaches one subgraph: over HTTP, or in its own process. */
export interface SubgraphLink {
  readonly name: string;
  /** @throws Fault SUBGRAPH_UNAVAILABLE when no GraphQL answer came in time */
  ask(question: SubgraphQuestion): Promise<SubgraphReply>;
  isReady(): Promise<boolean>;
  /** The health of the subgraph's agency; undefined where it fronts none or does not say. */
  observe(context: RequestContext): Promise<AgencyHealth | undefined>;
  stop(): Promise<void>;
}
