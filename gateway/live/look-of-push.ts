import type { AgencyName } from "../../schema/agencies.js";
import type { Mandate } from "../../schema/mandate.js";
import type { Look } from "../../platform/access-log/look.js";
import type { ChangeArguments } from "./change-filter.js";
import type { SelectedFields } from "./selected-fields.js";

/** Arguments that say nothing of whoever a push is about: the ids that were asked for, and where the subscription begins. */
const SILENT: ReadonlySet<string> = new Set(["ids", "after", "snapshot"] satisfies (keyof ChangeArguments)[]);
/** A place in the stream, and the person, whose fields the agencies' subgraphs log. */
const TOLD_ELSEWHERE: ReadonlySet<string> = new Set(["cursor", "participant", "__typename"]);

/** What each push of `participantChanged` tells of the person it is about, as schema coordinates without values. */
export function fieldsOfPush(asked: ChangeArguments, selected: SelectedFields): string[] {
  const root = "Subscription.participantChanged";
  const criteria = Object.entries(asked).filter(([name, value]) => !SILENT.has(name) && value !== null);
  return [
    root,
    ...criteria.map(([name]) => `${root}(${name}:)`),
    ...selected
      .namesIn("participantChanged")
      .filter((name) => !TOLD_ELSEWHERE.has(name))
      .map((name) => `ParticipantChange.${name}`),
  ];
}

/** The look that a push is at the person it is about. */
export function lookOfPush(
  { participant, agency }: { participant: { id: string }; agency: AgencyName },
  mandate: Mandate,
  fields: readonly string[],
): Look {
  return { mandate, agency, byRule: false, participants: [participant.id], fields };
}
