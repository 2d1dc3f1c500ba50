import { Fault } from "../../schema/faults.js";
import type { Mandate } from "../../schema/mandate.js";
import type { AgencyHealth, SubgraphLink, SubgraphReply } from "./subgraph-link.js";

/** In whose name, and until when, a subgraph in this process is asked. */
interface Asking {
  readonly mandate: Mandate;
  readonly signal: AbortSignal;
}

/** What the gateway needs of a subgraph that runs in its own process. */
export interface LocalSubgraph {
  readonly name: string;
  /** Never throws: what goes wrong is in `errors`. */
  answer(request: Asking & { query: string; variables?: Record<string, unknown> }): Promise<SubgraphReply>;
  observe(asking: Asking): Promise<AgencyHealth>;
}

/** Straight to a subgraph in this process: no HTTP, no text in between. Whoever started the subgraph also stops it. */
export function createInProcessLink(subgraph: LocalSubgraph): SubgraphLink {
  return {
    name: subgraph.name,
    ask({ query, variables, context }) {
      const { mandate, deadline } = context;
      if (!mandate)
        throw new Fault("SUBGRAPH_UNAVAILABLE", undefined, `${subgraph.name} answers nobody without a mandate`);
      return orAborted(subgraph.answer({ query, variables, mandate, signal: deadline.signal }), deadline.signal);
    },
    isReady: () => Promise.resolve(true),
    async observe({ mandate, deadline }) {
      return mandate && (await subgraph.observe({ mandate, signal: deadline.signal }));
    },
    stop: () => Promise.resolve(),
  };
}

/** The answer, unless the signal comes first. */
async function orAborted<T>(answer: Promise<T>, signal: AbortSignal): Promise<T> {
  let onAbort: () => void = () => undefined;
  const aborted = new Promise<never>((_resolve, reject) => {
    onAbort = () => reject(new Fault("SUBGRAPH_UNAVAILABLE", undefined, String(signal.reason)));
    if (signal.aborted) onAbort();
    signal.addEventListener("abort", onAbort, { once: true });
  });
  try {
    return await Promise.race([answer, aborted]);
  } finally {
    signal.removeEventListener("abort", onAbort);
  }
}
