import { Fault, Refusal } from "../../schema/faults.js";
import { Insz, type ParticipantIds } from "../../schema/identifiers.js";
import type { AgencyName } from "../../schema/agencies.js";

/** What an agency says of one person: a record, that the number was replaced, or why it says nothing. */
export type PersonReply<Value> = { value: Value } | { replacedBy: Insz } | Fault;

const MOST_REPLACEMENTS = 3;

/** What an agency says of persons, and under which keys it said that the number was replaced. */
export class FoundPersons<Value> extends Map<string, Value | Fault | Refusal> {
  readonly moved = new Set<string>();
}

/**
 * Asks an agency for persons by participant id. A number that was replaced is asked again under its successor; an id
 * that is not ours is a refusal under its own key.
 * @param ask for many numbers at once; replies by the eleven digits, a number it does not hold simply missing
 */
export async function askPersons<Value>(
  agency: AgencyName,
  ids: ParticipantIds,
  keys: readonly string[],
  ask: (numbers: readonly Insz[]) => Promise<ReadonlyMap<string, PersonReply<Value>>>,
): Promise<FoundPersons<Value>> {
  const found = new FoundPersons<Value>();
  let open = new Map<string, Insz>();
  for (const key of keys) {
    try {
      open.set(key, ids.open(key));
    } catch (error) {
      found.set(key, error as Refusal);
    }
  }
  for (let round = 0; open.size > 0; round += 1) {
    if (round > MOST_REPLACEMENTS) {
      for (const key of open.keys())
        found.set(key, new Fault("AGENCY_RECORD_INVALID", agency, "national numbers replace each other without end"));
      break;
    }
    const numbers = new Map([...open.values()].map((insz) => [insz.reveal(), insz]));
    const replies = await ask([...numbers.values()]);
    const next = new Map<string, Insz>();
    for (const [key, insz] of open) {
      const reply = replies.get(insz.reveal());
      if (reply === undefined) continue;
      if (reply instanceof Fault) found.set(key, reply);
      else if ("replacedBy" in reply) {
        found.moved.add(key);
        next.set(key, reply.replacedBy);
      } else found.set(key, reply.value);
    }
    open = next;
  }
  return found;
}
