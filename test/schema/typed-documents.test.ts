import { afterAll, describe, expect, test } from "@jest/globals";
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { buildSchema, validate } from "graphql";
import { writeTypedDocuments } from "../../cli/typed-documents/write-typed-documents.js";
import { readOperation } from "../../schema/operations.js";

const schema = buildSchema(`
  directive @defer(if: Boolean! = true, label: String) on FRAGMENT_SPREAD | INLINE_FRAGMENT
  scalar Date
  enum Kind { DOG CAT }
  interface Named { name: String! }
  type Dog implements Named { name: String!, barks: Boolean!, born: Date, friends: [Animal!]! }
  type Cat implements Named { name: String!, lives: Int!, grid: [[Float]!] }
  type Fish { kind: Kind! }
  union Animal = Dog | Cat | Fish
  input Filter { kinds: [Kind!], size: Int! = 3, not: Filter, since: Date! }
  type Query { animals(filter: Filter, first: Int = 50, exactly: Int! = 1, id: ID!): [Animal!], named: Named, dog: Dog! }
`);

function write(source: string): string {
  const document = readOperation(source);
  expect(validate(schema, document.document)).toEqual([]);
  return writeTypedDocuments(schema, [document]);
}

/** The type of the answer to a document without variables. */
function dataOf(selection: string, variables = ""): string {
  const [, data] = /export type AData = ([^]*?);\n\n/.exec(write(`query A${variables} ${selection}`))!;
  return data!.replaceAll("readonly ", "").replaceAll(/\s+/g, " ");
}

const folder = mkdtempSync(join(tmpdir(), "ama-typed-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** What the type checker says of a front end that holds nothing but these files. */
function typeCheck(files: Record<string, string>): string {
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  const compiler = resolve("node_modules/typescript7/bin/tsc");
  const options = ["--noEmit", "--strict", "--noUncheckedIndexedAccess", "--module", "nodenext", "--types", ""];
  try {
    return execFileSync(process.execPath, [compiler, ...options, ...Object.keys(files)], { cwd: folder }).toString();
  } catch (error) {
    return (error as { stdout: Buffer }).stdout.toString();
  }
}

describe("the type of an answer", () => {
  test.each([
    [
      "lists and nulls",
      "{ dog { name born } animals(id: 1) { ... on Cat { grid } } }",
      [
        "dog: { name: string; born: string | null; };",
        "animals: (Record<never, never> | { grid: ((number | null)[])[] | null; })[] | null;",
      ],
    ],
    ["aliases", "{ rex: dog { called: name } }", ["{ rex: { called: string; }; }"]],
    ["enums by name", "{ animals(id: 1) { ... on Fish { kind } } }", ["{ kind: Kind; }"]],
    ["an interface's own fields are one shape", "{ named { name } }", ["{ named: { name: string; } | null; }"]],
    [
      "__typename tells shapes apart",
      "{ animals(id: 1) { __typename ... on Named { name } ... on Dog { barks } } }",
      [
        '{ __typename: "Dog"; name: string; barks: boolean; }',
        '{ __typename: "Cat"; name: string; }',
        '{ __typename: "Fish"; }',
      ],
    ],
    [
      "types of one shape share it",
      "{ animals(id: 1) { t: __typename ... on Fish { kind } } }",
      ['{ t: "Dog" | "Cat"; } | { t: "Fish"; kind: Kind; }'],
    ],
    [
      "what is selected twice is one",
      "{ dog { friends { ... on Dog { name } } ...D } } fragment D on Dog { friends { ... on Dog { born } } }",
      ["{ friends: ({ name: string; born: string | null; } | Record<never, never>)[]; }"],
    ],
    [
      "what never is answered",
      "{ dog { name born @include(if: false) barks @skip(if: false) } }",
      ["{ dog: { name: string; barks: boolean; }; }"],
    ],
    [
      "what is deferred is not there at first",
      "{ dog { name ... @defer { born } } }",
      ["{ name: string; born?: string | null; }"],
    ],
  ])("%s", (_, selection, expected) => {
    for (const text of expected) expect(dataOf(selection)).toContain(text);
  });

  test.each([
    ["{ dog @include(if: $a) { name } }", "{ dog?: { name: string; }; }"],
    ["{ dog { name @skip(if: $a) } }", "{ dog: { name?: string; }; }"],
    ["{ dog { name @skip(if: $a) name } }", "{ dog: { name: string; }; }"],
    ["{ ...Q @include(if: $a) } fragment Q on Query { dog { name } }", "{ dog?: { name: string; }; }"],
    ["{ dog { name } dog @include(if: $a) { born } }", "{ dog: { name: string; born?: string | null; }; }"],
    // Under the one condition that both have, there is nothing left to be in doubt of.
    [
      "{ dog @include(if: $a) { name } dog @include(if: $a) { born } }",
      "{ dog?: { name: string; born: string | null; }; }",
    ],
    [
      "{ dog @include(if: $a) { name } dog @include(if: $b) { born } }",
      "{ dog?: { name?: string; born?: string | null; }; }",
    ],
  ])("what depends on a variable: %s", (selection, expected) =>
    expect(dataOf(selection, selection.includes("$b") ? "($a: Boolean!, $b: Boolean!)" : "($a: Boolean!)")).toBe(
      expected,
    ),
  );
});

test("a scalar without a type is told, not guessed", () => {
  const odd = buildSchema("scalar Colour type Query { colour: Colour }");
  expect(() => writeTypedDocuments(odd, [readOperation("query A { colour }")])).toThrow("Colour");
});

test("a front end that copies the file is held to what it asked", () => {
  const typed = write(`
    # Which animals are there?
    # And \`who\` */ else?
    query WhichAnimals($filter: Filter, $first: Int = 50, $exactly: Int! = 1, $id: ID!, $long: Boolean!) {
      animals(filter: $filter, first: $first, exactly: $exactly, id: $id) {
        __typename
        ... on Dog { name born @include(if: $long) }
        ... on Fish { kind }
      }
    }`);
  const uses = `
    import { WHICH_ANIMALS, type TypedDocument, type WhichAnimalsVariables } from "./typed.js";
    declare function ask<Data, Variables>(document: TypedDocument<Data, Variables>, variables: NoInfer<Variables>): Data;

    const least: WhichAnimalsVariables = { id: "1", long: true };
    const { animals } = ask(WHICH_ANIMALS, { ...least, first: null, filter: { kinds: ["DOG"], since: "2026-01-01", not: null } });
    const id: string = WHICH_ANIMALS.id;
    // @ts-expect-error: the list may be null
    animals.length;
    for (const animal of animals ?? []) {
      if (animal.__typename === "Dog") animal.born?.slice(1);
      if (animal.__typename === "Fish") animal.kind satisfies "DOG" | "CAT";
      // @ts-expect-error: only some have a kind
      animal.kind;
      // @ts-expect-error: there is no such type
      animal.__typename === "Bird";
      // @ts-expect-error: nobody asked for it
      if (animal.__typename === "Dog") animal.barks;
      // @ts-expect-error: it may not have been asked for, and may be null
      if (animal.__typename === "Dog") animal.born.slice(1);
    }
    // @ts-expect-error: a variable lacks
    ask(WHICH_ANIMALS, { id: "1" });
    // @ts-expect-error: what has a default may be left out, and not be null
    ask(WHICH_ANIMALS, { ...least, exactly: null });
    // @ts-expect-error: no such kind
    ask(WHICH_ANIMALS, { ...least, filter: { kinds: ["BIRD"], since: "2026-01-01" } });
    // @ts-expect-error: no such variable
    ask(WHICH_ANIMALS, { ...least, firts: 3 });
    export { id };
  `;
  expect(typeCheck({ "typed.ts": typed, "uses.ts": uses })).toBe("");
});

test("the text is the one that the id is of, whatever stands in it", async () => {
  const source = 'query A { animals(id: "`${x}` \\\\ n") { __typename } }';
  writeFileSync(
    join(folder, "text.mjs"),
    write(source)
      .replace(/^export (interface|type) [^]*?\n}?;?\n(?=\n|export|\/\*)/gm, "")
      .replace(/: TypedDocument<.*>/, ""),
  );
  const { id, text } = readOperation(source);
  const { A } = (await import(join(folder, "text.mjs"))) as { A: object };
  expect(A).toEqual({ id, name: "A", text });
});
