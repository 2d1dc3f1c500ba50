import type { SubgraphStreams } from "./subgraph-stream.js";
import { openWebSocket, type ConnectionOptions, type WebSocketConnection } from "./web-socket-connection.js";

/** Streams over `graphql-transport-ws`: one connection for all subscriptions with equal headers, while there are any. */
export function createWebSocketStreams(options: Omit<ConnectionOptions, "headers">): SubgraphStreams {
  const connections = new Map<string, WebSocketConnection>();

  function connectionFor(headers: Readonly<Record<string, string>>): WebSocketConnection {
    const key = JSON.stringify(Object.entries(headers).sort());
    const known = connections.get(key);
    if (known) return known;
    const connection = openWebSocket({ ...options, headers }, () => {
      if (connections.get(key) === connection) connections.delete(key);
    });
    connections.set(key, connection);
    return connection;
  }

  return {
    async *open({ body, headers }, signal) {
      for await (const reply of connectionFor(headers()).subscribe(body, signal)) yield { reply };
    },
    stop() {
      for (const connection of [...connections.values()]) connection.close();
      return Promise.resolve();
    },
  };
}
