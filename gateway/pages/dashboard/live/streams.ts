import type { TypedDocument } from "../../../../schema/typed-documents.js";
import type { Dashboard } from "../data/create-dashboard.js";
import { AGENCY_CHANGES, PARTICIPANT_CHANGES, PARTNERSHIP_CHANGES } from "../data/documents.js";
import type { MandateView } from "../data/mandate-view.js";
import type { Stream } from "./live-link.js";

/** What the page follows under its mandate, and where it goes. */
export function streamsOf(view: MandateView, dashboard: Dashboard): Stream[] {
  const people = streamOf(PARTICIPANT_CHANGES, { identify: view.identify }, ({ participantChanged }) => {
    const { participant, ...rest } = participantChanged;
    dashboard.takeChange({ ...rest, ...(participant && { participant }) });
    return rest.cursor;
  });
  const partnerships = streamOf(PARTNERSHIP_CHANGES, {}, ({ partnershipChanged }) => {
    const { partnership, ...rest } = partnershipChanged;
    if (partnership) dashboard.takeChange({ ...rest, partnership: partnership.id });
    return rest.cursor;
  });
  const agencies = streamOf(AGENCY_CHANGES, {}, ({ agencyStatusChanged }) => {
    dashboard.takeAgency(agencyStatusChanged);
    return undefined;
  });
  return [...(view.personChanges ? [people] : []), partnerships, { ...agencies, resumes: false }];
}

function streamOf<Data, Variables extends Stream["variables"]>(
  { text: query }: TypedDocument<Data, Variables>,
  variables: NoInfer<Variables>,
  take: (data: Data) => string | undefined,
): Stream {
  return { query, variables, resumes: true, take: (data) => take(data as Data) };
}
