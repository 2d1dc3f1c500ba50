import { expect, test } from "@jest/globals";
import { execute, parse } from "graphql";
import { ABSTRACT_TYPES } from "./reported/abstract-types.js";
import { INTERFACE_OBJECTS } from "./reported/interface-objects.js";
import { KEYS } from "./reported/keys.js";
import { OPERATIONS } from "./reported/operations.js";
import { OVERRIDES_AND_PROVIDES } from "./reported/overrides-and-provides.js";
import type { DetailedAsk, Reported } from "./reported/reported.js";
import { REQUIRES } from "./reported/requires.js";
import { findSilentNulls } from "./support/find-silent-nulls.js";
import { subgraphsOf, tellTruth } from "./support/one-truth.js";
import { createWorld } from "./support/world.js";

const REPORTED: readonly Reported[] = [
  ...ABSTRACT_TYPES,
  ...INTERFACE_OBJECTS,
  ...KEYS,
  ...OPERATIONS,
  ...OVERRIDES_AND_PROVIDES,
  ...REQUIRES,
];

const CASES = REPORTED.flatMap((it) => [
  [it.name, "native first", it] as const,
  [it.name, "Apollo's alone", it] as const,
]);

test.each(CASES)("%s: planners, %s", async (_, planners, reported) => {
  const limits = { nativePlanner: planners === "native first" };
  const override = (label: string, on: unknown) => (on as readonly string[]).includes(label);
  const world = await createWorld(subgraphsOf(reported), undefined, { override, limits });
  const { apiSchema } = world.engine;
  const fieldResolver = tellTruth(apiSchema, reported);
  for (const ask of reported.asks) {
    const asked: DetailedAsk = typeof ask === "string" ? { query: ask } : ask;
    if (asked.isNativeOnly && !limits.nativePlanner) continue;
    const { query, variables = {}, errors, overrides = [] } = asked;
    const truth = await execute({
      schema: apiSchema,
      document: parse(query),
      variableValues: variables,
      fieldResolver,
    });
    const whole: unknown = JSON.parse(JSON.stringify(truth.data));
    const data = "data" in asked ? asked.data : whole;
    const answer = await world.ask(query, variables, overrides);
    expect({ query, variables, data: answer.data, errors: placesOf(answer) }).toEqual({
      query,
      variables,
      data,
      errors: errors ?? [],
    });
    // By hand, a null may be expected that is not in the truth: it has an error too.
    expect({ query, silent: findSilentNulls(overrides.length > 0 ? data : whole, answer) }).toEqual({
      query,
      silent: [],
    });
  }
  await world.stop();
});

/** Where in the answer the errors are, each once; empty where an error has no place. */
function placesOf({ errors }: { readonly errors: readonly { path?: readonly (string | number)[] }[] }): string[] {
  return [...new Set(errors.map(({ path = [] }) => path.join(".")))].sort();
}
