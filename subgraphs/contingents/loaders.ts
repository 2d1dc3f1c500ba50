import { Fault, Refusal } from "../../schema/faults.js";
import type { Day } from "../../schema/scalars.js";
import type { Asking } from "../kernel/asking.js";
import { createLoader, type Found } from "../kernel/loader.js";
import type { PageQuestion } from "./source/agreement-reads.js";
import type { LoketSource } from "./source/loket-source.js";

export type Loaders = ReturnType<typeof createLoaders>;

export function createLoaders(source: LoketSource, asking: Asking) {
  let partnerships: ReturnType<LoketSource["listPartnerships"]> | undefined;
  const tally = createLoader((keys) => byDay(keys, (on, ids) => source.askTallies(on, ids, asking)));
  const agreements = createLoader((keys) => source.searchAgreements(keys, asking));
  const participants = createLoader((keys) => source.searchParticipants(keys, asking));
  let unassigned: ReturnType<LoketSource["askUnassigned"]> | undefined;
  return {
    permissionPolicy: source.permissionPolicy,
    partnership: createLoader((keys) => source.askPartnerships(keys, asking)),
    /** Every partnership, asked once a request. */
    partnerships: () => (partnerships ??= source.listPartnerships(asking)),
    guide: createLoader((keys) => source.askGuides(keys, asking)),
    guidesOf: createLoader((keys) => source.askGuidesOf(keys, asking)),
    workplace: createLoader((keys) => source.askWorkplaces(keys, asking)),
    organisation: createLoader((keys) => source.askOrganisations(keys, asking)),
    agreement: createLoader((keys) => source.askAgreements(keys, asking)),
    person: createLoader((keys) => source.askPersons(keys, asking)),
    tally: (partnership: string, on: Day) => tally.load(`${on} ${partnership}`),
    agreementPage: (question: PageQuestion) => agreements.load(JSON.stringify(question)),
    participantPage: (question: PageQuestion) => participants.load(JSON.stringify(question)),
    /** Over everybody: for those alone who may read statistics, which their fields say. */
    durations: (until: Day) => source.askDurations(until, asking),
    deliveries: createLoader((keys) => source.askDeliveries(keys, asking)),
    /** What is in force, by `<partnership>_<quarter>`. */
    statement: createLoader((keys) => source.askStatements(keys, asking)),
    /** The files in the drop folder that nobody can assign, looked for once a request. */
    unassignedFiles: () => (unassigned ??= source.askUnassigned(asking)),
    /** All that was delivered, the newest first. */
    versions: createLoader((keys) => source.askVersions(keys, asking)),
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
