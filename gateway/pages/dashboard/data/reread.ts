import type { Ask } from "./ask.js";
import { yearDays } from "./days.js";
import { PARTICIPANT_NOW, PARTNERSHIP_NOW } from "./documents.js";
import type { MandateView } from "./mandate-view.js";
import { withReread, type DashboardState } from "./state.js";
import { takePerson } from "./take-person.js";

export interface RereadParts {
  readonly ask: Ask;
  readonly view: MandateView;
  readonly now: () => number;
}

type Next = (state: DashboardState) => DashboardState;

/** How the state becomes when one partnership is read again; unchanged where an agency does not answer. */
export async function rereadPartnership({ ask, view, now }: RereadParts, id: string, today: string): Promise<Next> {
  const variables = {
    partnership: id,
    year: Number(today.slice(0, 4)),
    on: yearDays(today),
    funding: view.funding,
  };
  const { partnership } = (await ask(PARTNERSHIP_NOW, variables)).data;
  if (!partnership) return (state) => state;
  const { compliance, occupancies, funding, ...rest } = partnership;
  return (state) => ({
    ...state,
    ...(rest.occupancy && { partnerships: withReread(state.partnerships, id, rest, now()) }),
    ...(compliance && { findings: withReread(state.findings, id, compliance, now()) }),
    ...(occupancies && { years: withReread(state.years, id, occupancies, now()) }),
    ...(funding && { funding: withReread(state.funding, id, { ...funding, partnership: { id } }, now()) }),
  });
}

/** How the state becomes when one person is read again. */
export async function rereadPerson({ ask, view }: RereadParts, participant: string): Promise<Next> {
  const variables = { participant, identify: view.identify };
  const { data } = await ask(PARTICIPANT_NOW, variables);
  const person = data.participant;
  return person ? (state) => takePerson(state, person) : (state) => state;
}
