import type { Settings } from "../settings.js";
import { createConcurrencyLimit } from "./concurrency-limit.js";
import { createDelayMeter } from "./delay-meter.js";
import { createWaitingRoom, type ShedReason, type Priority, type WaitingRoom } from "./waiting-room.js";

export type LoadSettings = Pick<
  Settings,
  "AMA_LOAD_DELAY_MS" | "AMA_LOAD_OPERATIONS" | "AMA_LOAD_QUEUE" | "AMA_LOAD_QUEUE_MS"
>;

export interface LoadControlParts {
  readonly settings: LoadSettings;
  readonly nowMs: () => number;
  /** How much of the time since it was last asked the event loop was at work, 0–1. */
  readonly busyShare: () => number;
  /** From 0 up to 1. */
  readonly random: () => number;
  readonly onShed: (priority: Priority, reason: ShedReason) => void;
}

/** Decides what may run, from how late ready work comes to its turn. Has no timer: `tick` is called each `TICK_MS`. */
export interface LoadControl extends Pick<WaitingRoom, "enter" | "refuses" | "running" | "waiting"> {
  tick(): void;
  /** Begins to measure afresh after a time without ticks. */
  restart(): void;
  limit(): number;
  /** How late this program comes to its own work. */
  ownDelayMs(): number;
  /** The same of this program or of one that works for it, whichever is the latest. */
  worstDelayMs(): number;
  /** Takes note of the delay that a program told which works for this one. */
  hear(name: string, delayMs: number): void;
  /** When to try again what was shed: later, the more is shed for each operation that is let in. */
  retryAfterSeconds(): number;
}

/** Few enough that what runs is not much slower than alone, enough that one slow operation does not stop all. */
const LEAST = 3;
const FIRST = 16;
/** For how long a delay that was told counts. */
const HEARD_MS = 500;
/** The delay is smoothed over a few measurements. */
const SMOOTHING = 0.5;
/** What is shed and let in counts for about a second. */
const FADE = 0.9;
const LONGEST_RETRY_SECONDS = 10;

export function createLoadControl({ settings, nowMs, busyShare, random, onShed }: LoadControlParts): LoadControl {
  const limit = createConcurrencyLimit({
    least: Math.min(LEAST, settings.AMA_LOAD_OPERATIONS),
    first: FIRST,
    most: settings.AMA_LOAD_OPERATIONS,
    targetMs: settings.AMA_LOAD_DELAY_MS,
  });
  const meter = createDelayMeter(nowMs, busyShare);
  const heard = new Map<string, { delayMs: number; atMs: number }>();
  let ownMs = 0;
  let letIn = 0;
  let shed = 0;
  const room = createWaitingRoom({
    limit: () => limit.value,
    length: settings.AMA_LOAD_QUEUE,
    patienceMs: settings.AMA_LOAD_QUEUE_MS,
    nowMs,
    onShed(priority, reason) {
      shed += 1;
      onShed(priority, reason);
    },
  });

  function worstDelayMs(): number {
    const since = nowMs() - HEARD_MS;
    let worst = ownMs;
    for (const { delayMs, atMs } of heard.values()) if (atMs > since && delayMs > worst) worst = delayMs;
    return worst;
  }

  return {
    ...room,
    async enter(priority, signal) {
      const leave = await room.enter(priority, signal);
      if (leave) letIn += 1;
      return leave;
    },
    tick() {
      const delayMs = meter.tick();
      if (delayMs !== undefined) {
        ownMs += (delayMs - ownMs) * SMOOTHING;
        limit.adjust({ delayMs: worstDelayMs(), running: room.running(), wasFull: room.wasFull() });
        letIn *= FADE;
        shed *= FADE;
      }
      room.tick();
    },
    restart() {
      ownMs = 0;
      meter.restart();
    },
    limit: () => limit.value,
    ownDelayMs: () => ownMs,
    worstDelayMs,
    hear(name, delayMs) {
      heard.set(name, { delayMs, atMs: nowMs() });
    },
    retryAfterSeconds() {
      const seconds = Math.min(LONGEST_RETRY_SECONDS, 1 + shed / Math.max(1, letIn));
      return 1 + Math.floor(random() * seconds);
    },
  };
}
