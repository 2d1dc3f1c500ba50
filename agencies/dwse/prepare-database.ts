import { Client } from "pg";
import type { World } from "../population/world.js";
import { postgresDatabase } from "./database.js";
import { migrate } from "./migrations.js";
import { seed } from "./seed.js";

export interface PreparedDatabase {
  upstream: { host: string; port: number };
  oneSession: boolean;
  user: string;
  name: string;
  stop(): Promise<void>;
}

/** Migrates a real PostgreSQL and fills it with the ledger of this world, unless it holds that one already. */
export async function prepareDatabase(
  world: World,
  fingerprint: string,
  databaseUrl: string,
): Promise<PreparedDatabase> {
  const client = new Client({ connectionString: databaseUrl, application_name: "dwse" });
  await client.connect();
  try {
    const database = postgresDatabase(client);
    await migrate(database);
    await seed(database, world, fingerprint);
  } finally {
    await client.end();
  }
  return {
    upstream: { host: client.host, port: client.port },
    oneSession: false,
    user: encodeURIComponent(client.user ?? "postgres"),
    name: encodeURIComponent(client.database ?? "postgres"),
    stop: () => Promise.resolve(),
  };
}
