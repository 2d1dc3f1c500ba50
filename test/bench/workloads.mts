import type { GraphQLSchema } from "graphql";
import { heavyQuery, heavySubgraphs } from "./heavy-graph.mjs";
import { houseSubgraphs, listQuery, pageQuery } from "./house-graph.mjs";
import { bigQuery, listSubgraphs } from "./list-graph.mjs";
import { nodeQuery, nodeSubgraphs } from "./node-graph.mjs";

export interface BenchSubgraph {
  readonly name: string;
  readonly typeDefs: string;
  readonly schema: GraphQLSchema;
}

export interface Question {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

export interface Workload {
  readonly subgraphs: readonly BenchSubgraph[];
  /** One for the whole run, or another for each request where nobody may have asked it before. */
  readonly question: Question | ((number: number) => Question);
  /** Whether the subgraphs answer in the gateway's own process. */
  readonly isLocal?: boolean;
  /** Whether the gateway has both cores, for planners beside it: on one they would keep each other waiting. */
  readonly onBothCores?: boolean;
  /** Requests under way at a time. */
  readonly connections?: number;
  /** At least so many requests a round, however long they take: before, code is not compiled yet. */
  readonly leastRequests?: number;
}

const page = { subgraphs: houseSubgraphs, question: { query: pageQuery, variables: { id: "P-1" } } };

export const workloads: Readonly<Record<string, Workload>> = {
  /** The public one. */
  heavy: { subgraphs: heavySubgraphs, question: { query: heavyQuery, variables: {} } },
  /** One participant, all four subgraphs. */
  page,
  "page-local": { ...page, isLocal: true },
  /** 200 rows, each with something from one other subgraph. */
  list: { subgraphs: houseSubgraphs, question: { query: listQuery, variables: {} } },
  /** One operation that can be planned in more ways than anybody can try. */
  "many-plans": {
    subgraphs: nodeSubgraphs,
    question: { query: nodeQuery, variables: {} },
    onBothCores: true,
    connections: 4,
    leastRequests: 40,
  },
  /** 5.5 MB from one subgraph. */
  "big-response": {
    subgraphs: listSubgraphs,
    question: { query: bigQuery, variables: {} },
    connections: 2,
    leastRequests: 20,
  },
  /** Operations that nobody asked before, planned and answered as fast as they come. */
  "first-seen": { subgraphs: houseSubgraphs, question: unseenQuestion, onBothCores: true, connections: 8 },
};

export function workloadNamed(name: string | undefined): Workload {
  const workload = workloads[name ?? ""];
  if (!workload) throw new Error(`no workload ${name}; there are ${Object.keys(workloads).join(", ")}`);
  return workload;
}

/** Other fields under other names each time. */
function unseenQuestion(number: number): Question {
  const fields = ["name", "birthYear", "municipality { name }", "statutes { kind }", "permission { kind by }"];
  const more = ["agreements { id guide { name } }", "attendance { days }", "readiness { isReady }", "support { kind }"];
  const chosen = [...fields, ...more].map((field, index) => ((number >> index) & 1 ? field : ""));
  const query = `query Unseen${number} { participant(id: "P-1") { id ${chosen.join(" ")} referrals { id x${number}: state partnership { name balance { cents } } } } }`;
  return { query, variables: {} };
}
