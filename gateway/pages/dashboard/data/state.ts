import type {
  AgencyStatus,
  Finding,
  FundingNow,
  OccupancyOn,
  PartnershipNow,
  PersonDue,
  PersonReadiness,
} from "./answers.js";
import type { Change } from "./change.js";

/** A part of what the page knows: what was read, when, and whether it is being read or could not be. */
export interface Part<Value> {
  readonly value: Value;
  /** When the whole was last read, milliseconds since the epoch; null before the first time. */
  readonly at: number | null;
  readonly reading: boolean;
  /** Code of what went wrong at the last reading; the value is then the one before. */
  readonly failed: string | null;
}

export type ById<Value> = ReadonlyMap<string, Value>;

export type LinkState = "CONNECTING" | "LIVE" | "AWAY";

export interface DashboardState {
  /** The day it is, by the counter's word. */
  readonly today: string;
  readonly partnerships: Part<ById<PartnershipNow>>;
  readonly findings: Part<ById<readonly Finding[]>>;
  readonly years: Part<ById<readonly OccupancyOn[]>>;
  readonly funding: Part<ById<FundingNow>>;
  readonly assessments: Part<ById<PersonDue>>;
  /** By partnership, as far as they have been looked through. */
  readonly people: Part<ById<readonly PersonReadiness[]>>;
  readonly agencies: Part<ById<AgencyStatus>>;
  /** Newest first. */
  readonly changes: readonly Change[];
  readonly link: LinkState;
  /** Since when the link is as it is. */
  readonly linkSince: number;
}

export function emptyPart<Value>(value: Value): Part<Value> {
  return { value, at: null, reading: false, failed: null };
}

export function emptyState(today: string, now: number): DashboardState {
  return {
    today,
    partnerships: emptyPart(new Map()),
    findings: emptyPart(new Map()),
    years: emptyPart(new Map()),
    funding: emptyPart(new Map()),
    assessments: emptyPart(new Map()),
    people: emptyPart(new Map()),
    agencies: emptyPart(new Map()),
    changes: [],
    link: "CONNECTING",
    linkSince: now,
  };
}

/** The map with one entry set, or taken away where it is undefined. */
export function withEntry<Value>(map: ById<Value>, key: string, value: Value | undefined): ById<Value> {
  const next = new Map(map);
  if (value === undefined) next.delete(key);
  else next.set(key, value);
  return next;
}

/** The part with one more entry read, in a reading of all. */
export function withRead<Value>(part: Part<ById<Value>>, key: string, value: Value, now: number): Part<ById<Value>> {
  return { ...part, value: withEntry(part.value, key, value), at: now };
}

/** The part with one entry read again. Where that is all there is, the whole is as fresh. */
export function withReread<Value>(part: Part<ById<Value>>, key: string, value: Value, now: number): Part<ById<Value>> {
  const next = withEntry(part.value, key, value);
  return { ...part, value: next, at: next.size === 1 ? now : part.at };
}
