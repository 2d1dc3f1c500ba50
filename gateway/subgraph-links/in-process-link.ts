import { unlessAborted } from "../../platform/unless-aborted.js";
import { Fault } from "../../schema/faults.js";
import type { Mandate } from "../../schema/mandate.js";
import type { SignMandate } from "../../schema/mandate-statement.js";
import { bodyOf, type AgencyHealth, type AgencyHour, type SubgraphLink } from "./subgraph-link.js";

/** A question as it would go over the wire: its text, and the statement that was signed over it. */
interface SignedQuestion {
  readonly body: string;
  readonly statement: string;
  readonly signal: AbortSignal;
  readonly traceparent?: string | undefined;
}

/** What the gateway needs of a subgraph that runs in its own process. */
export interface LocalSubgraph {
  readonly name: string;
  /** Never throws: what goes wrong is in `errors`. */
  answerSigned(question: SignedQuestion): Promise<object>;
  observe(asking: { mandate: Mandate; signal: AbortSignal }): Promise<AgencyHealth>;
  hours?(from: string, to: string): Promise<AgencyHour[]>;
}

/** Straight to a subgraph in this process, without HTTP. Whoever started the subgraph also stops it. */
export function createInProcessLink(subgraph: LocalSubgraph, sign: SignMandate): SubgraphLink {
  return {
    name: subgraph.name,
    ask({ query, variables, context: { mandate, deadline, span }, signal }) {
      if (!mandate)
        throw new Fault("SUBGRAPH_UNAVAILABLE", undefined, `${subgraph.name} answers nobody without a mandate`);
      const body = bodyOf(query, variables);
      const statement = sign({ mandate, audience: subgraph.name, body });
      return unlessAborted(
        subgraph.answerSigned({ body, statement, signal: deadline.signalBelow(), traceparent: span?.traceparent }),
        signal,
        () => new Fault("SUBGRAPH_UNAVAILABLE", undefined, String(signal.reason)),
      );
    },
    async observe({ mandate, deadline }) {
      return mandate && (await subgraph.observe({ mandate, signal: deadline.signal }));
    },
    ...(subgraph.hours && { hours: (_context, from, to) => subgraph.hours!(from, to) }),
    stop: () => Promise.resolve(),
  };
}
