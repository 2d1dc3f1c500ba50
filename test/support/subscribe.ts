import { createClient as createSseClient } from "graphql-sse";
import { createClient as createWsClient } from "graphql-ws";
import { meros } from "meros/browser";
import WebSocket from "ws";
import type { FormattedExecutionResult } from "graphql";

export type PushedAnswer = FormattedExecutionResult<Record<string, unknown>>;

/** What a real client of one of the protocols was told, and how to end it. */
export interface Listening {
  readonly answers: PushedAnswer[];
  /** Resolves when this many answers came. @throws when it ended before */
  until(count: number): Promise<PushedAnswer[]>;
  /** Resolves when the server told that the stream was read up to this place, or first to any: over a WebSocket alone. */
  reached(cursor?: string): Promise<void>;
  /** Resolves when the server ended it. */
  readonly ended: Promise<void>;
  /** What a subscription that was refused was refused with. */
  refusal(): Promise<string>;
  stop(): Promise<void>;
}

export type Protocol = "websocket" | "sse" | "multipart";

interface Client {
  subscribe(
    request: { query: string; variables: Record<string, unknown> },
    sink: { next(value: unknown): void; error(error: unknown): void; complete(): void },
  ): () => void;
  dispose(): void | Promise<void>;
}

/** Subscribes as a front end does, with the protocol's own client. */
export function listen(
  protocol: Protocol,
  address: string,
  headers: Record<string, string>,
  query: string,
  variables: Record<string, unknown> = {},
): Listening {
  const waiting = new Set<() => void>();
  const tell = () => [...waiting].forEach((check) => check());
  const places: (string | undefined)[] = [];
  const createClient: Record<Protocol, () => Client> = {
    websocket: () =>
      createWsClient({
        url: `${address.replace(/^http/, "ws")}/graphql`,
        webSocketImpl: WebSocket,
        connectionParams: headers,
        retryAttempts: 0,
        on: {
          ping(received, payload) {
            if (!received) return;
            places.push(payload?.["cursor"] as string | undefined);
            tell();
          },
        },
      }),
    sse: () => createSseClient({ url: `${address}/graphql/stream`, headers, retryAttempts: 0 }),
    multipart: () => createMultipartClient(`${address}/graphql`, headers),
  };
  const client = createClient[protocol]();
  const answers: PushedAnswer[] = [];
  let over = false;
  let failure: unknown;
  let finish!: () => void;
  const ended = new Promise<void>((resolve) => (finish = resolve));
  const end = (error?: unknown) => {
    over = true;
    failure = error;
    finish();
    tell();
  };
  const unsubscribe = client.subscribe(
    { query, variables },
    {
      next(value) {
        answers.push(value as PushedAnswer);
        tell();
      },
      error: end,
      complete: () => end(),
    },
  );
  return {
    answers,
    ended,
    until: (count) =>
      new Promise((resolve, reject) => {
        const check = () => {
          if (answers.length < count && !over) return;
          waiting.delete(check);
          if (answers.length >= count) resolve(answers);
          else reject(new Error(`it ended after ${answers.length} answers`, { cause: failure }));
        };
        waiting.add(check);
        check();
      }),
    reached: (cursor) =>
      new Promise((resolve, reject) => {
        const check = () => {
          const isThere = cursor === undefined ? places.length > 0 : places.at(-1) === cursor;
          if (!isThere && !over) return;
          waiting.delete(check);
          if (isThere) resolve();
          else reject(new Error("it ended before", { cause: failure }));
        };
        waiting.add(check);
        check();
      }),
    async refusal() {
      await ended;
      // The client of server-sent events keeps the response, which says it in its body.
      const { response } = (failure ?? {}) as { response?: Response };
      return response && !response.bodyUsed ? response.text() : JSON.stringify(failure);
    },
    async stop() {
      unsubscribe();
      await client.dispose();
    },
  };
}

/** Reads as Apollo's clients do: the answers are the payloads of the parts, and errors beside a payload end the stream. */
function createMultipartClient(url: string, headers: Record<string, string>): Client {
  const gone = new AbortController();
  return {
    subscribe(request, sink) {
      const read = async () => {
        const response = await fetch(url, {
          method: "POST",
          signal: gone.signal,
          headers: {
            ...headers,
            accept: "multipart/mixed;boundary=graphql;subscriptionSpec=1.0,application/json",
            "content-type": "application/json",
          },
          body: JSON.stringify(request),
        });
        const parts = await meros<{ payload?: PushedAnswer | null; errors?: PushedAnswer["errors"] }>(response);
        if (parts instanceof Response) throw Object.assign(new Error("refused"), { response: parts });
        for await (const { json, body } of parts) {
          if (!json) throw new Error(`a part is not JSON: ${String(body)}`);
          if (body.payload !== undefined) sink.next(body.payload ?? { errors: body.errors });
        }
        sink.complete();
      };
      void read().catch((error: unknown) => sink.error(error));
      return () => gone.abort();
    },
    dispose: () => undefined,
  };
}
