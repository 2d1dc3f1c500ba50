import type { GraphQLSchema } from "graphql";
import { heavyQuery, heavySubgraphs } from "./heavy-graph.mjs";
import { houseSubgraphs, listQuery, pageQuery } from "./house-graph.mjs";

export interface BenchSubgraph {
  readonly name: string;
  readonly typeDefs: string;
  readonly schema: GraphQLSchema;
}

export interface Workload {
  readonly subgraphs: readonly BenchSubgraph[];
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  /** Whether the subgraphs answer in the gateway's own process. */
  readonly isLocal?: boolean;
}

const page = { subgraphs: houseSubgraphs, query: pageQuery, variables: { id: "P-1" } };

export const workloads: Readonly<Record<string, Workload>> = {
  /** The public one. */
  heavy: { subgraphs: heavySubgraphs, query: heavyQuery, variables: {} },
  /** One participant, all four subgraphs. */
  page,
  "page-local": { ...page, isLocal: true },
  /** 200 rows, each with something from one other subgraph. */
  list: { subgraphs: houseSubgraphs, query: listQuery, variables: {} },
};

export function workloadNamed(name: string | undefined): Workload {
  const workload = workloads[name ?? ""];
  if (!workload) throw new Error(`no workload ${name}; there are ${Object.keys(workloads).join(", ")}, storm`);
  return workload;
}

/** An operation that no planner has seen: other fields under other names each time. */
export function unseenOperation(number: number): string {
  const fields = ["name", "birthYear", "municipality { name }", "statutes { kind }", "permission { kind by }"];
  const more = ["agreements { id guide { name } }", "attendance { days }", "readiness { isReady }", "support { kind }"];
  const chosen = [...fields, ...more].map((field, index) => ((number >> index) & 1 ? field : ""));
  return `query Unseen${number} { participant(id: "P-1") { id ${chosen.join(" ")} referrals { id x${number}: state partnership { name balance { cents } } } } }`;
}
