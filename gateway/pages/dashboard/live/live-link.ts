import type { GraphQLFormattedError } from "graphql";
import { createClient, type Client, type FormattedExecutionResult } from "graphql-ws";
import type { LinkState } from "../data/state.js";
import { backoff } from "./backoff.js";

/** A subscription that goes on after the last cursor, however often the connection is lost. */
export interface Stream {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  /** Whether it has a cursor to go on after. */
  readonly resumes: boolean;
  /** Takes what was pushed; gives its cursor, where it has one. */
  readonly take: (data: Record<string, unknown>) => string | undefined;
}

export interface LiveLinkParts {
  readonly url: string;
  /** What the connection says of who asks; read anew for each connection. */
  readonly parameters: () => Record<string, unknown>;
  readonly streams: readonly Stream[];
  readonly onLink: (link: LinkState) => void;
  /** What happened since the last cursor is no longer kept: all must be read afresh. */
  readonly onGap: () => void;
  /** The login is no longer good; gives whether there is a new one. */
  readonly renew: () => Promise<boolean>;
}

/** What the gateway closes a connection with whose login ended, and those of the protocol itself. */
const LOGIN_ENDED = new Set([4401, 4403, 4901]);
const KEEP_ALIVE_MS = 10_000;
const RENEW = new Set(["TOKEN_EXPIRED", "TOKEN_INVALID", "UNAUTHENTICATED"]);
/** What coming back does not cure: the graph does not let this mandate hear of it, or does not know the question. */
const COMES_BACK = new Set(["SUBSCRIPTION_MOVED", "CURSOR_EXPIRED", "CURSOR_INVALID", ...RENEW]);

/** One WebSocket for all streams, opened again whenever it is lost. */
export function openLiveLink(parts: LiveLinkParts): { stop(): void } {
  const cursors = new Map<Stream, string>();
  let attempt = 0;
  let stopped = false;
  let client: Client | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let needsLogin = false;
  let connectedBefore = false;

  function connect(): void {
    let ended = false;
    const end = () => {
      if (ended || stopped) return;
      ended = true;
      parts.onLink("AWAY");
      close(mine);
      timer = setTimeout(() => void comeBack(), backoff(attempt++, Math.random));
    };
    const mine = createClient({
      url: parts.url,
      connectionParams: parts.parameters,
      lazy: false,
      retryAttempts: 0,
      keepAlive: KEEP_ALIVE_MS,
      onNonLazyError: () => undefined,
      on: {
        connected: () => {
          if (stopped) return;
          for (const stream of parts.streams) follow(mine, stream, end);
          // Nothing came before the connection was lost: there is no place to go on after.
          const placeless = parts.streams.some((stream) => stream.resumes && !cursors.has(stream));
          if (connectedBefore && placeless) parts.onGap();
          connectedBefore = true;
        },
        closed: (event) => {
          const { code } = event as { code?: number };
          if (code !== undefined && LOGIN_ENDED.has(code)) needsLogin = true;
          end();
        },
        error: end,
      },
    });
    client = mine;
  }

  async function comeBack(): Promise<void> {
    if (needsLogin) needsLogin = !(await parts.renew());
    if (!stopped) connect();
  }

  function follow(from: Client, stream: Stream, end: () => void): void {
    const after = cursors.get(stream);
    from.subscribe(
      { query: stream.query, variables: { ...stream.variables, ...(after !== undefined && { after }) } },
      {
        next: ({ data, errors }: FormattedExecutionResult) => {
          if (data) {
            // Connected is not yet heard: only now is it known that the gateway lets us listen.
            attempt = 0;
            parts.onLink("LIVE");
            const cursor = stream.take(data);
            if (cursor !== undefined) cursors.set(stream, cursor);
          } else if (errors) fail(codeOf(errors));
        },
        error: (error) => {
          // Anything else is told by the connection, which closes.
          if (Array.isArray(error)) fail(codeOf(error as readonly GraphQLFormattedError[]));
        },
        complete: () => undefined,
      },
    );

    function fail(code: string): void {
      if (stopped || !COMES_BACK.has(code)) return;
      if (code.startsWith("CURSOR_")) {
        cursors.delete(stream);
        follow(from, stream, end);
        parts.onGap();
        return;
      }
      if (RENEW.has(code)) needsLogin = true;
      end();
    }
  }

  connect();
  return {
    stop() {
      stopped = true;
      clearTimeout(timer);
      if (client) close(client);
    },
  };
}

/** A client that never came to a connection rejects when it is put away: there is nothing left to put away then. */
function close(client: Client): void {
  Promise.resolve(client.dispose()).catch(() => undefined);
}

function codeOf([error]: readonly GraphQLFormattedError[]): string {
  const code = error?.extensions?.["code"];
  return typeof code === "string" ? code : "UNKNOWN";
}
