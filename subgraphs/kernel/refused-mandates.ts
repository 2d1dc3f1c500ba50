import type { Log } from "../../platform/log.js";
import type { NowMs, RefusedStatement } from "../../schema/mandate-statement.js";

type Reason = RefusedStatement["reason"];

/** What a subgraph refused of those who claim to be its gateway. */
export interface RefusedMandates {
  readonly note: (refused: RefusedStatement) => void;
  /** How many, since the process began. */
  readonly counts: Readonly<Record<Reason, number>>;
}

/** How long after a line another one says the same. */
const PAUSE_MS = 60_000;

const WORDS: Readonly<Record<Reason, string>> = {
  KEY: "a mandate was signed with another key: give the gateway and this subgraph the same AMA_MANDATE_KEY",
  CLOCK: "a mandate is of another time: set the clocks of the gateway and of this subgraph by NTP",
  OTHER: "a mandate was used twice, altered or meant for another subgraph: look who asks this one",
};

/** Counts what is refused, and logs each reason once a minute at most. */
export function createRefusedMandates(name: string, nowMs: NowMs, log: Log): RefusedMandates {
  const counts: Record<Reason, number> = { KEY: 0, CLOCK: 0, OTHER: 0 };
  const loggedAt: Partial<Record<Reason, number>> = {};
  return {
    counts,
    note({ reason, signedAtMs }) {
      counts[reason] += 1;
      const now = nowMs();
      if (now - (loggedAt[reason] ?? -Infinity) < PAUSE_MS) return;
      loggedAt[reason] = now;
      const times = signedAtMs !== undefined && {
        gatewayTime: new Date(signedAtMs).toISOString(),
        subgraphTime: new Date(now).toISOString(),
      };
      log.error({ subgraph: name, ...times }, WORDS[reason]);
    },
  };
}
