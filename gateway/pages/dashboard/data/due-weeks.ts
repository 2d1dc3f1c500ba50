import { addDays, daysBetween, mondayOf } from "./days.js";

export type DueKind = "ASSESSMENT" | "PERMISSION" | "AGREEMENT";

/** Something that ends or must be done by a day, of a person. */
export interface DueItem {
  readonly kind: DueKind;
  readonly on: string;
  readonly participant: string;
}

export interface DueWeek {
  /** Its Monday; undefined for all that is past. */
  readonly monday: string | undefined;
  readonly counts: Readonly<Record<DueKind, number>>;
  readonly total: number;
}

/** Counts by week: first what is past its day, then this week and those after it; what is later is left out. */
export function dueWeeks(items: readonly DueItem[], today: string, weeks: number): DueWeek[] {
  const first = mondayOf(today);
  const counts = Array.from({ length: weeks + 1 }, () => ({ ASSESSMENT: 0, PERMISSION: 0, AGREEMENT: 0 }));
  for (const { kind, on } of items) {
    const place = on < today ? 0 : Math.floor(daysBetween(first, on) / 7) + 1;
    const week = counts[place];
    if (week) week[kind] += 1;
  }
  return counts.map((week, place) => ({
    monday: place === 0 ? undefined : addDays(first, (place - 1) * 7),
    counts: week,
    total: week.ASSESSMENT + week.PERMISSION + week.AGREEMENT,
  }));
}
