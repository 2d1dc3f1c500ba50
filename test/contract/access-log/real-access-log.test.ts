import { describe, test } from "@jest/globals";
import { Client } from "pg";
import { openPostgres } from "../../../platform/access-log/postgres-database.js";
import { findPostgres, startPostgres } from "../../support/postgres.js";
import { describeAccessLog } from "./access-log-contract.js";

const programs = findPostgres();

if (programs)
  describeAccessLog("a PostgreSQL server, in a database that was not there", async () => {
    const server = await startPostgres(programs);
    const url = server.url.replace(/postgres$/, "access_log");
    return {
      open: () => openPostgres(url),
      async force(sql) {
        const client = new Client({ connectionString: url });
        await client.connect();
        try {
          await client.query(sql);
        } finally {
          await client.end();
        }
      },
      stop: () => server.stop(),
    };
  });
else
  describe("the access log in a PostgreSQL server", () => test.skip("there is none on this machine", () => undefined));
