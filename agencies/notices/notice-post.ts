import { Pool } from "undici";

export interface NoticePostOptions {
  /** What goes with a body: how the agency shows that it is the sender. */
  readonly headers: (body: string) => Record<string, string>;
  /** How often a delivery is tried before it is let go of. */
  readonly tries?: number;
}

/** Posts notices to whoever wants them, one after the other, without anybody waiting for it. */
export interface NoticePost {
  /** From here on to this address; to nobody when left out. */
  deliverTo(url: string | undefined): void;
  send(body: object): void;
  stop(): Promise<void>;
}

const MOST_WAITING = 1_000;
const TIMEOUT_MS = 5_000;
const FIRST_RETRY_MS = 200;

/** What cannot be delivered after some tries is let go of, as is what comes while too many wait: the log still has it. */
export function createNoticePost({ headers, tries = 5 }: NoticePostOptions): NoticePost {
  const stopping = new AbortController();
  let target: { pool: Pool; path: string } | undefined;
  let waiting: string[] = [];
  let sending = Promise.resolve();
  let isSending = false;

  async function post(body: string): Promise<boolean> {
    if (!target) return true;
    try {
      const { statusCode, body: answer } = await target.pool.request({
        method: "POST",
        path: target.path,
        headers: { "content-type": "application/json", ...headers(body) },
        body,
        signal: AbortSignal.any([stopping.signal, AbortSignal.timeout(TIMEOUT_MS)]),
      });
      await answer.dump();
      // Refused is refused: to send the same again would change nothing.
      return statusCode < 500;
    } catch {
      return false;
    }
  }

  async function sendAll(): Promise<void> {
    for (let body = waiting.shift(); body !== undefined; body = waiting.shift())
      for (let n = 0; n < tries && !stopping.signal.aborted; n += 1) {
        if (await post(body)) break;
        await pause(FIRST_RETRY_MS * 2 ** n, stopping.signal);
      }
  }

  return {
    deliverTo(url) {
      void target?.pool.destroy();
      const address = url === undefined ? undefined : new URL(url);
      target = address && { pool: new Pool(address.origin, { connections: 1 }), path: address.pathname };
    },
    send(body) {
      if (!target || waiting.length >= MOST_WAITING) return;
      waiting.push(JSON.stringify(body));
      if (isSending) return;
      isSending = true;
      sending = sendAll().finally(() => (isSending = false));
    },
    async stop() {
      stopping.abort();
      waiting = [];
      await target?.pool.destroy();
      await sending;
    },
  };
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener("abort", () => (clearTimeout(timer), resolve()), { once: true });
  });
}
