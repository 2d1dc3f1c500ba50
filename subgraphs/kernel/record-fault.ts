import type { AgencyName } from "../../schema/agencies.js";
import { Fault } from "../../schema/faults.js";

/**
 * The fault of one record in a list, in its place there. `readable` is what the record still says: enough to know for
 * what it cannot matter.
 */
export class RecordFault<Readable extends object> extends Fault {
  constructor(
    agency: AgencyName,
    detail: string,
    readonly readable: Readable,
  ) {
    super("AGENCY_RECORD_INVALID", agency, detail);
  }
}

/** The items of a list that are not a fault. */
export function readableOf<T>(items: readonly T[]): Exclude<T, Fault>[] {
  return items.filter((item): item is Exclude<T, Fault> => !(item instanceof Fault));
}

/** What the unreadable records of a list still say. */
export function unreadableOf<Readable extends object>(items: readonly unknown[]): Readable[] {
  return items.flatMap((item) => (item instanceof RecordFault ? [item.readable as Readable] : []));
}

/** All items of a list; null where one cannot be read, for what it says may decide. */
export function allReadable<T>(items: readonly T[] | null): Exclude<T, Fault>[] | null {
  return items && !items.some((item) => item instanceof Fault) ? readableOf(items) : null;
}
