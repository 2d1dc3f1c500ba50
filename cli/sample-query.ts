import { AMINA } from "../agencies/population/stories.js";
import { PLOEG_ID } from "../agencies/population/de-ploeg.js";
import { createParticipantIds, Insz } from "../schema/identifiers.js";
import type { Settings } from "../platform/settings.js";

const QUERY = `query($participant: ID!, $partnership: ID!) {
  participant(id: $participant) {
    name { full } advice { status } permissions { statute status validTo }
    hoursPerWeek readiness { ready } ledgerFile { asOf }
  }
  partnership(id: $partnership) { name occupancy { running } funding(year: 2026) { status } }
}`;

/** A question about one participant and one partnership that all four agencies answer, with its variables. */
export function sampleQuery(settings: Settings): { query: string; variables: Record<string, string> } {
  const ids = createParticipantIds(settings.AMA_PARTICIPANT_KEY);
  return {
    query: QUERY.replaceAll(/\s+/g, " "),
    variables: { participant: ids.seal(Insz.parse(AMINA.insz)), partnership: PLOEG_ID },
  };
}

/** The same as a line for a shell. */
export function sampleCommand(settings: Settings, address: string): string {
  const body = JSON.stringify(sampleQuery(settings));
  return `curl -s ${address}/graphql -H 'content-type: application/json' -d '${body}'`;
}
