import { createClient } from "graphql-ws";
import type { Told } from "./ask.js";
import type { Transport } from "./subscribe-forever.js";

const SILENCE_MS = 30_000;

/** `graphql-transport-ws`, one connection for one subscription. Node 20 needs `webSocketImpl` of `ws`; a browser does not. */
export function overWebSocket(address: string, webSocketImpl?: unknown): Transport {
  return (request, mandate, { listening, answered, signal }) =>
    new Promise((resolve) => {
      let isOver = false;
      let silence = setTimeout(end, SILENCE_MS);
      const client = createClient({
        url: `${address.replace(/^http/, "ws")}/graphql`,
        webSocketImpl,
        connectionParams: mandate,
        retryAttempts: 0,
        on: {
          message() {
            clearTimeout(silence);
            if (!isOver) silence = setTimeout(end, SILENCE_MS);
          },
          // While nothing happens, every ten seconds: how far the stream was read.
          ping: (received, payload) => received && listening(payload?.["cursor"] as string | undefined),
        },
      });
      signal.addEventListener("abort", () => end());
      client.subscribe(request, {
        next: (answer) => answered(answer as Parameters<typeof answered>[0]),
        error: (error) => end((error as { extensions?: Told }[])[0]?.extensions),
        complete: () => end(),
      });

      function end(told?: Told): void {
        isOver = true;
        clearTimeout(silence);
        resolve(told);
        Promise.resolve(client.dispose()).catch(() => undefined);
      }
    });
}
