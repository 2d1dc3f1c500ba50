import {
  bulkhead,
  circuitBreaker,
  ConsecutiveBreaker,
  CountBreaker,
  BrokenCircuitError,
  BulkheadRejectedError,
  CircuitState,
  ExponentialBackoff,
  handleWhen,
  retry,
  TaskCancelledError,
  timeout,
  TimeoutStrategy,
  wrap,
} from "cockatiel";
import type { AgencyName } from "../../../schema/agencies.js";
import { Fault, FAULTS } from "../../../schema/faults.js";
import type { Clock } from "../../../platform/clock.js";
import type { Asking } from "../asking.js";
import { FailingQuestions } from "./failing-questions.js";
import { HealthRecord, type AgencyHealth } from "./agency-health.js";
import type { AgencyWatch, AgencyWay } from "./watch-agency.js";
import type { AgencyHours } from "./agency-hours.js";

export interface GuardOptions {
  agency: AgencyName;
  clock: Clock;
  /** How long one call may take. */
  timeoutMs: number;
  /** How many calls may be under way at once; as many again may wait. */
  concurrency?: number;
  /** Of so many calls in a row, more than this share must fail for the agency to be ill: half of twenty when left out. */
  failures?: { readonly calls: number; readonly share: number };
  /** Keeps how each call went. */
  hours?: AgencyHours;
  /** Sees each call from outside. */
  watch?: AgencyWatch;
}

/** Stands between a source and its agency: deadline, retry, circuit breaker, bulkhead, and what was seen of its health. */
export interface Guard {
  /**
   * Runs one read. It is tried again when the agency could not be reached or was busy, never after a time-out.
   * @param question what is asked, the same text each time: one that fails alone says nothing of the agency
   * @throws Fault, always: whatever else `call` throws becomes one
   */
  read<T>(asking: Asking, call: AgencyCall<T>, question?: string): Promise<T>;
  /** A guard of another way into the same agency: what fails there shows in its health, and shuts nothing off here. */
  apart(): Guard;
  health(): AgencyHealth;
}

/** One attempt at an agency. @param said what the agency is told of it, as headers */
export type AgencyCall<T> = (signal: AbortSignal, said: Readonly<Record<string, string>>) => Promise<T>;

const TRY_AGAIN = new Set(["AGENCY_UNAVAILABLE", "AGENCY_BUSY"]);
const OUTAGE = new Set(["AGENCY_UNAVAILABLE", "AGENCY_TIMEOUT"]);
/** The agency is there, and what it answers as a whole is no answer. Of one bad record in an answer a call does not fail. */
const ILLNESS = new Set(["AGENCY_FAILED", "AGENCY_UNREADABLE"]);
const NO_ANSWER = new Set([...ILLNESS, ...OUTAGE, "AGENCY_BUSY"]);
const HALF_OPEN_AFTER_MS = 5_000;

/** A call that ended because its caller stopped waiting, before the agency's own time was up: it says nothing of the agency. */
class CutShort extends Fault {
  constructor(agency: AgencyName) {
    super("AGENCY_TIMEOUT", agency);
  }
}

export function createGuard(options: GuardOptions): Guard {
  return guardWith(options, new HealthRecord(options.agency, options.clock), "main");
}

function guardWith(options: GuardOptions, record: HealthRecord, way: AgencyWay): Guard {
  const { agency, timeoutMs, concurrency = 32, hours, watch, failures = { calls: 20, share: 0.5 } } = options;
  const has = (codes: Set<string>) => (error: unknown) => error instanceof Fault && codes.has(error.code);
  // A probe that was cut short leaves the circuit open.
  const isOutage = (error: unknown) =>
    has(OUTAGE)(error) && (!(error instanceof CutShort) || circuit.state === CircuitState.HalfOpen);
  const circuit = circuitBreaker(handleWhen(isOutage), {
    halfOpenAfter: HALF_OPEN_AFTER_MS,
    breaker: new ConsecutiveBreaker(5),
  });
  const questions = new FailingQuestions();
  /** Failures that say nothing of the agency. */
  const known = new WeakSet<object>();
  // Whatever a probe comes to but an answer, or a refusal, leaves the agency ill.
  const isIllness = (error: unknown) =>
    illness.state === CircuitState.HalfOpen
      ? has(NO_ANSWER)(error)
      : has(ILLNESS)(error) && !known.has(error as object);
  const illness = circuitBreaker(handleWhen(isIllness), {
    halfOpenAfter: HALF_OPEN_AFTER_MS,
    breaker: new CountBreaker({ threshold: failures.share, size: failures.calls }),
  });
  const again = retry(handleWhen(has(TRY_AGAIN)), {
    maxAttempts: 2,
    backoff: new ExponentialBackoff({ initialDelay: 100, maxDelay: 1_000 }),
  });
  const policy = wrap(again, circuit, illness, bulkhead(concurrency, concurrency * 32));
  if (watch) {
    again.onRetry(() => watch.retried());
    watch.breaker(way, () => [circuit.state, illness.state]);
  }

  async function once<T>(asking: Asking, call: AgencyCall<T>, question: string | undefined): Promise<T> {
    const started = performance.now();
    const attempt = watch?.begin(asking);
    try {
      const answer = await timeout(timeoutMs, TimeoutStrategy.Aggressive).execute(
        ({ signal }) => call(signal, attempt?.said ?? {}),
        asking.signal,
      );
      const tookMs = performance.now() - started;
      attempt?.end(tookMs);
      record.record(true, tookMs);
      hours?.record(true, tookMs);
      if (question !== undefined) questions.answered(question);
      return answer;
    } catch (error) {
      const fault = asFault(error, agency, asking.signal);
      attempt?.end(performance.now() - started, fault instanceof CutShort ? "CUT_SHORT" : fault.code);
      if (fault instanceof CutShort) throw fault;
      // An agency that answers, even with a refusal, is there.
      const isThere = !FAULTS[fault.code].retry;
      const tookMs = performance.now() - started;
      record.record(isThere, tookMs);
      hours?.record(isThere, tookMs, fault);
      if (question !== undefined && ILLNESS.has(fault.code) && !questions.isNews(question)) known.add(fault);
      throw fault;
    }
  }

  return {
    async read(asking, call, question) {
      // One call at a time finds out whether the agency is back; the others do not wait for it.
      if ([circuit, illness].some(({ state }) => state === CircuitState.HalfOpen)) throw notAsked(agency);
      try {
        return await policy.execute(() => once(asking, call, question), asking.signal);
      } catch (error) {
        const fault = asFault(error, agency, asking.signal);
        if (fault instanceof CutShort) hours?.pass(fault);
        throw fault;
      }
    },
    apart: () => guardWith(options, record, "apart"),
    health: () => record.read(),
  };
}

function asFault(error: unknown, agency: AgencyName, signal: AbortSignal): Fault {
  if (error instanceof Fault) return error;
  if (error instanceof BrokenCircuitError) return notAsked(agency);
  if (error instanceof BulkheadRejectedError)
    return new Fault("AGENCY_BUSY", agency, "too many calls wait for it here");
  if (signal.aborted) return new CutShort(agency);
  if (error instanceof TaskCancelledError) return new Fault("AGENCY_TIMEOUT", agency);
  return new Fault("AGENCY_UNAVAILABLE", agency, undefined, { cause: error });
}

function notAsked(agency: AgencyName): Fault {
  return new Fault("AGENCY_UNAVAILABLE", agency, "not asked: it failed too often just now");
}
