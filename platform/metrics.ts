import { Counter, Gauge, Histogram, Registry } from "prom-client";

/** What a process counts of itself. No label names a person, an organisation, a token or a value that was asked. */
export type Metrics = ReturnType<typeof createMetrics>;

/** The catalogue: every number there is, what it means and its unit. */
export function createMetrics() {
  const registry = new Registry();
  const registers = [registry];
  return {
    registry,
    requests: new Histogram({
      name: "ama_request_seconds",
      help: "How long requests took, by HTTP status.",
      labelNames: ["status"],
      buckets: [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
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
