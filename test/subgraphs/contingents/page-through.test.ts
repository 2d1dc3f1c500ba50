import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { createCursors, createSeal } from "../../../schema/seal.js";
import type { Page } from "../../../subgraphs/kernel/connection.js";
import { pageThrough, type AgencyPage } from "../../../subgraphs/contingents/page-through.js";

const seal = createSeal(Buffer.alloc(64, "k"));
const cursors = createCursors(seal, ["a list"]);

/** An agency with so many items, whose cursors only point at the starts of pages. */
function agency(count: number) {
  const all = Array.from({ length: count }, (_, i) => i);
  return (start: string | null, size: number): Promise<AgencyPage<number>> => {
    const from = Number(start ?? 0);
    const next = from + size < count ? String(from + size) : null;
    return Promise.resolve({ items: all.slice(from, from + size), next, total: count });
  };
}

describe("pages put together from pages of the agency", () => {
  it("going on after the last item of each page, every item comes by once, in order", async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(500), fc.integer({ min: 1, max: 200 }), async (count, first) => {
        const seen: number[] = [];
        let after: string | null = null;
        for (;;) {
          const page: Page<number> = await pageThrough("things", agency(count), cursors, { first, after });
          expect(page.totalCount).toBe(count);
          expect(page.edges.length).toBeLessThanOrEqual(first);
          seen.push(...page.edges.map(({ node }) => node));
          if (!page.pageInfo.hasNextPage) break;
          expect(page.edges).toHaveLength(first);
          after = page.pageInfo.endCursor;
        }
        expect(seen).toEqual(Array.from({ length: count }, (_, i) => i));
      }),
    );
  });

  it("after any item whatever, with pages of another size, the next item is the one that follows", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 450 }),
        fc.integer({ min: 1, max: 200 }),
        fc.integer({ min: 1, max: 200 }),
        fc.nat(),
        async (count, first, second, pick) => {
          const { edges } = await pageThrough("things", agency(count), cursors, { first });
          const { cursor, node } = edges[pick % edges.length]!;
          const page = await pageThrough("things", agency(count), cursors, { first: second, after: cursor });
          const expected = Array.from({ length: count }, (_, i) => i).slice(node + 1, node + 1 + second);
          expect(page.edges.map((edge) => edge.node)).toEqual(expected);
          expect(page.pageInfo.hasNextPage).toBe(node + 1 + second < count);
        },
      ),
    );
  });

  it("a cursor of another list is refused", async () => {
    const others = createCursors(seal, ["another list"]);
    const { edges } = await pageThrough("things", agency(5), others, { first: 2 });
    for (const after of [edges[0]!.cursor, "bm9uc2Vuc2U"])
      await expect(pageThrough("things", agency(5), cursors, { first: 2, after })).rejects.toMatchObject({
        code: "CURSOR_INVALID",
      });
  });

  const pages = (answer: (start: string | null, size: number) => AgencyPage<number>) => {
    const asked: (string | null)[] = [];
    const page = pageThrough(
      "things",
      (start, size) => {
        asked.push(start);
        return Promise.resolve(answer(start, size));
      },
      cursors,
      { first: 50 },
    );
    return { asked, page };
  };
  it.each<[string, (start: string | null, size: number) => AgencyPage<number>, number, string]>([
    ["one that says it follows itself", () => ({ items: [1], next: "a", total: 9 }), 2, "go round in a circle"],
    [
      "two that follow each other",
      (start) => ({ items: [], next: start === "a" ? "b" : "a", total: 9 }),
      3,
      "go round in a circle",
    ],
    [
      "empty ones without end",
      (start) => ({ items: [], next: String(Number(start ?? 0) + 1), total: 9 }),
      20,
      "more than 20 pages",
    ],
    [
      "one with more than was asked for",
      (_, size) => ({ items: Array.from({ length: size + 1 }, () => 1), next: null, total: 9 }),
      1,
      "more items than asked for",
    ],
  ])("pages that lead nowhere are given up: %s", async (_what, answer, calls, detail) => {
    const { asked, page } = pages(answer);
    await expect(page).rejects.toMatchObject({
      code: "AGENCY_UNREADABLE",
      detail: expect.stringMatching(`^things: .*${detail}`),
    });
    expect(asked).toHaveLength(calls);
  });
});
