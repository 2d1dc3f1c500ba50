import type { Capacity } from "../../schema/mandate.js";

/** Capacities that write their own questions. All others send what a front end or a dashboard registered. */
const EXPLORERS: ReadonlySet<Capacity> = new Set<Capacity>(["ANALYST"]);

/**
 * Whether somebody may send a document that nobody registered, ask what the schema holds, and be told which name was
 * probably meant. One answer for the three: who may not write a question needs no help in writing it.
 */
export function mayExplore(capacity: Capacity | undefined, { production }: { production: boolean }): boolean {
  return !production || (capacity !== undefined && EXPLORERS.has(capacity));
}
