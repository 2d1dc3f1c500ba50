import { codeOf, traced } from "../../platform/tracing/tracing.js";
import { catalogued } from "../../schema/faults.js";
import type { EngineWatch } from "../engine/engine-options.js";
import type { GatewayMetrics } from "../gateway-metrics.js";
import type { RequestContext } from "../request-context.js";

/** Counts and times what the engine plans, each a span of the operation that waits for it. */
export function watchPlanning({ plans, planning }: Pick<GatewayMetrics, "plans" | "planning">): EngineWatch {
  return {
    onFound: (isKept) => plans.inc({ result: isKept ? "hit" : "miss" }),
    async planning(context, plan) {
      const began = performance.now();
      let outcome = "ok";
      try {
        return await traced((context as RequestContext).span, "gateway.plan", {}, () => plan);
      } catch (error) {
        outcome = catalogued(codeOf(error));
        throw error;
      } finally {
        planning.observe({ outcome }, (performance.now() - began) / 1_000);
      }
    },
  };
}
