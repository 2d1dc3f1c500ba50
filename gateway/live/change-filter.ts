import { Refusal } from "../../schema/faults.js";
import { EVENTS, type AgencyEvent } from "../../schema/events.js";
import { mayRead } from "../../schema/groups.js";
import type { ParticipantIds } from "../../schema/identifiers.js";
import type { Mandate } from "../../schema/mandate.js";
import type { ChangeKind } from "./entities/changes.js";

/** What a subscriber asks to hear of. */
export interface ChangeArguments {
  readonly ids?: readonly string[] | null;
  readonly partnership?: string | null;
  readonly kinds?: readonly ChangeKind[] | null;
  readonly after?: string | null;
  readonly snapshot?: boolean | null;
}

export type ChangeRoot = "participantChanged" | "partnershipChanged";
/** What a change is about: a key of an event, and the query that finds it by id. */
export type SubjectKey = "participant" | "partnership";

/** @throws Refusal ARGUMENT_INVALID, PARTICIPANT_ID_INVALID that say what to ask instead */
export function checkArguments(
  root: ChangeRoot,
  { ids, partnership, snapshot }: ChangeArguments,
  mandate: Mandate,
  known: ParticipantIds,
): void {
  if (snapshot && !ids)
    throw new Refusal("ARGUMENT_INVALID", "`snapshot` is of those that `ids` names: give them.", "snapshot");
  if (root === "partnershipChanged") return;
  for (const id of ids ?? []) known.open(id);
  if (!ids && !mayRead("person-list", mandate))
    throw new Refusal("ARGUMENT_INVALID", `${mandate.capacity} cannot list persons: name them in \`ids\`.`, "ids");
  if (partnership && !mayRead("guidance", mandate))
    throw new Refusal(
      "ARGUMENT_INVALID",
      `${mandate.capacity} is not told who is guided where: leave \`partnership\` out.`,
      "partnership",
    );
}

/**
 * Whether an event is one that was asked for, and of a kind that the mandate may hear of at all. Whether it is about
 * somebody in sight is for the agency to say.
 */
export function createChangeFilter(
  root: ChangeRoot,
  asked: ChangeArguments,
  mandate: Mandate,
  known: Pick<ParticipantIds, "renew">,
) {
  const { partnership } = asked;
  // Whoever publishes may seal with another key than we, while it is changed.
  const ids = asked.ids && new Set(asked.ids.map((id) => known.renew(id)));
  const kinds = asked.kinds && new Set<string>(asked.kinds);
  const key = keyOf(root);
  return (event: AgencyEvent): boolean => {
    const subject = event[key];
    if (subject === undefined || (ids && !ids.has(known.renew(subject))) || (kinds && !kinds.has(event.kind)))
      return false;
    const { group } = EVENTS[event.kind];
    if (group !== null && !mayRead(group, mandate)) return false;
    return root === "partnershipChanged" || !partnership || !event.partnership || event.partnership === partnership;
  };
}

/** Which of an event's keys a root is about. */
export function keyOf(root: ChangeRoot): SubjectKey {
  return root === "participantChanged" ? "participant" : "partnership";
}
