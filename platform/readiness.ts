import { Gauge } from "prom-client";
import type { ReadyReport } from "./admin.js";
import type { Log } from "./log.js";
import type { Metrics } from "./metrics.js";

/** Something of its own that a program cannot serve without. */
export interface Part {
  readonly name: string;
  /** What is logged while it is down: what is wrong, then what to do. */
  readonly advice: string;
  /** @throws where it is down, as well as where it says so */
  isUp(): boolean | Promise<boolean>;
}

/** Whether a program can serve, by its own parts alone. */
export interface Readiness {
  /** Looks at every part, though not more than once a second. */
  report(): Promise<PartsReport>;
  stop(): void;
}

export interface PartsReport extends ReadyReport {
  readonly parts: Readonly<Record<string, "UP" | "DOWN">>;
}

export interface ReadinessParts {
  readonly parts: readonly Part[];
  readonly metrics: Metrics;
  readonly log: Log;
}

/** How long a part may take to answer: below what probes wait. */
const ANSWER_MS = 3_000;
const FRESH_MS = 1_000;
/** How often parts are looked at where nobody asks, for the log and the metrics. */
const LOOK_MS = 10_000;

/** Watches the parts of a program until it is stopped. Each change is logged once, and `ama_ready` tells of each part. */
export function createReadiness({ parts, metrics, log }: ReadinessParts): Readiness {
  const gauge = new Gauge({
    name: "ama_ready",
    help: "Whether a part that the program cannot serve without is up: 1 or 0.",
    labelNames: ["part"],
    registers: [metrics.registry],
  });
  const known = new Map<string, boolean>();
  let last: { readonly at: number; readonly report: Promise<PartsReport> } | undefined;
  const timer = setInterval(() => void report(), LOOK_MS).unref();

  function report(): Promise<PartsReport> {
    const now = performance.now();
    if (!last || now - last.at >= FRESH_MS) last = { at: now, report: look() };
    return last.report;
  }

  async function look(): Promise<PartsReport> {
    const states = await Promise.all(parts.map(async (part) => [part, await isUp(part)] as const));
    for (const [{ name, advice }, up] of states) {
      gauge.set({ part: name }, up ? 1 : 0);
      if (up && known.get(name) === false) log.info({ part: name }, "a part is up again");
      if (!up && known.get(name) !== false) log.error({ part: name }, `not ready: ${advice}`);
      known.set(name, up);
    }
    const told = states.map(([{ name }, up]) => [name, up ? "UP" : "DOWN"] as const);
    return { ready: states.every(([, up]) => up), parts: Object.fromEntries(told) };
  }

  return { report, stop: () => clearInterval(timer) };
}

async function isUp(part: Part): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => (timer = setTimeout(() => resolve(false), ANSWER_MS)));
  try {
    return await Promise.race([part.isUp(), late]);
  } catch {
    return false;
  } finally {
    clearTimeout(timer);
  }
}
