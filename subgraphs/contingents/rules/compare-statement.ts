import type { Day } from "../../../schema/scalars.js";
import { DifferenceReason } from "../entities/statement-comparison.js";
import type { HeldLine } from "./hold-against-counter.js";

/** What the department accepted of a statement. */
export interface Accepted {
  /** When the accepted version was delivered; null where none is accepted. */
  deliveredOn: Day | null;
  /** Days by person, under the newest number. */
  days: ReadonlyMap<string, number>;
}

export interface ComparedPerson {
  participantId: string;
  listed: number;
  counted: number;
  /** Null where no version is accepted, or it is not told. */
  accepted: number | null;
  reasons: DifferenceReason[];
}

export interface Compared {
  people: ComparedPerson[];
  /** Days that count and were accepted, of everybody; null where there is no such statement. */
  counted: number | null;
  accepted: number | null;
  /** Why the totals differ: what explains the differences between people, and lines that are nobody's. */
  reasons: DifferenceReason[];
}

/**
 * What a statement lists, what of it counts and what the department accepted, by person.
 * @param held null where no statement is in force
 * @param deliveredOn when the statement in force was delivered
 * @param accepted null where the ledger does not tell
 */
export function compareStatement(
  held: readonly HeldLine[] | null,
  deliveredOn: Day | null,
  isPremature: boolean,
  accepted: Accepted | null,
): Compared {
  const listed = new Map<string, readonly Day[]>();
  const counted = new Map<string, number>();
  let isOfNobody = false;
  for (const { line, participantId, counted: days } of held ?? []) {
    if (participantId === null) isOfNobody ||= line.days.length > 0;
    else {
      const before = listed.get(participantId);
      listed.set(participantId, before ? [...new Set([...before, ...line.days])] : line.days);
      counted.set(participantId, (counted.get(participantId) ?? 0) + days.length);
    }
  }
  const isAccepted = accepted !== null && accepted.deliveredOn !== null;
  const ids = new Set([...listed.keys(), ...(isAccepted ? accepted.days.keys() : [])]);
  const people = [...ids].map((participantId): ComparedPerson => {
    const person = {
      participantId,
      listed: listed.get(participantId)?.length ?? 0,
      counted: counted.get(participantId) ?? 0,
      accepted: isAccepted ? (accepted.days.get(participantId) ?? 0) : null,
    };
    return { ...person, reasons: reasonsOf(person) };
  });
  return {
    people,
    counted: held && people.reduce((sum, person) => sum + person.counted, 0),
    accepted: isAccepted ? [...accepted.days.values()].reduce((sum, days) => sum + days, 0) : null,
    reasons: [
      ...new Set([...(isOfNobody ? [DifferenceReason.ROW_PROBLEM] : []), ...people.flatMap(({ reasons }) => reasons)]),
    ],
  };

  function reasonsOf(person: Omit<ComparedPerson, "reasons">): DifferenceReason[] {
    const reasons: DifferenceReason[] = [];
    if (person.listed !== person.counted)
      reasons.push(isPremature ? DifferenceReason.QUARTER_NOT_ENDED : DifferenceReason.ROW_PROBLEM);
    if (accepted === null) return reasons;
    if (person.accepted === null) return [...reasons, DifferenceReason.NOTHING_ACCEPTED];
    if (person.accepted === person.counted) return reasons;
    if (held === null) return [...reasons, DifferenceReason.NOT_DELIVERED];
    if (accepted.deliveredOn !== deliveredOn) reasons.push(DifferenceReason.OTHER_VERSION);
    if (person.listed === 0) reasons.push(DifferenceReason.NOT_LISTED);
    else if (person.accepted === 0) reasons.push(DifferenceReason.NOT_ACCEPTED);
    return reasons.length > 0 ? reasons : [DifferenceReason.UNKNOWN];
  }
}
