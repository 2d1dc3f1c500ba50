import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import type { Log } from "../../../platform/log.js";
import { readPostgresHosts } from "../../../platform/postgres/hosts.js";

const CHANNEL = "dwse_uitbox";
const FIRST_RETRY_MS = 250;
const LAST_RETRY_MS = 15_000;
const CONNECT_MS = 10_000;

/** A connection of its own to hear that rows were added; it comes back by itself, and wakes then too. */
export function listenToOutbox(url: string, log: Log, wake: () => void): { stop(): Promise<void> } {
  const stopping = new AbortController();
  const { urls } = readPostgresHosts(url);
  let current: pg.Client | undefined;

  async function listen(connectionString: string): Promise<void> {
    const client = new pg.Client({
      connectionString,
      application_name: "ama-ledger-listen",
      keepAlive: true,
      connectionTimeoutMillis: CONNECT_MS,
    });
    current = client;
    const ended = new Promise<void>((resolve) => {
      client.once("end", resolve).on("error", () => resolve());
    });
    try {
      // A client that is ended while it connects never says that it will not: only that it ended.
      const isConnected = await Promise.race([client.connect().then(() => true), ended.then(() => false)]);
      if (!isConnected) return;
      client.on("notification", wake);
      await client.query(`/* ama:listen */ listen ${CHANNEL}`);
      // While nobody listened there may have been something.
      wake();
      await ended;
    } finally {
      await client.end().catch(() => undefined);
    }
  }

  async function keepListening(): Promise<void> {
    for (let failures = 0; !stopping.signal.aborted; failures += 1) {
      const began = performance.now();
      // A replica refuses to be listened to: then it is the next one's turn.
      await listen(urls[failures % urls.length]!).catch(() => undefined);
      if (stopping.signal.aborted) return;
      if (performance.now() - began > LAST_RETRY_MS) failures = 0;
      log.debug("the connection that listens to the ledger's outbox broke");
      const waitMs = Math.min(LAST_RETRY_MS, FIRST_RETRY_MS * 2 ** failures);
      await sleep(waitMs, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  }

  const running = keepListening();
  return {
    async stop() {
      stopping.abort();
      await current?.end().catch(() => undefined);
      await running;
    },
  };
}
