import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { createCursors, createSeal } from "../../../schema/seal.js";
import { countPersons, type Page, pageOf, readFirst } from "../../../subgraphs/kernel/connection.js";

const cursors = createCursors(createSeal(Buffer.alloc(64, "k")), ["a list"]);

describe("paging", () => {
  it("walking page by page gives every item once, in order", () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.string({ minLength: 1 })), fc.integer({ min: 1, max: 7 }), (all, first) => {
        const walked: string[] = [];
        let after: string | null = null;
        for (;;) {
          const page: Page<string> = pageOf(all, (item) => item, cursors, { first, after });
          expect(page.totalCount).toBe(all.length);
          walked.push(...page.edges.map(({ node }) => node));
          if (!page.pageInfo.hasNextPage) break;
          after = page.pageInfo.endCursor;
        }
        expect(walked).toEqual(all);
      }),
    );
  });

  it("a cursor of another list is refused", () => {
    const refusal = expect.objectContaining({ code: "CURSOR_INVALID" });
    const after = cursors.write("b");
    expect(() => pageOf(["a"], (item) => item, cursors, { first: 1, after })).toThrow(refusal);
  });

  it.each([
    [5, 1, null, []],
    [4, 4, null, ["0", "1", "2", "3"]],
    [4, 1, null, ["whole", "list"]],
    [4, 2, "2", ["whole", "list"]],
    [0, 1, null, []],
  ])("of %d people, %d a page after %p, fewer than five are all counted", async (count, first, after, counted) => {
    const all = Array.from({ length: count }, (_, i) => String(i));
    const paging = { first, after: after && cursors.write(after) };
    const page = pageOf(all, (item) => item, cursors, paging);
    const loadAll = () => Promise.resolve(["whole", "list"]);
    expect((await countPersons(page, 4, loadAll)).counted).toEqual(counted);
  });

  it.each([0, -1, 201])("first: %d is refused", (first) =>
    expect(() => readFirst(first)).toThrow(expect.objectContaining({ code: "ARGUMENT_INVALID" })),
  );
});
