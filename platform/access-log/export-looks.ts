import type { Opening } from "./chain.js";
import type { LogReader } from "./database.js";
import type { LoggedLook } from "./look.js";
import { readChainNumbers, readLooks, readOpenings, readSpan, type Period } from "./read-chains.js";

/** A line of an export. */
export type ExportLine = { opening: Opening } | { look: LoggedLook };

/** The openings of all chains, then the looks of a period, chain by chain, in order. */
export async function* exportLooks(reader: LogReader, period: Period): AsyncGenerator<ExportLine> {
  for (const opening of await readOpenings(reader)) yield { opening };
  for (const chain of await readChainNumbers(reader)) {
    const span = await readSpan(reader, chain, period);
    if (!span) continue;
    for await (const looks of readLooks(reader, chain, span.first, span.last)) for (const look of looks) yield { look };
  }
}
