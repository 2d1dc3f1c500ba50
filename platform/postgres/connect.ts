import pg from "pg";
import { readPostgresHosts } from "./hosts.js";

/** A server that was reached is a replica: what writes goes to the next. */
class ReadsOnly extends Error {
  override readonly name = "ReadsOnly";
  /** As PostgreSQL says that it cannot write. */
  readonly code = "25006";
}

/** @throws ReadsOnly */
async function expectPrimary(client: pg.ClientBase): Promise<void> {
  const { rows } = await client.query<{ reads: string }>("select current_setting('transaction_read_only') as reads");
  if (rows[0]?.reads !== "off") throw new ReadsOnly("this server takes no changes");
}

/**
 * A pool at the first host that answers and does what is asked of it. A connection that cannot be made is tried at each host in
 * turn before it fails; what was sent over one is never sent again.
 */
export function openPool(url: string, options: Omit<pg.PoolConfig, "connectionString">): pg.Pool {
  const { urls, readWrite } = readPostgresHosts(url);
  if (urls.length === 1 && !readWrite) return new pg.Pool({ ...options, connectionString: urls[0]! });
  let current = 0;

  class ClientOfOne extends pg.Client {
    constructor(config: pg.ClientConfig) {
      super({ ...config, connectionString: urls[current]! });
    }
  }

  class PoolOfSeveral extends pg.Pool {
    override connect(): Promise<pg.PoolClient>;
    override connect(callback: Parameters<pg.Pool["connect"]>[0]): void;
    override connect(callback?: Parameters<pg.Pool["connect"]>[0]): Promise<pg.PoolClient> | void {
      const connecting = this.#connectToOne();
      if (callback === undefined) return connecting;
      connecting.then(
        (client) => callback(undefined, client, (release?: Error | boolean) => client.release(release)),
        (error: Error) => callback(error, undefined, () => undefined),
      );
    }

    async #connectToOne(): Promise<pg.PoolClient> {
      for (let tries = 1; ; tries += 1) {
        const tried = current;
        try {
          return await super.connect();
        } catch (error) {
          // Others may have gone on already.
          if (current === tried) current = (tried + 1) % urls.length;
          if (tries >= urls.length || this.ending) throw error;
        }
      }
    }
  }

  return new PoolOfSeveral({
    ...options,
    // Its type knows no configuration, with which the pool makes them all the same.
    Client: ClientOfOne as unknown as NonNullable<pg.PoolConfig["Client"]>,
    // eslint-disable-next-line @typescript-eslint/no-misused-promises -- the pool waits for it, which its type does not say
    ...(readWrite && { onConnect: expectPrimary }),
  });
}

/** One connection to the first host that answers and does what is asked of it. @throws what the last one said */
export async function connectToOne(
  url: string,
  options: Omit<pg.ClientConfig, "connectionString">,
): Promise<pg.Client> {
  const { urls, readWrite } = readPostgresHosts(url);
  let failure: unknown;
  for (const connectionString of urls) {
    const client = new pg.Client({ ...options, connectionString });
    client.on("error", () => undefined);
    try {
      await client.connect();
      if (readWrite) await expectPrimary(client);
      return client;
    } catch (error) {
      failure = error;
      await client.end().catch(() => undefined);
    }
  }
  throw failure;
}
