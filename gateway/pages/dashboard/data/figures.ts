import type { Condition, FundingNow, OccupancyOn, PartnershipNow, PersonDue, PersonReadiness } from "./answers.js";
import { addDays } from "./days.js";
import type { DueItem } from "./due-weeks.js";
import type { ById, DashboardState } from "./state.js";

/** One partnership, or all that the mandate shows. */
export type Focus = string | null;

export function partnershipsIn({ partnerships }: DashboardState, focus: Focus): PartnershipNow[] {
  const all = [...partnerships.value.values()];
  return focus === null ? all : all.filter(({ id }) => id === focus);
}

/** Whether people may run there: too few to show may be some. */
export function hasPeople({ occupancy }: PartnershipNow): boolean {
  return occupancy !== null && occupancy.running !== 0;
}

export interface OccupancySum {
  readonly running: number;
  readonly granted: number;
  readonly projected: number;
  /** Whether a figure in it was rounded down or not shown: the sum is then the least that it can be. */
  readonly isLeast: boolean;
}

export function sumOccupancy(partnerships: readonly PartnershipNow[]): OccupancySum {
  const sum = { running: 0, granted: 0, projected: 0, isLeast: false };
  for (const { occupancy } of partnerships) {
    if (!occupancy) continue;
    sum.running += occupancy.running ?? 0;
    sum.granted += occupancy.granted ?? 0;
    sum.projected += occupancy.projectedYearEnd ?? 0;
    sum.isLeast ||= occupancy.roundedTo > 1;
  }
  return sum;
}

/** One day of a year of several partnerships together. */
export interface YearDay {
  readonly on: string;
  readonly granted: number;
  readonly running: number;
  readonly used: number;
  readonly projectedYearEnd: number;
}

/**
 * The year of several partnerships together, by the days on which they were counted; days that one of them lacks are left
 * out, as are those of the year before. What is too small to show adds nothing.
 */
export function sumYears(years: readonly (readonly OccupancyOn[])[]): YearDay[] {
  const days = new Map<string, { sum: YearDay; count: number }>();
  for (const year of years)
    for (const [on, { granted, running, used, projectedYearEnd }] of byDayCounted(year)) {
      const { sum, count } = days.get(on) ?? {
        sum: { on, granted: 0, running: 0, used: 0, projectedYearEnd: 0 },
        count: 0,
      };
      const next = {
        on,
        granted: sum.granted + (granted ?? 0),
        running: sum.running + (running ?? 0),
        used: sum.used + (used ?? 0),
        projectedYearEnd: sum.projectedYearEnd + (projectedYearEnd ?? 0),
      };
      days.set(on, { sum: next, count: count + 1 });
    }
  const most = Math.max(0, ...[...days.values()].map(({ count }) => count));
  return [...days.values()]
    .filter(({ count }) => count === most)
    .map(({ sum }) => sum)
    .sort((a, b) => (a.on < b.on ? -1 : 1));
}

/** Several days asked for may have been counted as of one. */
function byDayCounted(year: readonly OccupancyOn[]): ReadonlyMap<string, OccupancyOn> {
  const ofTheYear = year.filter(({ on, countedOn }) => on.slice(0, 4) === countedOn.slice(0, 4));
  return new Map(ofTheYear.map((occupancy) => [occupancy.countedOn, occupancy]));
}

/** A person in one partnership, with what lacks. */
export interface PersonRow extends PersonReadiness {
  readonly partnership: string;
}

export function peopleIn(people: ById<readonly PersonReadiness[]>, focus: Focus): PersonRow[] {
  const lists = focus === null ? [...people] : [...people].filter(([id]) => id === focus);
  return lists.flatMap(([partnership, persons]) => persons.map((person) => ({ ...person, partnership })));
}

export type ReadinessVerdict = "MAY" | "MAY_NOT" | "UNKNOWN";

export function verdictOf({ readiness }: PersonReadiness): ReadinessVerdict {
  if (!readiness || readiness.mayBeActive === null) return "UNKNOWN";
  return readiness.mayBeActive ? "MAY" : "MAY_NOT";
}

/** The conditions that do not hold, or are not known to. */
export function lackingOf({ readiness }: PersonReadiness): Condition[] {
  return readiness?.conditions.filter(({ state }) => state !== "MET") ?? [];
}

/** What ends, or must be done, in the coming weeks: assessments, permissions and agreements of people who are guided. */
export function dueItems(state: DashboardState, focus: Focus): DueItem[] {
  const rows = peopleIn(state.people.value, focus);
  const known = focus === null ? null : new Set(rows.map(({ id }) => id));
  const assessments = [...state.assessments.value.values()].flatMap(({ id, assessmentDueOn }): DueItem[] =>
    assessmentDueOn === null || (known && !known.has(id))
      ? []
      : [{ kind: "ASSESSMENT", on: assessmentDueOn, participant: id }],
  );
  const ends = rows.flatMap((row) => endsOf(row));
  return [...assessments, ...ends].sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
}

function endsOf({ id, readiness }: PersonRow): DueItem[] {
  return (readiness?.conditions ?? []).flatMap(({ kind, state, until }): DueItem[] => {
    if (until === null || state !== "MET") return [];
    return kind === "PERMISSION" || kind === "AGREEMENT" ? [{ kind, on: until, participant: id }] : [];
  });
}

export function dueWithin(items: readonly DueItem[], kind: DueItem["kind"], today: string, days: number): DueItem[] {
  const last = addDays(today, days);
  return items.filter((item) => item.kind === kind && item.on <= last);
}

/** How somebody is called: by name where the mandate knows it, else by the end of the id. */
export function callPerson({ id, name }: Pick<PersonDue, "id" | "name">): string {
  return name ? [name.first, name.last].filter(Boolean).join(" ") : `··${id.slice(-6)}`;
}

export interface FundingSum {
  readonly subsidy: number;
  readonly advances: number;
  readonly balance: number;
  /** Whether a figure in it was rounded down or not shown: subsidy and balance are then the least that they can be. */
  readonly isLeast: boolean;
}

/** In cents. */
export function sumFunding(funding: readonly FundingNow[]): FundingSum {
  const sum = { subsidy: 0, advances: 0, balance: 0, isLeast: false };
  for (const { subsidy, advances, balance, roundedTo } of funding) {
    sum.subsidy += subsidy?.cents ?? 0;
    sum.advances += advanced(advances);
    sum.balance += balance?.cents ?? (roundedTo > 1 ? -advanced(advances) : 0);
    sum.isLeast ||= roundedTo > 1;
  }
  return sum;
}

export function advanced(advances: FundingNow["advances"]): number {
  return (advances ?? []).reduce((all, { amount }) => all + amount.cents, 0);
}
