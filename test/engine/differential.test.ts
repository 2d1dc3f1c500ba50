import { expect, test } from "@jest/globals";
import { execute, parse, validate } from "graphql";
import { createOracle } from "./support/oracle.js";
import { mergeDeferred } from "./support/merge-deferred.js";
import { inventOperation } from "./support/random-operation.js";
import { inventWorld, resolveTypes } from "./support/random-world.js";
import { Random } from "./support/random.js";
import { canonical } from "./support/spoil.js";
import { createWorld } from "./support/world.js";

/** More of them than a test run has time for: `DIFFERENTIAL_SEED=1000 DIFFERENTIAL_WORLDS=500`. */
const WORLDS = Number(process.env.DIFFERENTIAL_WORLDS ?? 5);
const FIRST_SEED = Number(process.env.DIFFERENTIAL_SEED ?? 1);
const OPERATIONS = 12;

test("invented graphs give what one schema over all the data gives, or a refusal; and the oracle is no better", async () => {
  const count = { compared: 0, refused: 0, oracleWrong: 0 };
  for (let seed = FIRST_SEED; seed < FIRST_SEED + WORLDS; seed++) {
    const invented = inventWorld(seed);
    const world = await createWorld(invented.sources);
    const oracle = await createOracle(world.supergraphSdl, world.schemas);
    const schema = world.engine.apiSchema;
    resolveTypes(schema);
    const random = new Random(seed);
    for (let index = 0; index < OPERATIONS; index++) {
      const { query, variables } = inventOperation(schema, random);
      const document = parse(query);
      if (validate(schema, document).length > 0) continue;
      const fieldResolver = invented.tellAll(schema);
      const truth = await execute({ schema, document, variableValues: variables, fieldResolver });
      const given = await world.ask(query, variables);
      const theirs = await oracle.ask(document, query, variables);
      const where = `seed ${seed}, operation ${index}: ${query} ${JSON.stringify(variables)}`;
      const text = JSON.stringify(truth.data);
      const isOracleRight = canonical(theirs) === canonical(text);
      if (!isOracleRight) count.oracleWrong++;
      if (given.data === undefined) {
        count.refused++;
        // The planner got it wrong, and we could not help it.
        expect({ where, errors: given.errors }).toMatchObject({ errors: [{ code: "PLAN_REFUSED" }] });
        continue;
      }
      count.compared++;
      expect({ where, text: given.text }).toEqual({ where, text });
      expect({ where, fails: given.errors.length > 0 }).toEqual({ where, fails: truth.errors !== undefined });
    }
    await oracle.stop();
    await world.stop();
  }
  console.log(count);
  expect(count.refused).toBeLessThan(count.compared / 50);
  expect(count.compared).toBeGreaterThan(WORLDS * 6);
}, 3_600_000);

test("what is deferred in invented operations makes the whole that is told at once", async () => {
  const count = { compared: 0, later: 0 };
  for (let seed = FIRST_SEED; seed < FIRST_SEED + WORLDS; seed++) {
    const invented = inventWorld(seed);
    const world = await createWorld(invented.sources);
    const schema = world.engine.apiSchema;
    resolveTypes(schema);
    const random = new Random(seed + 5_000_000);
    for (let index = 0; index < OPERATIONS; index++) {
      const { query, variables } = inventOperation(schema, random, true);
      const document = parse(query);
      if (validate(schema, document).length > 0) continue;
      const where = `seed ${seed}, operation ${index}: ${query} ${JSON.stringify(variables)}`;
      const truth = await execute({
        schema,
        document,
        variableValues: variables,
        fieldResolver: invented.tellAll(schema),
      });
      const answer = await world.engine.executeDeferring({ document, source: query, variables, context: {} });
      const { data, errors, deliveries } = await mergeDeferred(answer);
      if (data === undefined) {
        expect({ where, errors }).toMatchObject({ errors: [{ code: "PLAN_REFUSED" }] });
        continue;
      }
      count.compared++;
      if (deliveries.length > 0) count.later++;
      expect({ where, fails: errors.length > 0 }).toEqual({ where, fails: truth.errors !== undefined });
      // A null that is not allowed takes a deferred part along, instead of what is around it.
      if (truth.errors) continue;
      expect({ where, text: canonical(JSON.stringify(data)) }).toEqual({
        where,
        text: canonical(JSON.stringify(truth.data)),
      });
    }
    await world.stop();
  }
  console.log(count);
  expect(count.later).toBeGreaterThan(WORLDS);
}, 3_600_000);
