import { StreamOverrun } from "./subgraph-stream.js";

/** Answers that wait for their reader, no more than so many. */
export interface ReplyQueue<Reply> {
  /** Adds an answer of so many bytes. Where it does not fit the queue fails. */
  push(reply: Reply, bytes: number): void;
  /** No more will come; with an error, the reader gets it once it has read the rest. */
  end(error?: Error): void;
  /** The answers in their order, until the end or the signal. */
  read(signal: AbortSignal): AsyncGenerator<Reply, void>;
}

/** Bytes that may wait for one reader. */
const MOST_BYTES = 16 * 1024 * 1024;

export function createReplyQueue<Reply>(most: number): ReplyQueue<Reply> {
  let waiting: { reply: Reply; bytes: number }[] = [];
  let held = 0;
  let ended = false;
  let failure: Error | undefined;
  let wake: (() => void) | undefined;

  function end(error?: Error): void {
    if (ended) return;
    ended = true;
    failure = error;
    wake?.();
  }

  return {
    end,
    push(reply, bytes) {
      if (ended) return;
      // One that is large by itself is read when nothing else waits.
      if (waiting.length >= most || (held > 0 && held + bytes > MOST_BYTES)) {
        waiting = [];
        return end(new StreamOverrun());
      }
      waiting.push({ reply, bytes });
      held += bytes;
      wake?.();
    },
    async *read(signal) {
      const onAbort = () => wake?.();
      signal.addEventListener("abort", onAbort);
      try {
        while (!signal.aborted) {
          const next = waiting.shift();
          if (next) {
            held -= next.bytes;
            yield next.reply;
          } else if (ended) {
            if (failure) throw failure;
            return;
          } else await new Promise<void>((resolve) => (wake = resolve));
        }
      } finally {
        signal.removeEventListener("abort", onAbort);
        wake = undefined;
      }
    },
  };
}
