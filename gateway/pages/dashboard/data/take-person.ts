import { addDays } from "./days.js";
import type { PersonDue, PersonReadiness } from "./answers.js";
import { withEntry, type ById, type DashboardState } from "./state.js";

/** How far ahead assessments are listed. */
export const DUE_DAYS = 84;

/** Puts what was read of one person wherever the person stands. */
export function takePerson(state: DashboardState, person: PersonDue & PersonReadiness): DashboardState {
  const { assessments, people, today } = state;
  return {
    ...state,
    assessments: { ...assessments, value: takeDue(assessments.value, person, today) },
    people: { ...people, value: takeReadiness(people.value, person) },
  };
}

function takeDue(known: ById<PersonDue>, { id, name, assessmentDueOn }: PersonDue, today: string): ById<PersonDue> {
  const due = assessmentDueOn !== null && assessmentDueOn < addDays(today, DUE_DAYS);
  if (!due && !known.has(id)) return known;
  return withEntry(known, id, due ? { id, ...(name !== undefined && { name }), assessmentDueOn } : undefined);
}

function takeReadiness(
  known: ById<readonly PersonReadiness[]>,
  { id, readiness }: PersonReadiness,
): ById<readonly PersonReadiness[]> {
  let next = known;
  for (const [partnership, people] of known)
    if (people.some((one) => one.id === id))
      next = withEntry(
        next,
        partnership,
        people.map((one) => (one.id === id ? { ...one, readiness } : one)),
      );
  return next;
}
