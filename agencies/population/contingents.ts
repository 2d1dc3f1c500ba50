import { dayNumber, FIRST_DAY, isoDay, yearOf } from "./calendar.js";
import { PIONEER, type Setting } from "./partnerships.js";
import { Random } from "./random.js";
import { redistribute } from "./redistributions.js";
import type { Contingent, Person } from "./world.js";

const SMALLEST = 2;
const DAYS_PER_YEAR = 365;

/** Some years were granted by the days that people attend, about two in five: those days can come to more than the grant. */
const SHARE_TIGHT = 0.6;

/** The settings whose filling every world shows, however small. */
const OVERFULL = 1;
const UNDERFULL = 2;

/** How many participants a partnership guided: now, and on average in each year. */
interface Load {
  running: number;
  perYear: Map<number, number>;
}

/** Counts, per partnership, who is guided now and how many were on average in each year. */
export function loadsOf(persons: readonly Person[], today: number): Map<string, Load> {
  const loads = new Map<string, Load>();
  for (const person of persons) {
    let runningAt = "";
    for (const { partnershipId, startsOn, endsOn } of person.agreements) {
      let load = loads.get(partnershipId);
      if (!load) loads.set(partnershipId, (load = { running: 0, perYear: new Map() }));
      const start = dayNumber(startsOn);
      const end = endsOn === undefined ? today : Math.min(today, dayNumber(endsOn));
      if (start <= today && end === today && runningAt !== partnershipId) {
        load.running++;
        runningAt = partnershipId;
      }
      for (let year = yearOf(start); year <= yearOf(end); year++) {
        const days = Math.min(end, dayNumber(`${year}-12-31`)) - Math.max(start, dayNumber(`${year}-01-01`)) + 1;
        load.perYear.set(year, (load.perYear.get(year) ?? 0) + Math.max(0, days) / DAYS_PER_YEAR);
      }
    }
  }
  return loads;
}

/** The contingents of a partnership, made to fit what it guides: some too small, some too large. */
export function contingentsOf(seed: number, setting: Setting, load: Load | undefined, today: number): Contingent[] {
  const random = new Random(seed, "contingent", setting.index);
  const filling = fillingOf(random, setting.index);
  const thisYear = yearOf(today);
  const lastYear = setting.to === undefined ? thisYear + 1 : yearOf(setting.to);
  const contingents: Contingent[] = [];
  for (let year = yearOf(setting.from); year <= lastYear; year++) {
    const current = year >= thisYear;
    const guided = current ? (load?.running ?? 0) : (load?.perYear.get(year) ?? 0);
    const drawn = Math.max(
      SMALLEST,
      current ? grantedFor(guided, filling) : Math.round(guided * (0.9 + random.fraction() * 0.3)),
    );
    const tight = current ? undefined : tightened(seed, setting.index, year, guided);
    const granted = tight ?? drawn;
    const appliedFor = drawn + Math.round(drawn * random.fraction() * 0.3);
    const begin = dayNumber(year === 2021 ? FIRST_DAY : `${year}-01-01`);
    const appliedOn = begin - random.between(75, 110);
    const grantedOn = begin - random.between(12, 40);
    if (appliedOn > today || (year > thisYear && random.chance(0.15))) continue;
    const contingent = { year, appliedFor, appliedOn: isoDay(appliedOn) };
    if (grantedOn > today) contingents.push(contingent);
    else {
      const decided = { ...contingent, granted, grantedOn: isoDay(grantedOn) };
      contingents.push(redistribute(seed, setting.index, decided, { tight: tight !== undefined, today }));
    }
  }
  return contingents;
}

/** The grant of a year by the days that people attend; undefined for most years, and always at SV-0001. */
function tightened(seed: number, index: number, year: number, guided: number): number | undefined {
  const random = new Random(seed, "tight contingent", index, year);
  const isDrawn = random.chance(SHARE_TIGHT);
  if (index === 0 || !(isDrawn || (index === PIONEER && year === 2021))) return undefined;
  return Math.max(1, Math.round(guided * (0.2 + random.fraction() * 0.2)));
}

type Filling = { kind: "OVER" | "BALANCE" | "UNDER"; share: number };

function fillingOf(random: Random, index: number): Filling {
  const drawn = random.weighted([["OVER", 15], ["BALANCE", 55], ["UNDER", 30]] as const); // prettier-ignore
  const kind = index === 0 ? "BALANCE" : index === OVERFULL ? "OVER" : index === UNDERFULL ? "UNDER" : drawn;
  const spread = random.fraction();
  if (kind === "OVER") return { kind, share: 1.05 + spread * 0.2 };
  return { kind, share: kind === "UNDER" ? 0.45 + spread * 0.4 : 0.92 + spread * 0.08 };
}

function grantedFor(running: number, { kind, share }: Filling): number {
  if (kind === "OVER") return Math.min(running - 1, Math.round(running / share));
  if (kind === "UNDER") return Math.ceil((running + 0.5) / share);
  return Math.max(running, Math.floor(running / share));
}
