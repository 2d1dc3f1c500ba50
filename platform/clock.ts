/** The present moment, handed in, so that a test and a picture are the same tomorrow. */
export type Clock = () => Date;

/** The machine's own clock, or one that stands still at `now` (ISO date-time). */
export function createClock(now?: string): Clock {
  if (now === undefined) return () => new Date();
  const moment = new Date(now);
  return () => new Date(moment);
}

/** The calendar day in Flanders at that moment, `2026-03-31`. */
export function dayOf(moment: Date): string {
  return flemishDay.format(moment);
}

const flemishDay = new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Brussels", dateStyle: "short" });
