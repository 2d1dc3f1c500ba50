import { createClient } from "redis";

const CONNECT_MS = 2_000;

/** Asks a Redis for a sign of life. @throws what the client says, which never holds the password */
export async function pingRedis(url: string): Promise<void> {
  const client = createClient({
    url,
    disableOfflineQueue: true,
    socket: { connectTimeout: CONNECT_MS, reconnectStrategy: false },
  });
  // Without a listener the client's errors would end the process; what matters is thrown below.
  client.on("error", () => undefined);
  try {
    await client.connect();
    await client.ping();
  } finally {
    client.destroy();
  }
}
