import { EventEmitter, on } from "node:events";
import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { buildSubgraphSchema } from "@apollo/subgraph";
import { execute, parse, subscribe } from "graphql";
import { createHandler } from "graphql-sse/lib/use/http";
import { useServer } from "graphql-ws/use/ws";
import { WebSocketServer } from "ws";

/** A subgraph on a port of its own that streams by the libraries of both protocols. */
export interface StreamingSubgraph {
  readonly name: string;
  /** Where it takes queries, WebSockets and, below `/stream`, server-sent events. */
  readonly url: string;
  readonly sdl: string;
  /** Subscriptions that are open now, and that were begun so far. */
  open(): number;
  begun(): number;
  /** Connections that were opened for subscriptions, by what came with each. */
  readonly connections: { readonly headers: IncomingHttpHeaders; readonly parameters?: unknown }[];
  /** The queries that it was asked. */
  readonly queries: { readonly query: string; readonly headers: IncomingHttpHeaders }[];
  /** Tells all who subscribe. */
  publish(event: unknown): void;
  /** Breaks all connections, without a word. */
  cut(): void;
  /** From now on nobody gets a connection. */
  close(): void;
  stop(): Promise<void>;
}

interface Source {
  readonly name: string;
  readonly sdl: string;
  readonly resolvers: Record<string, Record<string, unknown>>;
}

/** What resolvers of subscriptions get: the events that make a value, until one makes null. */
export interface StreamContext {
  events(toValue: (event: never) => unknown): AsyncIterableIterator<unknown>;
}

export async function startStreamingSubgraph({ name, sdl, resolvers }: Source): Promise<StreamingSubgraph> {
  const schema = buildSubgraphSchema({ typeDefs: parse(sdl), resolvers: resolvers as never });
  const hub = new EventEmitter({}).setMaxListeners(0);
  const connections: StreamingSubgraph["connections"] = [];
  const queries: StreamingSubgraph["queries"] = [];
  let count = 0;
  let begun = 0;
  const contextValue: StreamContext = { events };

  function events(toValue: (event: never) => unknown): AsyncIterableIterator<unknown> {
    const source = on(hub, "event") as AsyncIterableIterator<[unknown]>;
    count += 1;
    begun += 1;
    let isOver = false;
    const end = async () => {
      if (!isOver) count -= 1;
      isOver = true;
      await source.return?.();
      return { done: true as const, value: undefined };
    };
    // No generator: one that waits for an event does not end before the next.
    return {
      async next() {
        for (;;) {
          const { done, value } = await source.next();
          const told = done === true ? null : toValue(value[0] as never);
          if (told === null) return end();
          if (told !== undefined) return { done: false, value: told };
        }
      },
      return: end,
      [Symbol.asyncIterator]() {
        return this;
      },
    };
  }

  const streams = createHandler({
    schema,
    context: () => contextValue as never,
    onConnect: ({ raw: { headers } }) => void connections.push({ headers }),
  });
  const server = createServer((request, response) => {
    if (request.url?.endsWith("/stream")) return void streams(request, response);
    void answer(request, response);
  });
  async function answer(request: Parameters<typeof streams>[0], response: Parameters<typeof streams>[1]) {
    let body = "";
    for await (const chunk of request) body += String(chunk);
    const { query, variables } = JSON.parse(body) as { query: string; variables?: Record<string, unknown> };
    queries.push({ query, headers: request.headers });
    const result = await execute({ schema, document: parse(query), variableValues: variables ?? {} });
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify(result));
  }
  const sockets = new Set<Socket>();
  server.on("connection", (socket) => {
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
  });
  const webSockets = new WebSocketServer({ server, path: "/graphql" });
  const disposable = useServer(
    {
      schema,
      execute,
      subscribe,
      context: () => contextValue,
      onConnect: ({ connectionParams: parameters, extra }) =>
        void connections.push({ headers: extra.request.headers, parameters }),
    },
    webSockets,
  );
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`;
  const cut = () => sockets.forEach((socket) => socket.destroy());
  return {
    name,
    url,
    sdl,
    connections,
    queries,
    open: () => count,
    begun: () => begun,
    publish: (event) => void hub.emit("event", event),
    cut,
    close: () => void server.close(),
    async stop() {
      const closed = new Promise((resolve) => server.close(resolve));
      cut();
      await Promise.all([closed, disposable.dispose()]);
    },
  };
}
