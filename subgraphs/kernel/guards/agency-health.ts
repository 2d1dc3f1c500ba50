import type { AgencyName } from "../../../schema/agencies.js";
import type { Clock } from "../../../platform/clock.js";

export type AgencyState = "UP" | "DEGRADED" | "DOWN" | "UNKNOWN";

/** What we know of an agency's system from having asked it. */
export interface AgencyHealth {
  agency: AgencyName;
  state: AgencyState;
  /** Since when it is in this state. */
  since: string;
  /** Mean of the recent answers; null before the first. */
  latencyMs: number | null;
  /** Share of recent calls that failed, 0–1; null before the first. */
  errorRate: number | null;
  /** When it was last asked. */
  asOf: string | null;
}

const RECENT = 50;
const DEGRADED_FROM = 0.1;

/** Keeps the recent calls to one agency and tells its health from them. */
export class HealthRecord {
  readonly #calls: { ok: boolean; ms: number }[] = [];
  #state: AgencyState = "UNKNOWN";
  #since: Date;
  #asOf: Date | undefined;

  constructor(
    private readonly agency: AgencyName,
    private readonly clock: Clock,
  ) {
    this.#since = clock();
  }

  record(ok: boolean, ms: number): void {
    this.#asOf = this.clock();
    this.#calls.push({ ok, ms });
    if (this.#calls.length > RECENT) this.#calls.shift();
    const state = !ok && this.#lastFailed(3) ? "DOWN" : this.#errorRate() > DEGRADED_FROM ? "DEGRADED" : "UP";
    if (state !== this.#state) {
      this.#state = state;
      this.#since = this.#asOf;
    }
  }

  read(): AgencyHealth {
    const answered = this.#calls.filter((call) => call.ok);
    return {
      agency: this.agency,
      state: this.#state,
      since: this.#since.toISOString(),
      latencyMs: answered.length ? answered.reduce((sum, call) => sum + call.ms, 0) / answered.length : null,
      errorRate: this.#calls.length ? this.#errorRate() : null,
      asOf: this.#asOf?.toISOString() ?? null,
    };
  }

  #errorRate(): number {
    return this.#calls.filter((call) => !call.ok).length / this.#calls.length;
  }

  /** Whether the last `count` calls, or all when there were fewer, failed. */
  #lastFailed(count: number): boolean {
    return this.#calls.slice(-count).every((call) => !call.ok);
  }
}
