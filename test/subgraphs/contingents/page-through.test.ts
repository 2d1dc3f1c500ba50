import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import type { Page } from "../../../subgraphs/kernel/connection.js";
import { pageThrough, type AgencyPage } from "../../../subgraphs/contingents/page-through.js";

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
          const page: Page<number> = await pageThrough(agency(count), first, after);
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
          const { edges } = await pageThrough(agency(count), first, null);
          const { cursor, node } = edges[pick % edges.length]!;
          const page = await pageThrough(agency(count), second, cursor);
          const expected = Array.from({ length: count }, (_, i) => i).slice(node + 1, node + 1 + second);
          expect(page.edges.map((edge) => edge.node)).toEqual(expected);
          expect(page.pageInfo.hasNextPage).toBe(node + 1 + second < count);
        },
      ),
    );
  });

  it("a cursor of another list is refused", async () => {
    await expect(pageThrough(agency(5), 2, "bm9uc2Vuc2U")).rejects.toMatchObject({ code: "CURSOR_INVALID" });
  });
});
