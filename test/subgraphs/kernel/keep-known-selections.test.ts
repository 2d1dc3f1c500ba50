import { expect, test } from "@jest/globals";
import { buildSchema, parse, print, stripIgnoredCharacters, validate } from "graphql";
import { keepKnownSelections } from "../../../subgraphs/kernel/keep-known-selections.js";

const schema = buildSchema(`
  type Query { person(id: ID!): Person, any: Any }
  type Person { name: String, age(on: String): Int, friend: Person }
  type Dog { name: String }
  union Any = Person | Dog`);

function kept(text: string) {
  const { document, unknown } = keepKnownSelections(schema, parse(text));
  expect(validate(schema, document)).toEqual([]);
  return [stripIgnoredCharacters(print(document)), unknown];
}

test.each([
  [
    "what is known whole",
    "query($id: ID!) { person(id: $id) { name friend { age } } }",
    ["query($id:ID!){person(id:$id){name friend{age}}}", []],
  ],
  [
    "the fields beside one that is unknown, whatever is asked below it",
    "{ person(id: 1) { name newer { deep } friend { newest name } } }",
    ["{person(id:1){name friend{name}}}", ["Person.newer", "Person.newest"]],
  ],
  [
    "no field without an argument that it was given, nor a variable that only it used",
    "query($id: ID!, $at: NewScalar) { person(id: $id) { name age(on: null, at: $at) } }",
    ["query($id:ID!){person(id:$id){name}}", ["Person.age"]],
  ],
  [
    "an object of which nothing is known that was asked",
    "{ person(id: 1) { friend { newer } } newest }",
    ["{person(id:1){friend{__typename}}}", ["Person.newer", "Query.newest"]],
  ],
  [
    "the types that are known",
    "{ any { ... on Dog { name } ... on Cat { name } } }",
    ["{any{...on Dog{name}}}", ["Cat"]],
  ],
])("keeps %s", (_what, text, expected) => {
  expect(kept(text)).toEqual(expected);
});
