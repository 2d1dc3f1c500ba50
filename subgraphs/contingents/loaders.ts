import { Fault, Refusal } from "../../schema/faults.js";
import type { Day } from "../../schema/scalars.js";
import type { Asking } from "../kernel/asking.js";
import type { Found } from "../kernel/loader.js";
import type { Reads } from "../kernel/reads.js";
import { isRelatedByCounter } from "./rules/may-see.js";
import type { PageQuestion } from "./source/agreement-reads.js";
import type { LoketSource } from "./source/loket-source.js";

export type Loaders = ReturnType<typeof createLoaders>;

export function createLoaders(source: LoketSource, asking: Asking, reads: Reads) {
  const tally = reads.load("tally", (keys) => byDay(keys, (on, ids) => source.askTallies(on, ids, asking)));
  const agreements = reads.load("agreements", (keys) => source.searchAgreements(keys, asking));
  const participants = reads.load("participants", (keys) => source.searchParticipants(keys, asking));
  // Where the counter's own file decides whether the asker sees the person, it is not kept.
  const read = isRelatedByCounter(asking.mandate) ? reads.load : reads.loadKept;
  return {
    permissionPolicy: source.permissionPolicy,
    partnership: reads.load("partnership", (keys) => source.askPartnerships(keys, asking)),
    /** Every partnership, asked once a request. */
    partnerships: reads.once("partnerships", () => source.listPartnerships(asking)),
    guide: reads.load("guide", (keys) => source.askGuides(keys, asking)),
    guidesOf: reads.load("guidesOf", (keys) => source.askGuidesOf(keys, asking)),
    workplace: reads.load("workplace", (keys) => source.askWorkplaces(keys, asking)),
    organisation: reads.load("organisation", (keys) => source.askOrganisations(keys, asking)),
    agreement: reads.load("agreement", (keys) => source.askAgreements(keys, asking)),
    person: read("person", (keys) => source.askPersons(keys, asking)),
    tally: (partnership: string, on: Day) => tally.load(`${on} ${partnership}`),
    agreementPage: (question: PageQuestion) => agreements.load(JSON.stringify(question)),
    participantPage: (question: PageQuestion) => participants.load(JSON.stringify(question)),
    /** Over everybody: for those alone who may read statistics, which their fields say. */
    durations: (until: Day) => source.askDurations(until, asking),
    deliveries: reads.load("deliveries", (keys) => source.askDeliveries(keys, asking)),
    /** What is in force, by `<partnership>_<quarter>`. */
    statement: reads.load("statement", (keys) => source.askStatements(keys, asking)),
    /** The files in the drop folder that nobody can assign, looked for once a request. */
    unassignedFiles: reads.once("unassigned", () => source.askUnassigned(asking)),
    /** All that was delivered, the newest first. */
    versions: reads.load("versions", (keys) => source.askVersions(keys, asking)),
    policy: source.policy,
  };
}

/** Asks keys of the form `<day> <id>`, one call a day. */
async function byDay<T>(
  keys: readonly string[],
  ask: (day: Day, ids: string[]) => Promise<Found<T>>,
): Promise<Found<T>> {
  const days = new Map<Day, string[]>();
  for (const key of keys) {
    const day = key.slice(0, 10);
    days.set(day, [...(days.get(day) ?? []), key.slice(11)]);
  }
  const found = new Map<string, T | Fault | Refusal>();
  await Promise.all(
    [...days].map(async ([day, ids]) => {
      for (const [id, value] of await ask(day, ids)) found.set(`${day} ${id}`, value);
    }),
  );
  return found;
}
