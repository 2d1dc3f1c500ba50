import { createHmac, hkdfSync, randomBytes } from "node:crypto";
import type { AgencyName } from "../../../schema/agencies.js";
import type { AgencyEvent } from "../../../schema/events.js";
import { sightKey, type Mandate } from "../../../schema/mandate.js";
import type { Instant } from "../../../schema/scalars.js";
import type { Log } from "../../../platform/log.js";
import type { EntryCipher } from "./entry-cipher.js";
import type { KeptStore } from "./kept-store.js";
import { readValue, writeValue } from "./value-text.js";

/** What an agency said of one key, and when. */
export interface KeptAnswer {
  readonly value: unknown;
  /** When the agency said it, by the clock of the graph. */
  readonly asOf: Instant;
  readonly ageMs: number;
}

/** What is found of one key. */
export interface Looked {
  /** Undefined where nothing is kept that holds. */
  readonly answer: KeptAnswer | undefined;
  /** Of what an answer that is asked from now on is an answer; undefined where none can be kept. */
  readonly version: string | undefined;
}

/** How often what was kept was used. */
export interface KeptCounts {
  /** Answered without asking the agency. */
  hits: number;
  /** Asked, since nothing was kept or it was too old. */
  misses: number;
  /** Shown while the agency was away. */
  stale: number;
  /** The store did not answer, or a value could not be written. */
  failures: number;
  /** Characters written to the store since the start. */
  writtenBytes: number;
}

/** What one agency said last, each under the authorisation that it was read under. */
export interface KeptAnswers {
  readonly counts: KeptCounts;
  /** What is kept of keys of one kind for this mandate. Never throws: without the store nothing is found. */
  look(kind: string, mandate: Mandate, keys: readonly string[]): Promise<Looked[]>;
  /** Keeps an answer that was asked after `version` was looked at. Never throws, and nobody waits for it. */
  keep(kind: string, mandate: Mandate, key: string, version: string, value: unknown): void;
  /** Drops all that is kept about whom and what the events tell of, for everybody. @throws when the store does not answer */
  drop(events: readonly Pick<AgencyEvent, "participant" | "partnership">[]): Promise<void>;
  /** Drops everything that this agency said. @throws likewise */
  dropAll(): Promise<void>;
  /** Bytes that this process holds. */
  bytes(): number;
  stop(): void;
}

export interface KeptAnswersParts {
  readonly agency: AgencyName;
  readonly store: KeptStore;
  readonly cipher: EntryCipher;
  /** From which the key is derived that hides what an entry is about. */
  readonly nameKey: Uint8Array;
  /** The other one that is accepted while it is changed: a replica may name its entries by that. */
  readonly otherNameKey?: Uint8Array | undefined;
  /** How long an answer may be of use. */
  readonly mostMs: number;
  /** The machine's time, in milliseconds. */
  readonly now: () => number;
  /** The moment as the graph tells it. */
  readonly asOf: () => Instant;
  readonly log: Log;
}

/**
 * A version stands for all that an agency said about one subject up to now: a random text of the agency and one of the subject. An
 * entry holds the version that was read before the agency was asked. An event replaces the subject's text, so that what was
 * kept, and what a read still under way will keep, no longer holds. A text that is lost is replaced too.
 */
export function createKeptAnswers(parts: KeptAnswersParts): KeptAnswers {
  const { agency, store, cipher, nameKey, otherNameKey, mostMs, now, asOf, log } = parts;
  const nameOf = createNames(agency, nameKey);
  const whole = nameOf("all");
  // Whom an entry of the other key is about has another id there: of those none holds after an event.
  const wholes = otherNameKey ? [whole, createNames(agency, otherNameKey)("all")] : [whole];
  const subjectName = (subject: string) => nameOf("subject", subject);
  const entryName = (kind: string, mandate: Mandate, key: string) =>
    nameOf("entry", kind, authorisationOf(mandate), key);
  const counts: KeptCounts = { hits: 0, misses: 0, stale: 0, failures: 0, writtenBytes: 0 };
  let isFailing = false;

  /** The error itself stays out of the log: what could not be written stands in it. */
  function fail(error: unknown): void {
    counts.failures += 1;
    const reason = error instanceof Error ? error.name : typeof error;
    if (!isFailing) log.warn({ agency, reason }, "what the agency says cannot be kept; it is asked each time");
    isFailing = true;
  }

  async function find(kind: string, mandate: Mandate, keys: readonly string[]): Promise<Looked[]> {
    const entries = keys.map((key) => entryName(kind, mandate, key));
    const subjects = keys.map(subjectName);
    const texts = await store.read([whole, ...subjects, ...entries]);
    const marks = await standing([whole, ...subjects], texts.slice(0, keys.length + 1));
    isFailing = false;
    return entries.map((name, i) => {
      const [of, about] = [marks[0], marks[i + 1]];
      const version = of && about && `${of} ${about}`;
      return { version, answer: version ? read(name, texts[keys.length + 1 + i], version) : undefined };
    });
  }

  /** The marks under these names; those that are not there are made. */
  async function standing(names: readonly string[], known: readonly (string | undefined)[]) {
    const absent = new Set(names.filter((_, i) => known[i] === undefined));
    if (absent.size === 0) return known;
    const fresh = new Map([...absent].map((name) => [name, randomBytes(9).toString("base64url")]));
    const claimed = await store.claim(fresh, 2 * mostMs);
    const made = new Map([...absent].map((name, i) => [name, claimed[i]]));
    return names.map((name, i) => known[i] ?? made.get(name));
  }

  function read(name: string, closed: string | undefined, version: string): KeptAnswer | undefined {
    const text = closed === undefined ? undefined : cipher.open(closed, name);
    if (text === undefined) return undefined;
    const [of, readAt, saidAt, value] = JSON.parse(text) as [string, number, Instant, string];
    const ageMs = now() - readAt;
    return of === version && ageMs >= 0 && ageMs <= mostMs
      ? { value: readValue(value), asOf: saidAt, ageMs }
      : undefined;
  }

  return {
    counts,
    async look(kind, mandate, keys) {
      try {
        return await find(kind, mandate, keys);
      } catch (error) {
        fail(error);
        return keys.map(() => ({ answer: undefined, version: undefined }));
      }
    },
    keep(kind, mandate, key, version, value) {
      try {
        const name = entryName(kind, mandate, key);
        const closed = cipher.close(JSON.stringify([version, now(), asOf(), writeValue(value)]), name);
        counts.writtenBytes += closed.length;
        store.write(name, closed, mostMs).catch(fail);
      } catch (error) {
        fail(error);
      }
    },
    async drop(events) {
      const subjects = events.flatMap(({ participant, partnership }) => [participant, partnership]);
      const names = [...new Set(subjects)].filter((subject) => subject !== undefined).map(subjectName);
      if (names.length > 0) await store.drop([...names, ...wholes.slice(1)]);
    },
    dropAll: () => store.drop(wholes),
    bytes: () => store.bytes(),
    stop: () => store.stop(),
  };
}

function createNames(agency: AgencyName, key: Uint8Array): (...what: string[]) => string {
  const own = Buffer.from(hkdfSync("sha256", key, "", "ama:kept:1", 32));
  // In braces: one agency's are on one node of a cluster, where several names can be read at once.
  return (...what) =>
    `ama:kept:{${agency}}:${createHmac("sha256", own).update(JSON.stringify(what)).digest("base64url")}`;
}

/** The same text for mandates under which an agency gives the same: all that it is told of who asks, but the person. */
function authorisationOf(mandate: Mandate): string {
  return JSON.stringify([sightKey(mandate), mandate.purpose, mandate.legalContext, mandate.scopes ?? []]);
}
