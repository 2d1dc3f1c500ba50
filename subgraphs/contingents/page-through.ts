import { Fault, Refusal } from "../../schema/faults.js";
import type { Cursors } from "../../schema/seal.js";
import { edgeAt, type Page } from "../kernel/connection.js";
import { readableOf } from "../kernel/record-fault.js";
import { followPages } from "../kernel/follow-pages.js";

/** A page as the counter gives it: its cursor only tells where the next one starts. */
export interface AgencyPage<T> {
  items: T[];
  next: string | null;
  total: number;
}

/** The largest page the counter gives. */
const LARGEST = 200;
/** A page of ours starts less than 1 000 items into a page of the agency and has 200 at most: six pages, or more small ones. */
const MOST_PAGES = 20;

/** Where an item stands: so many items into the page that starts at `start`; null is the beginning of the list. */
interface Place {
  start: string | null;
  skip: number;
}

/**
 * A page of `first` items after a cursor of ours, put together from pages of the agency, whose cursors only point at the
 * starts of pages. One call, two when the cursor lies far inside a page.
 * @param what the pages are of, for the log
 * @throws Refusal CURSOR_INVALID; Fault AGENCY_UNREADABLE when the agency's pages do not lead there
 */
export async function pageThrough<T>(
  what: string,
  load: (start: string | null, size: number) => Promise<AgencyPage<T> | null>,
  cursors: Cursors,
  { first, after }: { first: number; after?: string | null | undefined },
): Promise<Page<T>> {
  let { start, skip } = after ? readPlace(cursors.read(after)) : { start: null, skip: 0 };
  const edges: Page<T>["edges"] = [];
  const pages = followPages({
    agency: "LOKET",
    what,
    mostPages: MOST_PAGES,
    start,
    async load(place) {
      const size = Math.min(LARGEST, skip + first - edges.length);
      const page = (await load(place, size)) ?? { items: [], next: null, total: 0 };
      if (page.items.length > size) throw new Fault("AGENCY_UNREADABLE", "LOKET", `${what}: more items than asked for`);
      return page;
    },
  });
  let totalCount = 0;
  let hasNextPage = false;
  for await (const page of pages) {
    for (const [i, node] of page.items.entries()) {
      if (i < skip) continue;
      const last = i === page.items.length - 1 && page.next !== null;
      const place = last ? { start: page.next, skip: 0 } : { start, skip: i + 1 };
      edges.push(edgeAt(writePlace(place), node, cursors));
    }
    totalCount = page.total;
    hasNextPage = page.next !== null;
    if (edges.length >= first) break;
    ({ start, skip } = { start: page.next, skip: Math.max(0, skip - page.items.length) });
  }
  return { edges, pageInfo: { hasNextPage, endCursor: edges.at(-1)?.cursor ?? null }, totalCount };
}

/**
 * How many items of a whole list can be read. A page that is the whole list is counted; else the list is walked, in pages as
 * large as the agency gives.
 */
export async function countReadable<T>(
  what: string,
  page: Page<T | Fault>,
  load: (start: string | null, size: number) => Promise<AgencyPage<T | Fault> | null>,
): Promise<number> {
  if (page.edges.length >= page.totalCount) return readableOf(page.edges.map(({ node }) => node)).length;
  const pages = followPages({
    agency: "LOKET",
    what,
    mostPages: Math.ceil(page.totalCount / LARGEST) + MOST_PAGES,
    start: null,
    load: async (place) => (await load(place, LARGEST)) ?? { items: [], next: null, total: 0 },
  });
  let count = 0;
  for await (const { items } of pages) count += readableOf(items).length;
  return count;
}

function writePlace({ start, skip }: Place): string {
  return `${skip}:${start ?? ""}`;
}

function readPlace(place: string): Place {
  const [, skip, start] = /^(\d{1,3}):(.*)$/.exec(place) ?? [];
  if (skip === undefined || start === undefined) throw new Refusal("CURSOR_INVALID");
  return { skip: Number(skip), start: start || null };
}
