import { describe, it } from "@jest/globals";
import { findPostgres, startPostgres } from "../../support/postgres.js";
import { moneyContract } from "./money-contract.js";

const programs = findPostgres();

if (programs)
  moneyContract("the money in a real PostgreSQL", async () => {
    const postgres = await startPostgres(programs);
    return { dataDir: ".data/test/dwse", databaseUrl: postgres.url, stop: () => postgres.stop() };
  });
else
  describe("the money in a real PostgreSQL", () => {
    it.skip("needs initdb and postgres", () => undefined);
  });
