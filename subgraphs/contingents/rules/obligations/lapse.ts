import type { Day } from "../../../../schema/scalars.js";
import type { Actor } from "../../entities/actor.js";
import type { ObligationKind } from "../../entities/finding.js";
import { dayAfter, dayBefore } from "../../../../schema/days.js";

/** What is wrong with an obligation on a day; `met` is null where it cannot be told. */
export interface Defect {
  met: false | null;
  actor: Actor;
  explanation: string;
}

/** A period in which an obligation did not hold, or cannot be told to have held. */
export interface Lapse extends Defect {
  kind: ObligationKind;
  /** The day that the obligation concerns: by which something had to be done, or from which something had to hold. */
  on: Day;
  since: Day;
  /** Last day; null: it still lasts. */
  until: Day | null;
}

/** Days from which to which an obligation is judged; an open end is today. */
export interface Term {
  from: Day;
  to: Day | null;
}

/**
 * The lapses of an obligation over a term, up to and including today; equal faults that follow on each other are one.
 * @param changes the days on which the judgement may change; it is asked on those and the first day alone
 */
export function lapsesIn(
  kind: ObligationKind,
  term: Term,
  changes: readonly Day[],
  judge: (on: Day) => Defect | null,
  today: Day,
): Lapse[] {
  const last = lastDay(term, today);
  if (term.from > last) return [];
  const days = [...new Set([term.from, ...changes.filter((day) => day > term.from && day <= last)])].sort();
  const lapses: Lapse[] = [];
  for (const [i, day] of days.entries()) {
    const fault = judge(day);
    const next = days[i + 1];
    const until = next === undefined ? endOf(term, today) : dayBefore(next);
    const before = lapses.at(-1);
    if (fault && before && isSame(fault, before) && before.until === dayBefore(day)) before.until = until;
    else if (fault) lapses.push({ kind, on: day, since: day, until, ...fault });
  }
  return lapses;
}

/** Whether a lapse covers a day that is not after today. */
export function covers({ since, until }: Pick<Lapse, "since" | "until">, day: Day): boolean {
  return since <= day && (until === null || day <= until);
}

/** The first days on which periods hold, and the first on which they do not any more. */
export function edgesOf(periods: readonly { validFrom: Day | null; validTo: Day | null }[]): Day[] {
  return periods.flatMap(({ validFrom, validTo }) => [
    ...(validFrom === null ? [] : [validFrom]),
    ...(validTo === null ? [] : [dayAfter(validTo)]),
  ]);
}

/** The last day on which an obligation is judged. */
export function lastDay({ to }: Term, today: Day): Day {
  return to !== null && to < today ? to : today;
}

/** The end of a lapse that lasts to the end of the term; null while the term runs. */
export function endOf({ to }: Term, today: Day): Day | null {
  return to !== null && to < today ? to : null;
}

function isSame(a: Defect, b: Defect): boolean {
  return a.met === b.met && a.actor === b.actor && a.explanation === b.explanation;
}
