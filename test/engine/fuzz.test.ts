import { expect, test } from "@jest/globals";
import { parse, validate } from "graphql";
import { inventOperation } from "./support/random-operation.js";
import { inventWorld } from "./support/random-world.js";
import { Random } from "./support/random.js";
import { spoil } from "./support/spoil.js";
import { createWorld } from "./support/world.js";

test("whatever subgraphs say, the answer is well-formed and tells where it is not whole", async () => {
  let asked = 0;
  for (let seed = 1; seed <= 12; seed++) {
    const random = new Random(seed * 7919);
    const world = await createWorld(inventWorld(seed).sources, async (_, honest) => {
      const reply = await honest();
      if (random.chance(0.05)) throw new Error("cut");
      const text = JSON.stringify(spoil(reply, random, random.pick([0, 0.01, 0.1])));
      return random.chance(0.03) ? text.slice(0, random.int(text.length)) : text;
    });
    for (let index = 0; index < 12; index++) {
      const { query, variables } = inventOperation(world.engine.apiSchema, random);
      if (validate(world.engine.apiSchema, parse(query)).length > 0) continue;
      const { data, errors } = await world.ask(query, variables);
      asked++;
      expect(data === undefined || typeof data === "object").toBe(true);
      if (data === null || data === undefined) expect(errors.length).toBeGreaterThan(0);
      expect(errors.filter((it) => it.code === "INTERNAL_SERVER_ERROR")).toEqual([]);
    }
    await world.stop();
  }
  expect(asked).toBeGreaterThan(50);
}, 300_000);
