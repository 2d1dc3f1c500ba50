import { AMINA } from "../agencies/population/stories.js";
import { PLOEG_ID } from "../agencies/population/de-ploeg.js";
import { createParticipantIds, Insz } from "../schema/identifiers.js";
import { PURPOSE_HEADER } from "../schema/mandate.js";
import type { Settings } from "../platform/settings.js";

const QUERY = `query Sample($participant: ID!, $partnership: ID!, $year: Int!) {
  participant(id: $participant) {
    name { first last }
    advice { status }
    permissions { statute status validTo }
    hoursPerWeek
    readiness { mayBeActive conditions { kind state } }
    ledgerFile { asOf }
  }
  partnership(id: $partnership) {
    name
    occupancy { running granted }
    funding(year: $year) { status trajectories subsidy { cents currency } }
  }
}`;

/** A question about one participant and one partnership that all four agencies answer, with its variables. */
function sampleQuery(settings: Settings, now: Date): { query: string; variables: Record<string, unknown> } {
  const ids = createParticipantIds(settings.AMA_PARTICIPANT_KEY);
  return {
    query: QUERY.replaceAll(/\s+/g, " "),
    variables: { participant: ids.seal(Insz.parse(AMINA.insz)), partnership: PLOEG_ID, year: now.getUTCFullYear() },
  };
}

/** The same as a command for a shell, asked by the lead of the partnership for the guidance of its people. */
export function sampleCommand(settings: Settings, now: Date, at: { gateway: string; issuer: string }): string {
  const body = JSON.stringify(sampleQuery(settings, now));
  return [
    `curl -s ${at.gateway}/graphql -H 'content-type: application/json'`,
    `-H "authorization: Bearer $(AMA_ISSUER_URL=${at.issuer} npx ama token lead)" -H '${PURPOSE_HEADER}: GUIDANCE'`,
    `-d '${body}'`,
  ].join(" \\\n    ");
}
