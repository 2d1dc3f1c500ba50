import { dayNumber, FIRST_DAY, isoDay, yearOf } from "./calendar.js";
import type { Setting } from "./partnerships.js";
import { Random } from "./random.js";
import type { Contingent, Person } from "./world.js";

const SMALLEST = 2;
const DAYS_PER_YEAR = 365;

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
    const granted = Math.max(
      SMALLEST,
      current ? grantedFor(guided, filling) : Math.round(guided * (0.9 + random.fraction() * 0.3)),
    );
    const appliedFor = granted + Math.round(granted * random.fraction() * 0.3);
    const begin = dayNumber(year === 2021 ? FIRST_DAY : `${year}-01-01`);
    const appliedOn = begin - random.between(75, 110);
    const grantedOn = begin - random.between(12, 40);
    if (appliedOn > today || (year > thisYear && random.chance(0.15))) continue;
    contingents.push({
      year,
      appliedFor,
      appliedOn: isoDay(appliedOn),
      ...(grantedOn <= today && { granted, grantedOn: isoDay(grantedOn) }),
    });
  }
  return contingents;
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
