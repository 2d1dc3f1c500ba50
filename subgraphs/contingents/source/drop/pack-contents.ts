import { setImmediate } from "node:timers/promises";
import { deserialize, serialize } from "node:v8";
import type { Day } from "../../../../schema/scalars.js";
import type { StatementProblem } from "../../entities/quarterly-statement.js";
import type { StatementLine, StatementSheet } from "../../rules/statement-line.js";
import type { StatementContents } from "../../rules/statement-problems.js";

/**
 * What a statement says, made to cross from one thread to another: a copy of it all at once would hold the receiver up for as
 * long as it takes.
 */
export interface PackedContents {
  readonly rows: number;
  readonly days: number;
  readonly sheet: StatementSheet | undefined;
  readonly distinct: readonly Day[];
  /** For each line the number of its days, then their places among the distinct ones. */
  readonly places: Uint32Array;
  /** Each some lines, without their days and sheet, and some problems. */
  readonly pieces: readonly Uint8Array[];
}

interface Piece {
  readonly lines: readonly Omit<StatementLine, "days" | "sheet">[];
  readonly problems: readonly StatementProblem[];
}

/** Lines and problems in one piece: some milliseconds of work. */
const PIECE = 500;

export function packContents({ lines, rows, days, problems }: StatementContents): PackedContents {
  const placeOf = new Map<Day, number>();
  const places: number[] = [];
  for (const line of lines) {
    places.push(line.days.length);
    for (const day of line.days) {
      const place = placeOf.get(day) ?? placeOf.size;
      placeOf.set(day, place);
      places.push(place);
    }
  }
  const pieces: Uint8Array[] = [];
  for (let start = 0; start < Math.max(lines.length, problems.length); start += PIECE) {
    const bare = lines.slice(start, start + PIECE).map(({ days: _days, sheet: _sheet, ...line }) => line);
    pieces.push(serialize({ lines: bare, problems: problems.slice(start, start + PIECE) } satisfies Piece));
  }
  return {
    rows,
    days,
    sheet: lines[0]?.sheet,
    distinct: [...placeOf.keys()],
    places: Uint32Array.from(places),
    pieces,
  };
}

/** Unpacks piece by piece, with room for others between two. */
export async function unpackContents(packed: PackedContents): Promise<StatementContents> {
  const { rows, days, distinct, places, pieces } = packed;
  const sheet = packed.sheet!;
  const lines: StatementLine[] = [];
  const problems: StatementProblem[] = [];
  let at = 0;
  for (const piece of pieces) {
    const unpacked = deserialize(piece) as Piece;
    for (const line of unpacked.lines) {
      const end = at + 1 + places[at]!;
      lines.push({ ...line, sheet, days: Array.from(places.subarray(at + 1, end), (place) => distinct[place]!) });
      at = end;
    }
    problems.push(...unpacked.problems);
    await setImmediate();
  }
  return { lines, rows, days, problems };
}
