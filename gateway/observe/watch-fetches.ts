import { codeOf, traced } from "../../platform/tracing/tracing.js";
import { catalogued } from "../../schema/faults.js";
import type { GatewayMetrics } from "../gateway-metrics.js";
import type { SubgraphLink } from "../subgraph-links/subgraph-link.js";

type FetchMetrics = Pick<GatewayMetrics, "subgraphSeconds" | "subgraphRequests" | "subgraphInFlight">;

/** The same link, each of whose requests is counted, timed and a span of its operation. */
export function watchFetches(link: SubgraphLink, metrics: FetchMetrics): SubgraphLink {
  const { name: subgraph } = link;
  const inFlight = metrics.subgraphInFlight.labels({ subgraph });
  const seconds = metrics.subgraphSeconds.labels({ subgraph });
  const ok = metrics.subgraphRequests.labels({ subgraph, outcome: "ok" });

  return {
    ...link,
    async ask(question) {
      const { context } = question;
      const began = performance.now();
      inFlight.inc();
      try {
        const reply = await (context.span
          ? traced(context.span, "subgraph.fetch", { "ama.subgraph": subgraph }, async (span) =>
              link.ask({ ...question, context: { ...context, span } }),
            )
          : link.ask(question));
        ok.inc();
        return reply;
      } catch (error) {
        metrics.subgraphRequests.inc({ subgraph, outcome: catalogued(codeOf(error)) });
        throw error;
      } finally {
        inFlight.dec();
        seconds.observe((performance.now() - began) / 1_000);
      }
    },
  };
}
