import { Counter, Gauge, Histogram } from "prom-client";
import { createMetrics } from "../platform/metrics.js";
import type { SubgraphLink } from "./subgraph-links/subgraph-link.js";

export type GatewayMetrics = ReturnType<typeof createGatewayMetrics>;

/** What a gateway counts beside what every service does: what it means and its unit. */
export function createGatewayMetrics() {
  const common = createMetrics();
  const registers = [common.registry];
  return {
    ...common,
    answers: new Counter({
      name: "ama_answers_total",
      help: "Operations by how they were answered, whatever their HTTP status: complete, partial, refused, failed, left.",
      labelNames: ["outcome"],
      registers,
    }),
    answerCodes: new Counter({
      name: "ama_answer_codes_total",
      help: "Operations whose answer told an error, by its code and the agency at fault.",
      labelNames: ["code", "agency"],
      registers,
    }),
    documents: new Counter({
      name: "ama_documents_total",
      help: "Texts of operations that came, by whether they were known (hit) or had to be parsed and measured (miss).",
      labelNames: ["result"],
      registers,
    }),
    plans: new Counter({
      name: "ama_plans_total",
      help: "Operations that were run, by whether they were planned and compiled already (hit) or not (miss).",
      labelNames: ["result"],
      registers,
    }),
    planning: new Histogram({
      name: "ama_planning_seconds",
      help: "How long operations waited for their plan where it was not kept, by how that ended: ok, or a code.",
      labelNames: ["outcome"],
      buckets: [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
      registers,
    }),
    subgraphSeconds: new Histogram({
      name: "ama_subgraph_seconds",
      help: "How long a request to a subgraph took until its reply was whole or given up.",
      labelNames: ["subgraph"],
      buckets: [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
      registers,
    }),
    subgraphRequests: new Counter({
      name: "ama_subgraph_requests_total",
      help: "Requests to a subgraph by how they ended: ok, or the code of the fault.",
      labelNames: ["subgraph", "outcome"],
      registers,
    }),
    subgraphInFlight: new Gauge({
      name: "ama_subgraph_in_flight",
      help: "Requests to a subgraph whose reply is not there yet.",
      labelNames: ["subgraph"],
      registers,
    }),
    subscriptions: new Gauge({
      name: "ama_subscriptions",
      help: "Subscriptions that are open, by transport.",
      labelNames: ["transport"],
      registers,
    }),
    pushes: new Counter({
      name: "ama_pushes_total",
      help: "Answers that were pushed to subscribers, by transport.",
      labelNames: ["transport"],
      registers,
    }),
    completions: new Counter({
      name: "ama_completions_total",
      help: "Events that were completed from the agencies; one serves all who ask the same under the same mandate.",
      registers,
    }),
    repeats: new Counter({
      name: "ama_subgraph_repeats_total",
      help: "Requests that were sent to a subgraph once more, because it refused or ended the connection before its reply was whole.",
      labelNames: ["subgraph"],
      registers,
    }),
    coalesced: new Counter({
      name: "ama_coalesced_total",
      help: "Events that a slow reader was not told of, because a later one about the same was waiting.",
      registers,
    }),
    untold: new Counter({
      name: "ama_untold_total",
      help: "Events that a subscriber was not told of, because the agency fails to say whether it may know.",
      registers,
    }),
    pushLag: new Histogram({
      name: "ama_push_lag_seconds",
      help: "From when the gateway heard of an event until it was handed to a subscriber's connection.",
      buckets: [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
      registers,
    }),
    streamBreaks: new Counter({
      name: "ama_subgraph_stream_breaks_total",
      help: "Connections for subscriptions of a subgraph that broke, as often as a subscription lost its own.",
      labelNames: ["subgraph"],
      registers,
    }),
    supergraphs: new Gauge({
      name: "ama_supergraph_info",
      help: "1 for each supergraph that answers, by its version (the first 12 digits of its SHA-256) and role: current or canary.",
      labelNames: ["version", "role"],
      registers,
    }),
    supergraphChanges: new Counter({
      name: "ama_supergraph_changes_total",
      help: "Supergraphs that came to serve or to be tried out, were refused, or could not be fetched, by outcome.",
      labelNames: ["outcome"],
      registers,
    }),
    supergraphKept: new Gauge({
      name: "ama_supergraph_kept",
      help: "1 while what serves is the last good supergraph, kept on this machine, because the address it comes from is away.",
      registers,
    }),
    supergraphAnswers: new Histogram({
      name: "ama_supergraph_answer_seconds",
      help: "How long operations took to be answered, by the version of the supergraph and outcome: complete, partial or failed.",
      labelNames: ["version", "outcome"],
      buckets: [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
      registers,
    }),
    /** Has it told, whenever it is asked, how many replicas of each subgraph are used, and how many are left out. */
    watchReplicas(links: () => readonly Pick<SubgraphLink, "name" | "replicas">[]) {
      new Gauge({
        name: "ama_subgraph_replicas",
        help: "Replicas of a subgraph, by state: used, or away where they cannot be reached.",
        labelNames: ["subgraph", "state"],
        registers,
        collect() {
          this.reset();
          for (const { name: subgraph, replicas } of links()) {
            if (!replicas) continue;
            const { all, away } = replicas();
            this.set({ subgraph, state: "used" }, all - away);
            this.set({ subgraph, state: "away" }, away);
          }
        },
      });
    },
    /** Has it told, whenever it is asked, how far a reader of the stream is behind, in seconds. */
    watchStream(lag: () => number) {
      new Gauge({
        name: "ama_stream_lag_seconds",
        help: "How long ago the gateway had heard of everything on the stream of events; 0 while it has.",
        registers,
        collect() {
          this.set(lag());
        },
      });
    },
  };
}
