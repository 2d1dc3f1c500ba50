import type { ParticipantId } from "../../../schema/identifiers.js";

/** One change as an agency told it, in our words: whose and of what, never what it is now. */
export interface Notice<Topic extends string> {
  /** The agency's own number of it. */
  readonly number: string;
  readonly topic: Topic;
  readonly participant?: ParticipantId;
  readonly partnership?: string;
  /** ISO 8601. */
  readonly occurredAt: string;
}

/** A part of an agency's log of changes, as its source reads it. */
export interface NoticeRead<Topic extends string> {
  readonly notices: readonly Notice<Topic>[];
  readonly to: string;
  readonly hasMore: boolean;
  /** The agency no longer keeps all that came after the position. */
  readonly isTorn: boolean;
  /** How many could not be read: of those nobody is told. */
  readonly unreadable: number;
}
