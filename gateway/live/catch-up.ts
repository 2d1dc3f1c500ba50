import type { HeardEvent } from "./stream.js";

/** How many events may wait for one subscriber before it is told of the latest about each only. */
const BEARABLE = 256;

/**
 * What to tell a subscriber of the events that wait for it: all of them while they are few; else, of those about the same
 * person or partnership, the latest, in order.
 */
export function catchUp(events: readonly HeardEvent[], key: "participant" | "partnership"): readonly HeardEvent[] {
  if (events.length <= BEARABLE) return events;
  const latest = new Map<string, HeardEvent>();
  for (const heard of events) {
    const subject = heard.event[key] ?? "";
    latest.delete(subject);
    latest.set(subject, heard);
  }
  return [...latest.values()];
}
