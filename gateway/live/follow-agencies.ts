import { newsOf } from "./agency-feed.js";
import type { Push } from "./live-service.js";
import type { Subscriber } from "./subscriber.js";
import { pause } from "./pause.js";

/** Tells the status of all agencies, then of whichever is in another state or was asked anew. */
export async function* followAgencies(subscriber: Subscriber, signal: AbortSignal): AsyncGenerator<Push, void> {
  const { feed, heartbeatMs } = subscriber.parts;
  const told = new Map<string, string>();
  while (!signal.aborted) {
    subscriber.checkMoved();
    const statuses = await subscriber.within((context) => feed(context));
    for (const status of newsOf(statuses, told)) {
      const heardAt = performance.now();
      const name = `${status.agency} ${status.state} ${status.asOf}`;
      yield { result: await subscriber.answer(status, name), heardAt };
    }
    // Something comes at each look: what lies between would take a silent connection for a dead one.
    yield {};
    await pause(Math.min(heartbeatMs, 5_000), signal);
  }
}
