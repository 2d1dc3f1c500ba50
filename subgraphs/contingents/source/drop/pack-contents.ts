import type { Day } from "../../../../schema/scalars.js";
import type { StatementContents } from "../../rules/statement-problems.js";

/**
 * What a statement says, made to cross from one thread to another: a copy of each day of each line would hold the receiver up for
 * seconds. The lines have no days here.
 */
export interface PackedContents {
  readonly contents: StatementContents;
  readonly distinct: readonly Day[];
  /** For each line the number of its days, then their places among the distinct ones. */
  readonly places: Uint32Array;
}

export function packContents(contents: StatementContents): PackedContents {
  const placeOf = new Map<Day, number>();
  const places: number[] = [];
  const lines = contents.lines.map((line) => {
    places.push(line.days.length);
    for (const day of line.days) {
      const place = placeOf.get(day) ?? placeOf.size;
      placeOf.set(day, place);
      places.push(place);
    }
    return { ...line, days: [] };
  });
  return { contents: { ...contents, lines }, distinct: [...placeOf.keys()], places: Uint32Array.from(places) };
}

export function unpackContents({ contents, distinct, places }: PackedContents): StatementContents {
  let at = 0;
  for (const line of contents.lines) {
    const end = at + 1 + places[at]!;
    line.days = Array.from(places.subarray(at + 1, end), (place) => distinct[place]!);
    at = end;
  }
  return contents;
}
