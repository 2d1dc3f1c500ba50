import { expect, test } from "@jest/globals";
import { spawnSync } from "node:child_process";

/** In a process of its own, which a failure that nobody waits for would end. */
const PROGRAM = `
  import { AccessFactsResolver } from "./subgraphs/referrals/resolvers/access-facts-resolver.ts";
  import { Fault } from "./schema/faults.ts";
  const closed = { load: () => Promise.reject(new Fault("DOSSIER_CLOSED", "VDAB")) };
  const facts = { client: closed, assessments: closed, referrals: closed, outflow: closed };
  const sees = () => new Promise((resolve) => setTimeout(() => resolve(false), 50));
  const told = await new AccessFactsResolver().accessFacts({ id: "somebody" }, { load: { facts, sees } });
  console.log(JSON.stringify(told));
`;

test("a dossier that VDAB closed is nothing to whoever does not see the person, and ends no process", () => {
  const words = ["--import", "tsx", "--import", "reflect-metadata", "--input-type=module", "--eval", PROGRAM];
  const { status, stdout, stderr } = spawnSync(process.execPath, words, { encoding: "utf8" });
  expect({ status, stdout, stderr }).toMatchObject({ status: 0, stdout: "null\n" });
});
