import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from "prom-client";
import type { Priority } from "./load/waiting-room.js";

/** What a service counts of itself. No label names a person, an organisation, a token or a value that was asked. */
export type Metrics = ReturnType<typeof createMetrics>;

/** What every service counts: what it means and its unit. */
export function createMetrics() {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const breakers = new Map<string, () => void>();
  const breaker = new Gauge({
    name: "ama_agency_breaker",
    help: "The circuit breaker of an agency: 0 closed, 1 half open, 2 open; `apart` guards another way in than its system.",
    labelNames: ["agency", "way"],
    registers,
    collect: () => breakers.forEach((read) => read()),
  });
  const accessLogs = new Set<() => number>();
  new Gauge({
    name: "ama_access_log_lag_seconds",
    help: "For how long the oldest looks wait that are not kept yet; 0 while none do.",
    registers,
    collect() {
      this.set(Math.max(0, ...[...accessLogs].map((lag) => lag())));
    },
  });
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
    agencySeconds: new Histogram({
      name: "ama_agency_seconds",
      help: "How long one call to an agency took, answered or not.",
      labelNames: ["agency"],
      buckets: [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
      registers,
    }),
    agencyCalls: new Counter({
      name: "ama_agency_calls_total",
      help: "Calls to an agency by how they ended: ok, the code of the fault, or CUT_SHORT where its caller stopped waiting.",
      labelNames: ["agency", "outcome"],
      registers,
    }),
    agencyRetries: new Counter({
      name: "ama_agency_retries_total",
      help: "Calls to an agency that were made because the one before failed.",
      labelNames: ["agency"],
      registers,
    }),
    agencyInFlight: new Gauge({
      name: "ama_agency_in_flight",
      help: "Calls to an agency that are not answered yet.",
      labelNames: ["agency"],
      registers,
    }),
    accessLogSeconds: new Histogram({
      name: "ama_access_log_seconds",
      help: "How long looks waited until they were kept in the access log, or could not be.",
      buckets: [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
      registers,
    }),
    accessLogFailures: new Counter({
      name: "ama_access_log_failures_total",
      help: "Answers from which personal fields were withheld because their looks could not be kept.",
      registers,
    }),
    /** Has it told, whenever it is asked, how a circuit breaker stands. */
    watchBreaker({ agency, way, state }: WatchedBreaker) {
      breakers.set(`${agency} ${way}`, () => breaker.set({ agency, way }, state()));
    },
    /** Has it told, whenever it is asked, for how long the oldest looks wait, in seconds. */
    watchAccessLog(lag: () => number) {
      accessLogs.add(lag);
    },
    shed: new Counter<"priority" | "reason">({
      name: "ama_shed_total",
      help: "Operations that were not run for lack of room, by priority; full: refused at once, late: waited too long.",
      labelNames: ["priority", "reason"],
      registers,
    }),
    /** Has it told, whenever it is asked, how many operations run and wait, and why no more are let in. */
    watchAdmission({ limit, running, waiting, delaySeconds }: Admission) {
      const gauge = (name: string, help: string, read: () => number) =>
        new Gauge({
          name,
          help,
          registers,
          collect() {
            this.set(read());
          },
        });
      gauge("ama_admission_limit", "Operations that may run at once now, as the delay allows.", limit);
      gauge("ama_admission_running", "Operations that were let in and have not ended.", running);
      gauge(
        "ama_admission_delay_seconds",
        "How late the event loop comes to ready work, here or in the program asked that is the latest.",
        delaySeconds,
      );
      new Gauge({
        name: "ama_admission_queue",
        help: "Operations that wait to be let in, by priority.",
        labelNames: ["priority"],
        registers,
        collect() {
          for (const [priority, count] of waiting()) this.set({ priority }, count);
        },
      });
    },
    /** Has it told, whenever it is asked, how many mandates were refused since the process began. */
    watchRefusedMandates(counts: () => Readonly<Record<string, number>>) {
      new Counter({
        name: "ama_mandates_refused_total",
        help: "Mandates that were refused. KEY: signed with another key. CLOCK: of another time. OTHER: used twice, altered, or for another subgraph.",
        labelNames: ["reason"],
        registers,
        collect() {
          this.reset();
          for (const [reason, count] of Object.entries(counts())) this.inc({ reason }, count);
        },
      });
    },
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
    /** Has it told how often subgraphs used what they keep of their agency's answers; of which nothing is kept nothing is said. */
    watchKept(subgraphs: readonly TellsKept[]) {
      const keeping = subgraphs.filter(({ kept }) => kept);
      new Counter({
        name: "ama_kept_answers_total",
        help: "Answers by how they came: hit (the agency was not asked), miss (asked), stale (it was away, and what it said before stood in), failure (nothing could be kept).",
        labelNames: ["subgraph", "outcome"],
        registers,
        collect() {
          this.reset();
          for (const { name: subgraph, kept } of keeping) {
            const { hits, misses, stale, failures } = kept!.counts;
            for (const [outcome, count] of Object.entries({ hit: hits, miss: misses, stale, failure: failures }))
              this.inc({ subgraph, outcome }, count);
          }
        },
      });
      new Counter({
        name: "ama_kept_written_bytes_total",
        help: "Bytes of agencies' answers, encrypted, that were written to what is kept.",
        labelNames: ["subgraph"],
        registers,
        collect() {
          this.reset();
          for (const { name: subgraph, kept } of keeping) this.inc({ subgraph }, kept!.counts.writtenBytes);
        },
      });
      new Gauge({
        name: "ama_kept_bytes",
        help: "Bytes of agencies' answers that this process keeps in memory; 0 where they are in Redis.",
        labelNames: ["subgraph"],
        registers,
        collect() {
          for (const { name: subgraph, kept } of keeping) this.set({ subgraph }, kept!.bytes());
        },
      });
    },
  };
}

/** A subgraph as far as it keeps its agency's answers. */
export interface TellsKept {
  readonly name: string;
  readonly kept?: {
    readonly counts: Readonly<Record<"hits" | "misses" | "stale" | "failures" | "writtenBytes", number>>;
    bytes(): number;
  };
}

export interface WatchedBreaker {
  readonly agency: string;
  readonly way: string;
  /** 0 closed, 1 half open, 2 open. */
  readonly state: () => number;
}

/** What lets operations in. */
export interface Admission {
  readonly limit: () => number;
  readonly running: () => number;
  readonly waiting: () => readonly (readonly [Priority, number])[];
  readonly delaySeconds: () => number;
}

/** A subgraph as far as it brings its agency's notices onto the stream. */
export interface TellsNotices {
  readonly name: string;
  noticesBehindMs?(): number | undefined;
}
