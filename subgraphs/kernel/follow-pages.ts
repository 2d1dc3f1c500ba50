import type { AgencyName } from "../../schema/agencies.js";
import { Fault } from "../../schema/faults.js";

export interface PageWalk<Page> {
  agency: AgencyName;
  /** What the pages are of, for the log. */
  what: string;
  /** How many pages the whole of it can have. */
  mostPages: number;
  /** Where to start; null is the beginning. */
  start: string | null;
  load(place: string | null): Promise<Page>;
}

/**
 * The pages of an agency, each from where the one before says that the next one starts.
 * @throws Fault AGENCY_UNREADABLE when the agency names a place again, or more pages than there can be
 */
export async function* followPages<Page extends { readonly next: string | null }>(
  walk: PageWalk<Page>,
): AsyncGenerator<Page, void> {
  const seen = new Set<string | null>();
  let place = walk.start;
  for (let count = 1; ; count += 1) {
    seen.add(place);
    const page = await walk.load(place);
    const { next } = page;
    if (next !== null && seen.has(next)) throw unreadable(walk, "its pages go round in a circle");
    yield page;
    if (next === null) return;
    if (count === walk.mostPages) throw unreadable(walk, `it has more than ${walk.mostPages} pages`);
    place = next;
  }
}

function unreadable({ agency, what }: Pick<PageWalk<unknown>, "agency" | "what">, detail: string): Fault {
  return new Fault("AGENCY_UNREADABLE", agency, `${what}: ${detail}`);
}
