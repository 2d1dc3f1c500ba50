import { expect, test } from "@jest/globals";
import { compileRepresentation } from "../../gateway/engine/execution/write-representation.js";
import type { RequiredSelection } from "../../gateway/engine/planning/prepared-plan.js";

const field = (key: string): RequiredSelection => ({ kind: "Field", key, name: key });
const on = (typeCondition: string, ...keys: string[]): RequiredSelection => ({
  kind: "InlineFragment",
  typeCondition,
  selections: ["__typename", ...keys].map(field),
});
const write = compileRepresentation([on("Ant"), on("Cat", "id"), on("Cat", "legs")], [], (name, type) => name === type);

test.each([
  ["nothing but its type", { __typename: "Ant", id: "1" }, undefined],
  ["a key", { __typename: "Cat", id: "1" }, `{"__typename":"Cat","id":"1"}`],
  ["a key and more", { __typename: "Cat", id: "1", legs: 4 }, `{"__typename":"Cat","id":"1","legs":4}`],
  ["a key that is not known", { __typename: "Cat" }, undefined],
])("an entity of which the plan needs %s", (_, entity, text) => {
  expect(write(entity)).toBe(text);
});
