import { Refusal } from "../../schema/faults.js";
import { readCursor, writeCursor, type Page } from "../kernel/connection.js";

/** A page as the counter gives it: its cursor only tells where the next one starts. */
export interface AgencyPage<T> {
  items: T[];
  next: string | null;
  total: number;
}

/** The largest page the counter gives. */
const LARGEST = 200;

/** Where an item stands: so many items into the page that starts at `start`; null is the beginning of the list. */
interface Place {
  start: string | null;
  skip: number;
}

/**
 * A page of `first` items after a cursor of ours, put together from pages of the agency, whose cursors only point at the
 * starts of pages. One call, two when the cursor lies far inside a page.
 * @throws Refusal CURSOR_INVALID
 */
export async function pageThrough<T>(
  load: (start: string | null, size: number) => Promise<AgencyPage<T> | null>,
  first: number,
  after: string | null | undefined,
): Promise<Page<T>> {
  let { start, skip } = after ? readPlace(after) : { start: null, skip: 0 };
  const edges: { cursor: string; node: T }[] = [];
  for (;;) {
    const size = Math.min(LARGEST, skip + first - edges.length);
    const page = (await load(start, size)) ?? { items: [], next: null, total: 0 };
    for (const [i, node] of page.items.entries()) {
      if (i < skip) continue;
      const last = i === page.items.length - 1 && page.next !== null;
      edges.push({ cursor: writePlace(last ? { start: page.next, skip: 0 } : { start, skip: i + 1 }), node });
    }
    if (edges.length >= first || page.next === null)
      return {
        edges,
        pageInfo: { hasNextPage: page.next !== null, endCursor: edges.at(-1)?.cursor ?? null },
        totalCount: page.total,
      };
    ({ start, skip } = { start: page.next, skip: Math.max(0, skip - page.items.length) });
  }
}

function writePlace({ start, skip }: Place): string {
  return writeCursor(`${skip}:${start ?? ""}`);
}

function readPlace(cursor: string): Place {
  const [, skip, start] = /^(\d{1,3}):(.*)$/.exec(readCursor(cursor)) ?? [];
  if (skip === undefined || start === undefined) throw new Refusal("CURSOR_INVALID");
  return { skip: Number(skip), start: start || null };
}
