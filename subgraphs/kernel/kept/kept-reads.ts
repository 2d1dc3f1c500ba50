import { Fault, type FaultCode } from "../../../schema/faults.js";
import type { Mandate } from "../../../schema/mandate.js";
import { FoundPersons } from "../ask-persons.js";
import { createLoader, type Ask, type Loader } from "../loader.js";
import { createReads, type Reads } from "../reads.js";
import type { StaleValue } from "./keep-fields.js";
import type { KeptAnswers, Looked } from "./kept-answers.js";
import type { KeptTimes } from "./kept-times.js";

/** The agency is away, or has too much to do: what it said before may stand in. What it refuses or garbles is told. */
const AWAY: ReadonlySet<FaultCode> = new Set(["AGENCY_UNAVAILABLE", "AGENCY_TIMEOUT", "AGENCY_BUSY", "AGENCY_FAILED"]);

/** How the loaders of one request read where answers are kept. */
export interface KeptReads {
  /** From the agency. */
  readonly current: Reads;
  /** For one field, through what is kept. */
  forField(times: KeptTimes, tell: (stale: StaleValue) => void): Reads;
}

/** What one request knows under one name. */
interface Shared {
  readonly fromAgency: Loader<unknown>;
  /** Of which version an answer is that was asked in this request; undefined where it cannot be kept. */
  readonly versions: Map<string, string | undefined>;
  /** What the agency answered, so that it may be kept: not what it does not have, nor what stands under another number. */
  readonly answered: Set<string>;
  /** What came by other ways, as from a search. */
  readonly primed: Set<string>;
  readonly before: Loader<Looked>;
  readonly whileAway: Loader<Looked>;
}

export function createKeptReads(kept: KeptAnswers, mandate: Mandate): KeptReads {
  const plain = createReads();
  const byName = new Map<string, Shared>();

  function sharedOf<Value>(name: string, ask: Ask<Value>): Shared {
    const known = byName.get(name);
    if (known) return known;
    const versions: Shared["versions"] = new Map();
    const answered: Shared["answered"] = new Set();
    const primed: Shared["primed"] = new Set();
    const look = (keys: readonly string[]) => kept.look(name, mandate, keys);
    const note = (keys: readonly string[], looked: readonly Looked[]) =>
      keys.forEach((key, i) => {
        if (!versions.has(key)) versions.set(key, looked[i]?.version);
      });
    const loader = plain.load<Value>(name, async (keys) => {
      // Before the agency is asked: an event that comes meanwhile is about what it says.
      const unseen = keys.filter((key) => !versions.has(key));
      if (unseen.length > 0) note(unseen, await look(unseen));
      const found = await ask(keys);
      for (const [key, value] of found)
        if (!(value instanceof Error) && !isOfAnother(found, key, value)) answered.add(key);
      return found;
    });
    const fromAgency: Loader<unknown> = {
      load: (key) => loader.load(key),
      loadMany: (keys) => loader.loadMany(keys),
      prime(key, value) {
        primed.add(key);
        loader.prime(key, value as Value | Error);
      },
    };
    const before = createLoader(async (keys) => {
      const looked = await look(keys);
      note(keys, looked);
      return byKey(keys, looked);
    });
    const whileAway = createLoader(async (keys) => byKey(keys, await look(keys)));
    const shared = { fromAgency, versions, answered, primed, before, whileAway };
    byName.set(name, shared);
    return shared;
  }

  const current: Reads = {
    ...plain,
    loadKept: <Value>(name: string, ask: Ask<Value>) => sharedOf(name, ask).fromAgency as Loader<Value>,
    decide: (name, ask, isInSight) => {
      const { fromAgency } = sharedOf(name, ask);
      return async (id) => isInSight((await fromAgency.load(id)) as never);
    },
  };

  return {
    current,
    forField({ freshMs, staleMs }, tell) {
      async function loadThrough(name: string, shared: Shared, key: string): Promise<unknown> {
        if (shared.primed.has(key)) return shared.fromAgency.load(key);
        const answer = (await shared.before.load(key))?.answer;
        if (answer && answer.ageMs <= freshMs) {
          kept.counts.hits += 1;
          return answer.value;
        }
        return loadUnlessAway(name, shared, key, () => true);
      }

      /** What the agency says, and what it said last while it is away; kept and used where it counts. */
      async function loadUnlessAway(
        name: string,
        shared: Shared,
        key: string,
        counts: (value: unknown) => boolean,
      ): Promise<unknown> {
        try {
          const value = await shared.fromAgency.load(key);
          kept.counts.misses += 1;
          const version = shared.versions.get(key);
          // Once a request.
          if (version !== undefined && counts(value) && shared.answered.delete(key))
            kept.keep(name, mandate, key, version, value);
          return value;
        } catch (error) {
          if (!(error instanceof Fault) || !AWAY.has(error.code) || staleMs === 0) throw error;
          // Again: an event may have dropped it while the agency was asked.
          const last = (await shared.whileAway.load(key))?.answer;
          if (!last || last.ageMs > staleMs || !counts(last.value)) throw error;
          kept.counts.stale += 1;
          tell({ fault: error, asOf: last.asOf });
          return last.value;
        }
      }
      return {
        ...current,
        decide<Value>(name: string, ask: Ask<Value>, isInSight: (value: Value | null) => boolean) {
          const shared = sharedOf(name, ask);
          const counts = (value: unknown) => isInSight(value as Value | null);
          return async (id) => counts(await loadUnlessAway(name, shared, id, counts));
        },
        loadKept: <Value>(name: string, ask: Ask<Value>): Loader<Value> => {
          const shared = sharedOf(name, ask);
          const load = (key: string) => loadThrough(name, shared, key) as Promise<Value | null>;
          return {
            load,
            loadMany: (keys) => Promise.all(keys.map((key) => load(key).catch((error: unknown) => error as Error))),
            prime: (key, value) => shared.fromAgency.prime(key, value),
          };
        },
      };
    },
  };
}

function byKey(keys: readonly string[], looked: readonly Looked[]): ReadonlyMap<string, Looked> {
  return new Map(looked.map((one, i) => [keys[i]!, one]));
}

/** Whether the person was found under another number: the agency's events name that one. */
function isOfAnother(found: unknown, key: string, value: unknown): boolean {
  if (found instanceof FoundPersons && found.moved.has(key)) return true;
  const { id, participantId } = (value ?? {}) as { id?: unknown; participantId?: unknown };
  const own = participantId ?? id;
  return typeof own === "string" && own !== key;
}
