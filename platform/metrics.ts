import { Gauge, Histogram, Registry } from "prom-client";

/** What a service counts of itself. No label names a person, an organisation, a token or a value that was asked. */
export type Metrics = ReturnType<typeof createMetrics>;

/** What every service counts: what it means and its unit. */
export function createMetrics() {
  const registry = new Registry();
  const registers = [registry];
  return {
    registry,
    requests: new Histogram({
      name: "ama_request_seconds",
      help: "How long requests took until their answer began, by HTTP status; 499: the client left before.",
      labelNames: ["status"],
      buckets: [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
      registers,
    }),
    /** What a service is scaled by: work that waits, here or at an agency. */
    inFlight: new Gauge({
      name: "ama_requests_in_flight",
      help: "Requests whose answer has not begun. Open subscriptions are not among them.",
      registers,
    }),
    /** Has it told, whenever it is asked, how far agencies' notices are behind; of which none are told nothing is said. */
    watchNotices(subgraphs: readonly TellsNotices[]) {
      new Gauge({
        name: "ama_notices_behind_seconds",
        help: "How long ago all that the subgraph's agency had told was on the stream of events; 0 while it is.",
        labelNames: ["subgraph"],
        registers,
        collect() {
          for (const subgraph of subgraphs) {
            const behindMs = subgraph.noticesBehindMs?.();
            if (behindMs !== undefined) this.set({ subgraph: subgraph.name }, behindMs / 1_000);
          }
        },
      });
    },
  };
}

/** A subgraph as far as it brings its agency's notices onto the stream. */
export interface TellsNotices {
  readonly name: string;
  noticesBehindMs?(): number | undefined;
}
