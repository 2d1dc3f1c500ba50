import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { Kind, parse, type DocumentNode, type SelectionSetNode } from "graphql";
import { LIMITS_UNDER_MANDATE } from "../../../gateway/admission/admission-limits.js";
import { checkSize } from "../../../gateway/admission/check-size.js";
import { measureDocument } from "../../../gateway/admission/measure-document.js";
import { randomDocument } from "./random-document.js";

const measure = (text: string) => measureDocument(parse(text));

describe("measuring a document", () => {
  it("counts what a person would count", () => {
    const size = measure(`query Q($id: ID!) {
      one: participant(id: $id) { id name { full } ...File @include(if: true) }
      ... on Query { agencies { state } }
    } fragment File on Participant { vdabFile { asOf } id }`);
    expect(size).toMatchObject({
      operations: 1,
      depth: 3,
      nesting: 4,
      fields: 9,
      rootFields: 2,
      aliases: 1,
      directives: 1,
      directivesAtOnce: 1,
      repeats: 0,
    });
  });

  it("counts a fragment as often as it is spread, and its fields once each time", () => {
    const size = measure(`{ a { ...F } b { ...F ...F } } fragment F on T { x: y z }`);
    expect(size).toMatchObject({ fields: 2 + 3 * 2, aliases: 3, repeats: 1, depth: 2 });
  });

  it("is not fooled by fragments that double thirty times", () => {
    const fragments = Array.from({ length: 60 }, (_, i) => `fragment F${i} on Query { ...F${i + 1} ...F${i + 1} }`);
    const size = measure(`{ ...F0 } ${fragments.join(" ")} fragment F60 on Query { a }`);
    expect(size.fields).toBe(1_000_000_000);
    expect(() => checkSize(size, LIMITS_UNDER_MANDATE)).toThrow(
      /rootFields: 1000000000, at most 10, by AMA_LIMIT_ROOT_FIELDS/,
    );
  });

  it.each([
    "{ ...A } fragment A on Query { ...A }",
    "{ ...A } fragment A on Query { a { ...B } } fragment B on T { b { ...C } } fragment C on T { ...A }",
    "{ a } fragment A on Query { ...B } fragment B on Query { ...A }",
  ])("tells a circle: %s", (text) => {
    const size = measure(text);
    expect(size.circular).toBe(true);
    expect(() => checkSize(size, LIMITS_UNDER_MANDATE)).toThrow(expect.objectContaining({ code: "FRAGMENT_CYCLE" }));
  });

  it("keeps what is below __schema apart, and sees it in a fragment", () => {
    const size = measure(`{ ...S agencies { state } } fragment S on Query { __schema { types { ofType { name } } } }`);
    expect(size).toMatchObject({ introspects: true, depth: 2, introspectionDepth: 4 });
  });

  it("never counts less than spreading every fragment out by hand", () => {
    fc.assert(
      fc.property(randomDocument, (text) => {
        const document = parse(text);
        const { depth, nesting, fields, rootFields, aliases, directives, circular } = measureDocument(document);
        expect(circular).toBe(false);
        const naive = spreadOut(document);
        expect(fields).toBeGreaterThanOrEqual(naive.fields);
        expect({ depth, nesting, fields, rootFields, aliases, directives }).toEqual(naive);
      }),
      { numRuns: 300 },
    );
  });
});

/** The same counts, by walking every spread each time it is met. */
function spreadOut(document: DocumentNode) {
  const naive = { depth: 0, nesting: 0, fields: 0, rootFields: 0, aliases: 0, directives: 0 };
  const reached = new Set<string>();
  const walk = ({ selections }: SelectionSetNode, depth: number, nesting = 1): void => {
    naive.nesting = Math.max(naive.nesting, nesting);
    for (const node of selections) {
      naive.directives += node.directives?.length ?? 0;
      if (node.kind === Kind.FIELD) {
        naive.fields += 1;
        naive.depth = Math.max(naive.depth, depth);
        if (depth === 1) naive.rootFields += 1;
        if (node.alias) naive.aliases += 1;
        if (node.selectionSet) walk(node.selectionSet, depth + 1, nesting + 1);
      } else if (node.kind === Kind.INLINE_FRAGMENT) walk(node.selectionSet, depth, nesting + 1);
      else enter(node.name.value, depth, nesting + 1);
    }
  };
  const enter = (name: string, depth: number, nesting = 1): void => {
    const fragment = document.definitions.find(
      (one) => one.kind === Kind.FRAGMENT_DEFINITION && one.name.value === name,
    );
    if (fragment?.kind !== Kind.FRAGMENT_DEFINITION) return;
    reached.add(name);
    naive.directives += fragment.directives?.length ?? 0;
    walk(fragment.selectionSet, depth, nesting);
  };
  for (const node of document.definitions)
    if (node.kind === Kind.OPERATION_DEFINITION) {
      naive.directives += node.directives?.length ?? 0;
      walk(node.selectionSet, 1);
    }
  for (const node of document.definitions)
    if (node.kind === Kind.FRAGMENT_DEFINITION && !reached.has(node.name.value)) enter(node.name.value, 1);
  return naive;
}
