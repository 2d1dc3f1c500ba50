import { Gauge } from "prom-client";
import { addressesOf } from "../../platform/addresses-of.js";
import type { Log } from "../../platform/log.js";
import type { Metrics } from "../../platform/metrics.js";
import { greetSubgraph, type Greeter } from "../subgraph-links/greet-subgraph.js";
import { doClocksDiffer, judgeGreetings, type SubgraphState } from "./judge-greetings.js";

/** A subgraph that is asked over HTTP. */
export interface WatchedSubgraph {
  readonly name: string;
  /** Where it takes queries; several addresses with commas between. */
  readonly url: string;
}

/** How the gateway stands with its subgraphs. */
export interface SubgraphWatch {
  /** Greets each subgraph at each of its addresses. Each change is logged once. */
  look(): Promise<ReadonlyMap<string, SubgraphState>>;
}

export interface SubgraphWatchParts {
  /** Those of the supergraph that serves. */
  readonly subgraphs: () => readonly WatchedSubgraph[];
  readonly greeter: Omit<Greeter, "name">;
  readonly metrics: Metrics;
  readonly log: Log;
}

export function watchSubgraphs({ subgraphs, greeter, metrics, log }: SubgraphWatchParts): SubgraphWatch {
  const gauges = createGauges(metrics);
  const logged = new Map<string, string>();
  let known: ReadonlySet<string> = new Set();

  async function lookAt({ name, url }: WatchedSubgraph): Promise<readonly [string, SubgraphState]> {
    const greetings = await Promise.all(
      addressesOf(url).map((address) => greetSubgraph(address, { ...greeter, name })),
    );
    const state = judgeGreetings(name, greetings);
    gauges.up.set({ subgraph: name }, state.state === "AWAY" ? 0 : 1);
    if (state.state !== "AWAY") gauges.accepts.set({ subgraph: name }, state.state === "UP" ? 1 : 0);
    if (state.clocks) gauges.clock.set({ subgraph: name }, state.clocks.aheadMs / 1_000);
    tell(name, state);
    return [name, state];
  }

  /** Logs what is wrong between the gateway and a subgraph when that changes. */
  function tell(name: string, state: SubgraphState): void {
    const lines = linesOf(state);
    const kind = lines.map(([words]) => words).join();
    if (kind === (logged.get(name) ?? "")) return;
    logged.set(name, kind);
    for (const [words, facts] of lines) log.error({ subgraph: name, ...facts }, words);
    if (lines.length === 0)
      log.info({ subgraph: name }, "nothing is wrong any more between the gateway and a subgraph");
  }

  return {
    async look() {
      const states = new Map(await Promise.all(subgraphs().map(lookAt)));
      // What another supergraph left out is nobody's failure any more.
      for (const subgraph of known)
        if (!states.has(subgraph)) {
          for (const gauge of Object.values(gauges)) gauge.remove({ subgraph });
          logged.delete(subgraph);
        }
      known = new Set(states.keys());
      return states;
    },
  };
}

/** What is wrong between the gateway and a subgraph: what, then what to do; with the facts that show it. */
function linesOf({ state, clocks, differentSecrets = [] }: SubgraphState): (readonly [string, object])[] {
  const lines: (readonly [string, object])[] = [];
  if (state === "AWAY") lines.push(["a subgraph is away: its fields are null until it answers", {}]);
  if (state === "OTHER")
    lines.push(["another subgraph answers at this one's address: correct the address, as REFERRALS_URL", {}]);
  if (state === "REFUSES")
    lines.push([
      "a subgraph refuses the gateway's mandates: compare AMA_MANDATE_KEY and the clocks of both machines",
      {},
    ]);
  if (differentSecrets.length > 0)
    lines.push(["a subgraph has other secrets than the gateway: give both the same", { secrets: differentSecrets }]);
  if (clocks && doClocksDiffer(clocks))
    lines.push([
      "the clocks of the gateway and of a subgraph differ by more than a mandate may be off: set both by NTP",
      { gatewayTime: clocks.ours.toISOString(), subgraphTime: clocks.theirs.toISOString(), aheadMs: clocks.aheadMs },
    ]);
  return lines;
}

function createGauges({ registry }: Metrics) {
  const labelNames = ["subgraph"] as const;
  const registers = [registry];
  return {
    up: new Gauge({
      name: "ama_subgraph_up",
      help: "Whether a subgraph answers the gateway at one of its addresses: 1 or 0.",
      ...{ labelNames, registers },
    }),
    accepts: new Gauge({
      name: "ama_subgraph_accepts_mandates",
      help: "Whether a subgraph that answers takes the gateway's mandates: 1 or 0.",
      ...{ labelNames, registers },
    }),
    clock: new Gauge({
      name: "ama_clock_difference_seconds",
      help: "How far a subgraph's clock is ahead of the gateway's; negative where it is behind.",
      ...{ labelNames, registers },
    }),
  };
}
