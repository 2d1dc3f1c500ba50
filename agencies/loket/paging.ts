import { Problem } from "./problem.js";

export interface Wire<Item> {
  items: Item[];
  /** Where the next page starts; null after the last. */
  volgende: string | null;
  totaal: number;
}

/** The largest page, and the most keys or questions in one call. */
export const MOST = 200;

/** One page of a list that stays in its order. `na` is the `volgende` of the page before. */
export function page<Thing, Item>(
  all: readonly Thing[],
  { na, aantal = 50 }: { na?: string; aantal?: number },
  write: (thing: Thing) => Item,
): Wire<Item> {
  const start = na === undefined ? 0 : readPlace(na);
  const end = start + aantal;
  return {
    items: all.slice(start, end).map(write),
    volgende: end < all.length ? Buffer.from(`plaats:${end}`).toString("base64url") : null,
    totaal: all.length,
  };
}

function readPlace(cursor: string): number {
  const place = /^plaats:(\d{1,9})$/.exec(Buffer.from(cursor, "base64url").toString("utf8"))?.[1];
  if (place === undefined) throw new Problem(400, "Ongeldige vraag", "`na` is geen waarde die wij gaven");
  return Number(place);
}
