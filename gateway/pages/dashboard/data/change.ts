import type { AgencyName } from "../../../../schema/agencies.js";
import type { EventKind } from "../../../../schema/events.js";
import type { PersonName } from "./answers.js";

/** That an agency told of a change: what the two subscriptions push, in one form. */
export interface Change {
  /** Its place in the stream of changes; the same in both subscriptions. */
  readonly cursor: string;
  readonly kind: EventKind | "SNAPSHOT";
  readonly agency: AgencyName | null;
  readonly occurredAt: string;
  readonly participant?: { readonly id: string; readonly name?: PersonName | null };
  readonly partnership?: string;
}

/** Puts a change at the head of those seen, newest first; the same one told by the other subscription joins it. */
export function addChange(seen: readonly Change[], change: Change, most: number): readonly Change[] {
  const known = seen.findIndex(({ cursor }) => cursor === change.cursor);
  if (known >= 0) return seen.map((one, index) => (index === known ? { ...one, ...change } : one));
  return [change, ...seen].slice(0, most);
}
