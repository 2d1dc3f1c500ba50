import type * as answers from "./answers.js";
import type { Ask } from "./ask.js";
import { yearDays } from "./days.js";
import { PARTICIPANT_NOW, PARTNERSHIP_NOW } from "./documents.js";
import type { MandateView } from "./mandate-view.js";
import { withEntry, type DashboardState } from "./state.js";
import { takePerson } from "./take-person.js";

type Next = (state: DashboardState) => DashboardState;

/** How the state becomes when one partnership is read again; unchanged where an agency does not answer. */
export async function rereadPartnership(ask: Ask, view: MandateView, id: string, today: string): Promise<Next> {
  type Now = answers.PartnershipNow & {
    readonly compliance: readonly answers.Finding[] | null;
    readonly occupancies: readonly answers.OccupancyOn[] | null;
    readonly funding?: answers.FundingNow | null;
  };
  const variables = {
    partnership: id,
    year: Number(today.slice(0, 4)),
    on: yearDays(today),
    funding: view.funding,
  };
  const { partnership } = (await ask<{ partnership: Now | null }>(PARTNERSHIP_NOW, variables)).data;
  if (!partnership) return (state) => state;
  const { compliance, occupancies, funding, ...rest } = partnership;
  return (state) => ({
    ...state,
    ...(rest.occupancy && {
      partnerships: { ...state.partnerships, value: withEntry(state.partnerships.value, id, rest) },
    }),
    ...(compliance && { findings: { ...state.findings, value: withEntry(state.findings.value, id, compliance) } }),
    ...(occupancies && { years: { ...state.years, value: withEntry(state.years.value, id, occupancies) } }),
    ...(funding && { funding: { ...state.funding, value: withEntry(state.funding.value, id, funding) } }),
  });
}

/** How the state becomes when one person is read again. */
export async function rereadPerson(ask: Ask, view: MandateView, participant: string): Promise<Next> {
  type Now = answers.PersonDue & answers.PersonReadiness;
  const variables = { participant, identify: view.identify };
  const { data } = await ask<{ participant: Now | null }>(PARTICIPANT_NOW, variables);
  const person = data.participant;
  return person ? (state) => takePerson(state, person) : (state) => state;
}
