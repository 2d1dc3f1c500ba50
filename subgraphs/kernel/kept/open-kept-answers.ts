import { agencyOf, type SubgraphName } from "../../../schema/agencies.js";
import type { Clock } from "../../../platform/clock.js";
import type { Log } from "../../../platform/log.js";
import type { Settings } from "../../../platform/settings.js";
import { createEntryCipher } from "./entry-cipher.js";
import { createKeptAnswers, type KeptAnswers } from "./kept-answers.js";
import { openKeptStore } from "./kept-store.js";
import type { KeptTimes } from "./kept-times.js";

export interface OpenKeptParts {
  readonly subgraph: SubgraphName;
  readonly settings: Settings;
  readonly times: ReadonlyMap<string, KeptTimes>;
  readonly clock: Clock;
  /** The machine's own time. */
  readonly machine: Clock;
  readonly log: Log;
}

/** What is kept of an agency's answers as the settings say; undefined where nothing is. Whoever opens it stops it. */
export function openKeptAnswers(parts: OpenKeptParts): KeptAnswers | undefined {
  const { subgraph, settings, times, clock, machine, log } = parts;
  const { AMA_KEPT_KEY: key, AMA_KEPT_KEY_ALSO_ACCEPTED: alsoAccepted } = settings;
  if (!key || times.size === 0) return undefined;
  return createKeptAnswers({
    agency: agencyOf(subgraph),
    store: openKeptStore(settings, log),
    cipher: createEntryCipher(key, alsoAccepted),
    nameKey: settings.AMA_PARTICIPANT_KEY,
    otherNameKey: settings.AMA_PARTICIPANT_KEY_ALSO_ACCEPTED,
    mostMs: Math.max(...[...times.values()].flatMap(({ freshMs, staleMs }) => [freshMs, staleMs])),
    now: () => machine().getTime(),
    asOf: () => clock().toISOString(),
    log,
  });
}
