import { describe, expect, test } from "@jest/globals";
import { changedLines, compareDocuments } from "../../cli/compare-documents.js";
import { makeSchemaDocuments } from "../../cli/schema-documents.js";
import { compose, CompositionFailed } from "../../schema/compose.js";

describe("changedLines", () => {
  test("tells only the lines that differ, in order", () => {
    expect(changedLines("a\nb\nc\nd", "a\nx\nc\nd\ne")).toEqual(["- b", "+ x", "+ e"]);
    expect(changedLines("a\nb", "a\nb")).toEqual([]);
    expect(changedLines("", "a\nb")).toEqual(["+ a", "+ b"]);
  });
});

describe("compareDocuments", () => {
  test("finds a field that clients would miss", async () => {
    const made = new Map(await makeSchemaDocuments());
    const api = made.get("api.graphql")!;
    made.set("api.graphql", api.replace(/^ {2}birthYear: Int\n/m, "  yearOfBirth: Int\n"));
    const { differences, breaking } = await compareDocuments(made);
    expect(differences.map(({ name }) => name)).toEqual(["api.graphql"]);
    expect(breaking).toEqual(["Field 'birthYear' was removed from object type 'Participant'"]);
  });
});

describe("compose", () => {
  const link = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.11", import: ["@key"])\n';

  test("tells every reason for which subgraphs do not compose", () => {
    const one = { name: "one", url: "http://x", sdl: `${link} type Query { a: Int b: Int }` };
    const two = { name: "two", url: "http://x", sdl: `${link} type Query { a: String b: String }` };
    const complaint = () => compose([one, two]);
    expect(complaint).toThrow(CompositionFailed);
    expect(complaint).toThrow(/Query\.a[\s\S]*Query\.b/);
  });

  test("gives the same text whatever the order of definitions", () => {
    const [a, b] = ['type A @key(fields: "id") { id: ID! }', "type B { a: A }"];
    const of = (sdl: string) => compose([{ name: "one", url: "http://x", sdl }]).get("one.graphql");
    expect(of(`${link} ${a} ${b} type Query { b: B }`)).toBe(of(`type Query { b: B } ${b} ${link} ${a}`));
  });
});
