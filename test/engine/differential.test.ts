import { expect, test } from "@jest/globals";
import { execute, parse, validate } from "graphql";
import { inventOperation } from "./support/random-operation.js";
import { inventWorld, resolveTypes } from "./support/random-world.js";
import { Random } from "./support/random.js";
import { createWorld } from "./support/world.js";

const WORLDS = Number(process.env.DIFFERENTIAL_WORLDS ?? 40);
const OPERATIONS = 12;
const FIRST_SEED = Number(process.env.DIFFERENTIAL_SEED ?? 1);

test("invented graphs give what one schema over all the data gives", async () => {
  let compared = 0;
  let uncomposed = 0;
  for (let seed = FIRST_SEED; seed < FIRST_SEED + WORLDS; seed++) {
    const invented = inventWorld(seed);
    const world = await createWorld(invented.sources).catch((error: unknown) => {
      if (process.env.DIFFERENTIAL_LOG) console.log(seed, String(error));
      return undefined;
    });
    if (!world) {
      uncomposed++;
      continue;
    }
    const schema = world.engine.apiSchema;
    resolveTypes(schema);
    const random = new Random(seed);
    for (let index = 0; index < OPERATIONS; index++) {
      const { query, variables } = inventOperation(schema, random);
      const document = parse(query);
      if (validate(schema, document).length > 0) continue;
      const truth = await execute({
        schema,
        document,
        variableValues: variables,
        fieldResolver: invented.tellAll(schema),
      });
      const given = await world.ask(query, variables);
      const where = `seed ${seed}, operation ${index}: ${query} ${JSON.stringify(variables)}`;
      expect({ where, text: given.text }).toEqual({ where, text: JSON.stringify(truth.data) });
      const errorsOf = (errors: readonly { path?: readonly (string | number)[] | undefined }[]) =>
        new Set(errors.map((it) => it.path?.join(".")));
      if (truth.errors) expect({ where, errors: errorsOf(given.errors).size > 0 }).toEqual({ where, errors: true });
      else expect({ where, errors: given.errors }).toEqual({ where, errors: [] });
      compared++;
    }
    await world.stop();
  }
  console.log({ compared, uncomposed });
  expect(compared).toBeGreaterThan(WORLDS * 3);
}, 600_000);
