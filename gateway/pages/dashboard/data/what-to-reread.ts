import type { Change } from "./change.js";

/** What is read again by itself: one partnership's figures, who is guided in it, or one person. */
export type Reread = `partnership:${string}` | `people:${string}` | `person:${string}`;

/** What a change makes out of date. What a mandate does not read is not read again either: the caller leaves it out. */
export function whatToReread({ kind, participant, partnership }: Change): readonly Reread[] {
  const person: Reread[] = participant ? [`person:${participant.id}`] : [];
  switch (kind) {
    case "SNAPSHOT":
      return [];
    case "AGREEMENT_CHANGED":
      return partnership ? [...person, `partnership:${partnership}`, `people:${partnership}`] : person;
    case "CONTINGENT_CHANGED":
    case "STATEMENT_CHANGED":
    case "FUNDING_CHANGED":
      return partnership ? [`partnership:${partnership}`] : [];
    default:
      return person;
  }
}
