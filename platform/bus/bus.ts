import type { AgencyEvent } from "../../schema/events.js";

/** A place on the stream, opaque to whoever holds it: it stays the same in each process and over restarts. */
export type Cursor = string;

export interface StreamedEvent {
  readonly cursor: Cursor;
  readonly event: AgencyEvent;
  /** When it came on the stream, in milliseconds since 1970: how long it took from there on is the consumer's doing. */
  readonly streamedAt: number;
}

/** A step of one source: the notices after `from` up to `to`, as events. */
export interface Step {
  /** Whose notices: the name of the subgraph. */
  readonly source: string;
  /** How far the source's notices were on the stream before; undefined where none ever was. */
  readonly from: string | undefined;
  readonly to: string;
  readonly events: readonly AgencyEvent[];
}

/** How much of the past is kept, for those who come back: what is older, or more than so many ago, is gone. */
export interface Window {
  readonly ageMs: number;
  readonly events: number;
}

/** Somebody who is given each event as it comes. */
export interface Following {
  stop(): void;
  /** How long ago it was given everything there was; 0 while it has everything. */
  lagMs(): number;
}

/**
 * One stream of events for all processes of the house, in one order for everybody. How far each source's notices are on it
 * is kept with it and moves together with it, so that no crash between the two loses or doubles an event.
 */
export interface Bus {
  /** How far the notices of a source are on the stream; undefined where none ever was. @throws Fault BUS_UNAVAILABLE */
  position(source: string): Promise<string | undefined>;
  /**
   * Appends the events and moves the source's position, both or neither. False, and nothing done, where the position is no
   * longer `from`: another process was first, or this one before its answer was lost. @throws Fault BUS_UNAVAILABLE
   */
  append(step: Step): Promise<boolean>;
  /** The newest place: what comes after it has not happened yet. @throws Fault BUS_UNAVAILABLE */
  end(): Promise<Cursor>;
  /**
   * Events after a place, the oldest first, at most `count`; empty where there are none yet.
   * @throws Refusal CURSOR_INVALID, CURSOR_EXPIRED (older than the window, or of a stream that is lost); Fault BUS_UNAVAILABLE
   */
  read(after: Cursor, count: number): Promise<readonly StreamedEvent[]>;
  /**
   * Gives each event after a place to the listener, in order and once, until stopped; goes on by itself from where it was
   * when the stream was away. Tells `onLost` where it cannot (the place was trimmed, or the stream is a new one) and after
   * which place it goes on: the newest. @throws Refusal CURSOR_INVALID
   */
  follow(
    after: Cursor,
    listener: (events: readonly StreamedEvent[]) => void,
    onLost: (goesOnAfter: Cursor) => void,
  ): Following;
  stop(): Promise<void>;
}
