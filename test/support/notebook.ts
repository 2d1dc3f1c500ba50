import type { AccessLog } from "../../platform/access-log/access-log.js";
import type { Look } from "../../platform/access-log/look.js";
import { Fault } from "../../schema/faults.js";

/** An access log of this test alone, in memory, that can be told to fail. */
export interface Notebook extends AccessLog {
  readonly looks: Look[];
  /** Whether nothing can be written. */
  away: boolean;
}

export function createNotebook(): Notebook {
  const looks: Look[] = [];
  return {
    looks,
    away: false,
    async append(more) {
      // As late as a database would be: who does not wait is found out.
      await new Promise((resolve) => setImmediate(resolve));
      if (this.away) throw new Fault("ACCESS_LOG_UNAVAILABLE");
      looks.push(...more);
    },
    list: () => Promise.resolve([]),
    count: () => Promise.resolve(0),
    probe() {
      return this.away ? Promise.reject(new Fault("ACCESS_LOG_UNAVAILABLE")) : Promise.resolve();
    },
    stop: () => Promise.resolve(),
  };
}
