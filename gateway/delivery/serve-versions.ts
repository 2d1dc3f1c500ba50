import type { ExecutionResult } from "graphql";
import type { Log } from "../../platform/log.js";
import type { Mandate } from "../../schema/mandate.js";
import type { SwapOptions } from "../engine/engine-options.js";
import { isEmptyData } from "../engine/written-answer.js";
import type { GatewayMetrics } from "../gateway-metrics.js";
import type { DeferredResult } from "../pipeline/deliver-later.js";
import type { EngineExecutor, ServedSupergraph } from "../pipeline/execute.js";
import type { RequestContext } from "../request-context.js";
import { isTriedOn, type CanaryShare } from "./canary-share.js";

/** What changes which supergraphs answer. */
export interface SupergraphChanges {
  /**
   * Serves another supergraph, whole or not at all: one that cannot be served, or would lose a subgraph, leaves the old one
   * serving, and rejects.
   */
  reload(supergraph: string, options?: SwapOptions): Promise<void>;
  /** Answers a share of the requests by another supergraph; undefined ends that. Rejects as `reload`. */
  tryOut(canary: (CanaryShare & { readonly supergraph: string }) | undefined, options?: SwapOptions): Promise<void>;
}

/** The supergraph that serves, and the one that is tried out on a share of the requests. */
export interface ServedVersions<Derived> extends SupergraphChanges {
  /** By which of them a request is answered. */
  choose(mandate: Mandate | undefined, address: string | undefined): ServedSupergraph<Derived>;
  /** Measures an answer under the version of the supergraph that gives it. */
  measure<Result extends ExecutionResult | DeferredResult>(
    context: RequestContext,
    answer: () => Promise<Result>,
  ): Promise<Result>;
}

export interface VersionsParts<Derived> {
  readonly executor: Pick<EngineExecutor<Derived>, "derived" | "canary" | "at" | "reload" | "tryOut" | "onReload"> &
    ServedSupergraph<Derived>;
  readonly metrics: Pick<GatewayMetrics, "supergraphs" | "supergraphChanges" | "supergraphAnswers">;
  readonly log: Log;
}

const NOBODY: CanaryShare = { percent: 0, by: "caller" };

export function serveVersions<Derived extends { readonly version: string }>({
  executor,
  metrics,
  log,
}: VersionsParts<Derived>): ServedVersions<Derived> {
  let share = NOBODY;
  const versions = () => ({ current: executor.derived.version, canary: executor.canary?.derived.version });

  function publish(): void {
    const { current, canary } = versions();
    metrics.supergraphs.reset();
    metrics.supergraphs.set({ version: current, role: "current" }, 1);
    if (canary !== undefined) metrics.supergraphs.set({ version: canary, role: "canary" }, 1);
    log.info({ current, canary }, "which supergraphs serve");
  }

  async function change(make: () => Promise<void>): Promise<void> {
    const before = JSON.stringify(versions());
    try {
      await make();
    } catch (error) {
      metrics.supergraphChanges.inc({ outcome: "refused" });
      throw error;
    }
    if (JSON.stringify(versions()) !== before) metrics.supergraphChanges.inc({ outcome: "served" });
  }

  publish();
  executor.onReload(publish);
  return {
    reload: (sdl, swap) => change(() => executor.reload(sdl, swap)),
    async tryOut(canary, swap) {
      await change(() => executor.tryOut(canary?.supergraph, swap));
      share = canary ?? NOBODY;
    },
    choose(mandate, address = "") {
      const { canary } = executor;
      const caller = mandate ? `${mandate.subject}\n${mandate.organisation}` : address;
      return canary && isTriedOn(share, canary.derived.version, caller, Math.random) ? canary : executor;
    },
    async measure({ admitted: { schema } }, answer) {
      const { version } = executor.at(schema).derived;
      const began = performance.now();
      const note = (outcome: string) =>
        metrics.supergraphAnswers.observe({ version, outcome }, (performance.now() - began) / 1_000);
      try {
        const result = await answer();
        const { data, errors = [] } = "first" in result ? result.first : result;
        // As for every answer: nothing but root fields that are null is none.
        const isNone = data == null || (errors.length > 0 && isEmptyData(data));
        note(isNone ? "failed" : errors.length > 0 ? "partial" : "complete");
        return result;
      } catch (error) {
        note("failed");
        throw error;
      }
    },
  };
}
