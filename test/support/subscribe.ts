import { createClient as createSseClient } from "graphql-sse";
import { createClient as createWsClient } from "graphql-ws";
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

export type Protocol = "websocket" | "sse";

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
  const client =
    protocol === "websocket"
      ? createWsClient({
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
        })
      : createSseClient({ url: `${address}/graphql/stream`, headers, retryAttempts: 0 });
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
  const unsubscribe = client.subscribe<Record<string, unknown>>(
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
