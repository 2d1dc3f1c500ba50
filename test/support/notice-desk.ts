import type { NoticePage, Notices, Pushed } from "../../subgraphs/kernel/publish/notices.js";
import type { AgencyEvent } from "../../schema/events.js";
import { Fault } from "../../schema/faults.js";

/** An agency that does nothing but tell: numbered changes, read two at a time so that pages have to be turned. */
export class NoticeDesk {
  newest = 0;
  isDown = false;
  reads = 0;

  /** So many things happen. @returns what an agency that posts would post */
  happen(count = 1): Pushed {
    const from = this.newest;
    this.newest += count;
    return { from: String(from), to: String(this.newest), events: this.#between(from, this.newest) };
  }

  readonly notices: Notices<NoticeDesk> = {
    end: () => this.#answer(() => String(this.newest)),
    readAfter: (position) =>
      this.#answer((): NoticePage => {
        const from = Number(position);
        const to = Math.min(this.newest, from + 2);
        return { events: this.#between(from, to), to: String(to), hasMore: to < this.newest };
      }),
  };

  async #answer<T>(answer: () => T): Promise<T> {
    this.reads += 1;
    await new Promise(setImmediate);
    if (this.isDown) throw new Fault("AGENCY_UNAVAILABLE", "LOKET");
    return answer();
  }

  #between(from: number, to: number): AgencyEvent[] {
    return Array.from({ length: to - from }, (_, i) => ({
      id: String(from + i + 1),
      kind: "CONTINGENT_CHANGED",
      partnership: "SV-0001",
      occurredAt: "2026-11-21T09:00:00Z",
    }));
  }
}
