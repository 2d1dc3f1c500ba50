import { setTimeout as sleep } from "node:timers/promises";
import { StreamBroken, type StreamQuestion, type SubgraphStreams } from "./subgraph-stream.js";

export interface ReconnectOptions {
  /** How often in a row a stream that broke is opened again. */
  readonly attempts: number;
  /** Told of each break: whether another attempt follows. */
  readonly onBreak: (reason: StreamBroken, goesOn: boolean) => void;
  /** How long to wait before an attempt, counted from 1. */
  readonly waitMs?: (attempt: number) => number;
}

const FIRST_WAIT_MS = 250;
const LONGEST_WAIT_MS = 4_000;

/**
 * Opens a stream that broke again, up to so many times without an answer between; the first answer after that says so. A
 * stream that never was open is not tried again: whoever asks for it is there to do so.
 */
export function reconnecting(streams: SubgraphStreams, options: ReconnectOptions): SubgraphStreams {
  const { attempts, onBreak, waitMs = backOff } = options;
  const stopped = new AbortController();
  // A connection that many share breaks once.
  const told = new WeakSet<StreamBroken>();

  async function* open(question: StreamQuestion, signal: AbortSignal): ReturnType<SubgraphStreams["open"]> {
    let failed = 0;
    let wasOpen = false;
    let interrupted = false;
    for (;;) {
      try {
        for await (const one of streams.open(question, signal)) {
          failed = 0;
          yield interrupted ? { ...one, interrupted: true } : one;
          interrupted = false;
        }
        return;
      } catch (error) {
        if (!(error instanceof StreamBroken) || signal.aborted) throw error;
        wasOpen ||= error.wasOpen;
        const goesOn = wasOpen && !error.isFinal && failed < attempts && !stopped.signal.aborted;
        if (!told.has(error)) onBreak(error, goesOn);
        told.add(error);
        if (!goesOn) throw error;
        failed += 1;
        interrupted = true;
        await sleep(waitMs(failed), undefined, { signal: AbortSignal.any([signal, stopped.signal]) }).catch(
          () => undefined,
        );
        if (signal.aborted) return;
        if (stopped.signal.aborted) throw error;
      }
    }
  }

  return {
    open,
    stop() {
      stopped.abort();
      return streams.stop();
    },
  };
}

/** Longer each time, with chance in it: those who lost one connection do not all come back at once. */
function backOff(attempt: number): number {
  return Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (attempt - 1)) * (0.5 + Math.random() / 2);
}
