import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { type Page, pageOf, readCursor, readFirst, writeCursor } from "../../../subgraphs/kernel/connection.js";

describe("paging", () => {
  it("walking page by page gives every item once, in order", () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.string({ minLength: 1 })), fc.integer({ min: 1, max: 7 }), (all, first) => {
        const walked: string[] = [];
        let after: string | null = null;
        for (;;) {
          const page: Page<string> = pageOf(all, (item) => item, first, after);
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
    expect(() => pageOf(["a"], (item) => item, 1, writeCursor("b"))).toThrow(refusal);
    expect(() => readCursor("nonsense")).toThrow(refusal);
  });

  it.each([0, -1, 201])("first: %d is refused", (first) =>
    expect(() => readFirst(first)).toThrow(expect.objectContaining({ code: "ARGUMENT_INVALID" })),
  );
});
