import { createClient, NetworkError } from "graphql-sse";
import type { Answer, Told } from "./ask.js";
import type { Transport } from "./subscribe-forever.js";

/** Server-sent events, distinct connections. The cursor is the one that each change carries. */
export function overServerSentEvents(address: string): Transport {
  return (request, mandate, { listening, answered, signal }) =>
    new Promise((resolve) => {
      const client = createClient({ url: `${address}/graphql/stream`, headers: mandate, retryAttempts: 0 });
      signal.addEventListener("abort", () => end());
      client.subscribe(
        request,
        {
          next: (answer) => answered(answer as Parameters<typeof answered>[0]),
          error: (error) => void readTold(error).then(end),
          complete: () => end(),
        },
        { connected: () => listening() },
      );

      function end(told?: Told): void {
        resolve(told);
        client.dispose();
      }
    });
}

/** What was refused is answered as JSON, which says why; a connection that was lost has no answer. */
async function readTold(error: unknown): Promise<Told | undefined> {
  const { response } = error instanceof NetworkError ? (error as NetworkError<Response>) : {};
  if (!response || response.bodyUsed) return undefined;
  const { errors } = (await response.json().catch(() => ({}))) as Answer<never>;
  return errors?.[0]?.extensions;
}
