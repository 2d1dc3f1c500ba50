import { createClient, type Client, type FormattedExecutionResult } from "graphql-ws";
import type { LinkState } from "../data/state.js";
import { backoff } from "./backoff.js";

/** A subscription that goes on after the last cursor, however often the connection is lost. */
export interface Stream {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  /** Takes what was pushed; gives the cursor to go on after, where there is one. */
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
          attempt = 0;
          parts.onLink("LIVE");
          for (const stream of parts.streams) follow(mine, stream, end);
        },
        closed: (event) => {
          const { code } = event as { code?: number };
          if (code === 4401 || code === 4403) needsLogin = true;
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
          const code = errors?.[0]?.extensions?.["code"];
          if (data) {
            const cursor = stream.take(data);
            if (cursor !== undefined) cursors.set(stream, cursor);
          } else if (typeof code === "string") fail(code);
        },
        error: (error) => {
          if (Array.isArray(error)) fail(String(error[0]?.extensions?.["code"] ?? "UNKNOWN"));
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
