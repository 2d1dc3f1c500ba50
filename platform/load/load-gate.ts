import { Fault } from "../../schema/faults.js";
import type { Metrics } from "../metrics.js";
import { TICK_MS } from "./delay-meter.js";
import { createLoadControl, type LoadSettings } from "./load-control.js";
import { PRIORITIES, type Leave, type Priority } from "./waiting-room.js";

/** Not run, because the program has too much to do. */
export class Overloaded extends Fault {
  constructor(readonly retryAfterSeconds: number) {
    super("OVERLOADED");
  }
}

/** Lets as many operations run at once as this program, and those that work for it, can do without delay. */
export interface LoadGate {
  /** Resolves once an operation may run, with what it calls when it has ended. @throws Overloaded */
  enter(priority: Priority, signal?: AbortSignal): Promise<Leave>;
  /** Undefined while an operation may come in; else after how many seconds it may be tried again. */
  refusal(priority: Priority): number | undefined;
  /** How late this program comes to its own work, in whole milliseconds. */
  delayMs(): number;
  /** Takes note of the delay that a program told which works for this one. */
  hear(name: string, delayMs: number): void;
  stop(): void;
}

export interface LoadGateParts {
  readonly settings: LoadSettings;
  readonly metrics: Pick<Metrics, "shed" | "watchAdmission">;
}

/** After so long without an operation the program is at rest. */
const REST_MS = 1_000;

export function createLoadGate({ settings, metrics }: LoadGateParts): LoadGate {
  let since = performance.eventLoopUtilization();
  const control = createLoadControl({
    settings,
    nowMs: () => performance.now(),
    busyShare() {
      const before = since;
      since = performance.eventLoopUtilization();
      return performance.eventLoopUtilization(since, before).utilization;
    },
    random: Math.random,
    onShed: (priority, reason) => metrics.shed.inc({ priority, reason }),
  });
  let timer: NodeJS.Timeout | undefined;
  let lastEnteredMs = 0;

  /** At rest nothing is measured: each tick would wake the processor. */
  function watch(): void {
    lastEnteredMs = performance.now();
    if (timer) return;
    control.restart();
    timer = setInterval(() => {
      control.tick();
      if (control.running() > 0 || performance.now() - lastEnteredMs < REST_MS) return;
      clearInterval(timer);
      timer = undefined;
    }, TICK_MS).unref();
  }

  metrics.watchAdmission({
    limit: () => control.limit(),
    running: () => control.running(),
    delaySeconds: () => control.worstDelayMs() / 1_000,
    waiting: () => PRIORITIES.map((priority) => [priority, control.waiting(priority)] as const),
  });
  return {
    async enter(priority, signal) {
      watch();
      const leave = await control.enter(priority, signal);
      if (!leave) throw new Overloaded(control.retryAfterSeconds());
      return leave;
    },
    refusal: (priority) => (control.refuses(priority) ? control.retryAfterSeconds() : undefined),
    delayMs: () => Math.round(control.ownDelayMs()),
    hear: (name, delayMs) => control.hear(name, delayMs),
    stop: () => clearInterval(timer),
  };
}
