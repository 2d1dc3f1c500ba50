import { CircuitState } from "cockatiel";
import type { AgencyName } from "../../../schema/agencies.js";
import type { FaultCode } from "../../../schema/faults.js";
import { isRequestId } from "../../../platform/request-id.js";
import type { Metrics } from "../../../platform/metrics.js";
import type { Asking } from "../asking.js";

/** Which guard of an agency: that of its system, or of another way into it. */
export type AgencyWay = "main" | "apart";

/** How an attempt failed; `CUT_SHORT`: its caller stopped waiting, which says nothing of the agency. */
type Failure = FaultCode | "CUT_SHORT";

/** Sees calls to one agency from outside: counts and times them, each a span of what it is asked for. */
export interface AgencyWatch {
  begin(asking: Asking): AgencyAttempt;
  /** An attempt failed, and another follows. */
  retried(): void;
  /** Has it told, whenever it is asked, how the circuit breakers of a guard stand. */
  breaker(way: AgencyWay, states: () => readonly CircuitState[]): void;
}

export interface AgencyAttempt {
  /** What the agency is told of it, as headers: the request's id, and the trace that it is part of. */
  readonly said: Readonly<Record<string, string>>;
  end(tookMs: number, failure?: Failure): void;
}

const STATES: Partial<Record<CircuitState, number>> = { [CircuitState.Closed]: 0, [CircuitState.HalfOpen]: 1 };
const OPEN = 2;

export function createAgencyWatch(agency: AgencyName, metrics: Metrics): AgencyWatch {
  const seconds = metrics.agencySeconds.labels({ agency });
  const inFlight = metrics.agencyInFlight.labels({ agency });
  const retries = metrics.agencyRetries.labels({ agency });
  const ok = metrics.agencyCalls.labels({ agency, outcome: "ok" });
  return {
    begin({ mandate: { requestId }, span: parent }) {
      const span = parent?.child("agency.call", { "ama.agency": agency });
      inFlight.inc();
      return {
        said: {
          ...(isRequestId(requestId) && { "x-request-id": requestId }),
          ...(span && { traceparent: span.traceparent }),
        },
        end(tookMs, failure) {
          inFlight.dec();
          seconds.observe(tookMs / 1_000);
          if (failure === undefined) ok.inc();
          else metrics.agencyCalls.inc({ agency, outcome: failure });
          span?.end(failure);
        },
      };
    },
    retried: () => retries.inc(),
    breaker: (way, states) =>
      metrics.watchBreaker({ agency, way, state: () => Math.max(...states().map((one) => STATES[one] ?? OPEN)) }),
  };
}
