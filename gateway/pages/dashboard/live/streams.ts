import type { AgencyStatus } from "../data/answers.js";
import type { Change } from "../data/change.js";
import type { Dashboard } from "../data/create-dashboard.js";
import { AGENCY_CHANGES, PARTICIPANT_CHANGES, PARTNERSHIP_CHANGES } from "../data/documents.js";
import type { MandateView } from "../data/mandate-view.js";
import type { Stream } from "./live-link.js";

type Pushed = Omit<Change, "participant" | "partnership">;

/** What the page follows under its mandate, and where it goes. */
export function streamsOf(view: MandateView, dashboard: Dashboard): Stream[] {
  const people: Stream = {
    query: PARTICIPANT_CHANGES,
    variables: { identify: view.identify },
    resumes: true,
    take(data) {
      const { participant, ...rest } = data["participantChanged"] as Pushed & { participant: Change["participant"] };
      dashboard.takeChange({ ...rest, ...(participant && { participant }) });
      return rest.cursor;
    },
  };
  const partnerships: Stream = {
    query: PARTNERSHIP_CHANGES,
    variables: {},
    resumes: true,
    take(data) {
      const { partnership, ...rest } = data["partnershipChanged"] as Pushed & { partnership: { id: string } | null };
      if (partnership) dashboard.takeChange({ ...rest, partnership: partnership.id });
      return rest.cursor;
    },
  };
  const agencies: Stream = {
    query: AGENCY_CHANGES,
    variables: {},
    resumes: false,
    take(data) {
      dashboard.takeAgency(data["agencyStatusChanged"] as AgencyStatus);
      return undefined;
    },
  };
  return [...(view.personChanges ? [people] : []), partnerships, agencies];
}
