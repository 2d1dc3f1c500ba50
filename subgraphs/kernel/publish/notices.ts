import type { AgencyEvent } from "../../../schema/events.js";
import type { ParticipantIds } from "../../../schema/identifiers.js";
import type { Settings } from "../../../platform/settings.js";
import type { Asking } from "../asking.js";

/** A part of an agency's log of changes, as events. */
export interface NoticePage {
  readonly events: readonly AgencyEvent[];
  /** How far this part goes: the position that was asked after where there is nothing new. */
  readonly to: string;
  readonly hasMore: boolean;
  /** The agency no longer keeps all that came after the position: some of it is told to nobody. */
  readonly isTorn?: boolean;
  /** How many of the agency's records break its own form: of those nobody is told. */
  readonly unreadable?: number;
}

/** What somebody posted as a notice; whether it is one is still to be seen. */
export interface Delivery {
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

/** Notices that came by themselves: all there are after one position up to another. */
export interface Pushed {
  readonly from: string;
  readonly to: string;
  readonly events: readonly AgencyEvent[];
}

export interface DeliveryParts {
  readonly settings: Settings;
  readonly ids: ParticipantIds;
  /** The machine's time, in milliseconds. */
  readonly nowMs: number;
}

/**
 * How an agency tells that something changed. Each has a log of changes that can be read from a position, in the agency's
 * own form; what it posts or says besides wakes whoever reads, and may be lost.
 */
export interface Notices<S> {
  /** With what the agency shows that a notice is its own; left out where it posts none. */
  readonly secret?: "VDAB_NOTICE_SECRET" | "LOKET_NOTICE_SECRET";
  /** The position of the newest notice. @throws Fault */
  end(source: S, asking: Asking): Promise<string>;
  /** What came after a position, the oldest first. @throws Fault */
  readAfter(position: string, source: S, asking: Asking): Promise<NoticePage>;
  /**
   * Reads what was posted: the notices in it, or nothing where it only says that there are some.
   * @throws Refusal NOTICE_REFUSED when it is not the agency's, BAD_REQUEST when it is none
   */
  receive?(delivery: Delivery, parts: DeliveryParts): Pushed | undefined;
  /** Has the agency wake us over a connection of its own, which comes back by itself. */
  listen?(source: S, wake: () => void): { stop(): Promise<void> };
}
