import { agreedDays, attendedDays } from "../../population/attendance.js";
import { addMonths, dayNumber, isoDay, quarterPeriod } from "../../population/calendar.js";
import { PLOEG_ID } from "../../population/de-ploeg.js";
import { hashOf } from "../../population/random.js";
import type { Agreement, Person, World } from "../../population/world.js";

import { settlementDay } from "./working-rules.js";

/** A quarterly statement as the department filed it. */
export interface StatementRow {
  id: number;
  partnershipId: string;
  year: number;
  quarter: number;
  version: number;
  status: "INGEDIEND" | "AANVAARD" | "VERVANGEN";
  deliveredOn: string;
  acceptedOn: string | null;
  /** What was wrong with it, which a later version puts right. */
  flaw?: "SOME_MISSED" | "MANY_MISSED" | "ABSENCES_COUNTED";
}

export interface DaysRow {
  statementId: number;
  insz: string;
  agreement: string;
  startedOn: string;
  attended: number;
  /** A digit for each day of the quarter: 1 for the days attended that this line counts. */
  present: string;
  guided: number;
  /** The calendar days that this line counts; null: none. */
  guidedFrom: string | null;
  guidedTo: string | null;
}

export interface FiledStatements {
  statements: StatementRow[];
  /** By statement; a partnership's rows lie together. */
  days: DaysRow[][];
}

const DAYS_TO_ACCEPT = 12;
/** One statement in eleven came in again, corrected: the first version missed some participants. */
const CORRECTED_ONE_IN = 11;
const MISSED_ONE_IN = 10;
/** Of one year in six a statement came in again after the settlement; one person in three was missed, or too much was counted. */
const LATE_ONE_IN = 6;
const LATE_MISSED_ONE_IN = 3;
/** A typing error in the agreement's number that was accepted as it stood. Never in the stories' files. */
const MISTYPED_ONE_IN = 499;
const STORIES = 12;

/** Every delivered statement with its days, from the same attendance that the workplaces kept. */
export function fileStatements(world: World): FiledStatements {
  const statements: StatementRow[] = [];
  const byQuarter = new Map<string, StatementRow[]>();
  for (const partnership of world.partnerships)
    for (const { quarter, deliveredOn } of partnership.statements) {
      const versions = versionsOf(partnership.id, quarter, deliveredOn, world.now.slice(0, 10));
      for (const version of versions) statements.push({ ...version, id: statements.length + 1 });
      byQuarter.set(`${partnership.id} ${quarter}`, statements.slice(-versions.length));
    }
  const days: DaysRow[][] = statements.map(() => []);
  for (const person of world.persons)
    for (const [place, agreements] of agreementsByPartnership(person))
      for (const quarter of quartersOf(agreements, world.now)) {
        const versions = byQuarter.get(`${place} ${quarter}`);
        if (!versions) continue;
        const right = daysOf(world, person, agreements, quarter, attendedDayNumbers);
        for (const { id, flaw } of versions) {
          if (flaw === "SOME_MISSED" && person.index % MISSED_ONE_IN === 0) continue;
          if (flaw === "MANY_MISSED" && person.index % LATE_MISSED_ONE_IN === 0) continue;
          const rows = flaw === "ABSENCES_COUNTED" ? daysOf(world, person, agreements, quarter, agreedDays) : right;
          const filed = days[id - 1]!;
          for (const row of rows) filed.push({ ...row, statementId: id });
        }
      }
  return { statements, days };
}

function versionsOf(
  partnershipId: string,
  quarter: string,
  deliveredOn: string,
  today: string,
): Omit<StatementRow, "id">[] {
  const base = { partnershipId, year: Number(quarter.slice(0, 4)), quarter: Number(quarter.slice(5)) };
  const later = (days: number) => isoDay(dayNumber(deliveredOn) + days);
  const last = (version: number, on: string): Omit<StatementRow, "id"> => {
    const acceptedOn = isoDay(dayNumber(on) + DAYS_TO_ACCEPT);
    return acceptedOn <= today
      ? { ...base, version, status: "AANVAARD", deliveredOn: on, acceptedOn }
      : { ...base, version, status: "INGEDIEND", deliveredOn: on, acceptedOn: null };
  };
  const replaced = {
    ...base,
    version: 1,
    status: "VERVANGEN" as const,
    deliveredOn,
    acceptedOn: later(DAYS_TO_ACCEPT),
  };
  const again = deliveredAfterSettlement(partnershipId, base.year, base.quarter);
  if (again && isoDay(dayNumber(again.on) + DAYS_TO_ACCEPT) <= today)
    return [{ ...replaced, flaw: again.flaw }, last(2, again.on)];
  const corrected = hashOf(["corrected", partnershipId, quarter]) % CORRECTED_ONE_IN === 0 && later(40) <= today;
  if (!corrected) return [last(1, deliveredOn)];
  return [{ ...replaced, flaw: "SOME_MISSED" }, last(2, later(25))];
}

/** When the statement of a settled year came in again, and what was wrong with the first; undefined for most. Never SV-0001. */
function deliveredAfterSettlement(partnershipId: string, year: number, quarter: number) {
  const draw = hashOf(["after settlement", partnershipId, year]);
  if (partnershipId === PLOEG_ID || draw % LATE_ONE_IN !== 0) return undefined;
  const choice = Math.floor(draw / LATE_ONE_IN);
  // 2021 has no first quarter.
  if (quarter !== 2 + (choice % 3)) return undefined;
  const on = isoDay(dayNumber(settlementDay(year)) + 10 + (Math.floor(choice / 3) % 110));
  const flaw = Math.floor(choice / 330) % 3 > 0 ? ("MANY_MISSED" as const) : ("ABSENCES_COUNTED" as const);
  return { on, flaw };
}

function agreementsByPartnership(person: Person): Map<string, Agreement[]> {
  const found = new Map<string, Agreement[]>();
  for (const agreement of person.agreements) {
    const list = found.get(agreement.partnershipId);
    if (list) list.push(agreement);
    else found.set(agreement.partnershipId, [agreement]);
  }
  for (const list of found.values()) list.sort((a, b) => (a.startsOn < b.startsOn ? -1 : 1));
  return found;
}

/** Every quarter in which at least one of the agreements ran, oldest first. */
function quartersOf(agreements: readonly Agreement[], now: string): Set<string> {
  const quarters = new Set<string>();
  for (const { startsOn, endsOn } of agreements) {
    const end = dayNumber(endsOn !== undefined && endsOn < now ? endsOn : now);
    const month = Number(startsOn.slice(5, 7));
    let day = dayNumber(`${startsOn.slice(0, 4)}-${String(month - ((month - 1) % 3)).padStart(2, "0")}-01`);
    for (; day <= end; day = addMonths(day, 3)) {
      const iso = isoDay(day);
      quarters.add(`${iso.slice(0, 4)}Q${Math.ceil(Number(iso.slice(5, 7)) / 3)}`);
    }
  }
  return quarters;
}

/** The days of one person in one quarter, each counted once, on the agreement that began first. */
function daysOf(
  world: World,
  person: Person,
  agreements: readonly Agreement[],
  quarter: string,
  presentOn: (world: World, agreement: Agreement, quarter: string, person: Person) => number[],
): DaysRow[] {
  const insz = person.former?.stillUsedBy.includes("dwse") ? person.former.insz : person.insz;
  const bounds = quarterPeriod(quarter);
  const begin = dayNumber(bounds.from);
  const seen = new Set<number>();
  let guidedUpTo = dayNumber(bounds.from) - 1;
  const rows: DaysRow[] = [];
  for (const agreement of agreements) {
    const first = Math.max(dayNumber(agreement.startsOn), guidedUpTo + 1);
    const last = Math.min(dayNumber(agreement.endsOn ?? bounds.to), dayNumber(bounds.to), dayNumber(world.now));
    if (dayNumber(agreement.startsOn) > last) continue;
    const guided = Math.max(0, last - first + 1);
    guidedUpTo = Math.max(guidedUpTo, last);
    const attended = presentOn(world, agreement, quarter, person)
      .map((day) => day - begin)
      .filter((day) => !seen.has(day));
    for (const day of attended) seen.add(day);
    rows.push({
      statementId: 0,
      insz,
      agreement: typedId(person, agreement),
      startedOn: agreement.startsOn,
      attended: attended.length,
      present: bits(attended, dayNumber(bounds.to) - begin + 1),
      guided,
      guidedFrom: guided === 0 ? null : isoDay(first),
      guidedTo: guided === 0 ? null : isoDay(last),
    });
  }
  return rows;
}

function attendedDayNumbers(world: World, agreement: Agreement, quarter: string, person: Person): number[] {
  return attendedDays(world, person, agreement, quarter).map(dayNumber);
}

/** So many digits, 1 at each of these places and 0 elsewhere. */
function bits(places: readonly number[], length: number): string {
  const digits = Buffer.alloc(length, "0");
  for (const place of places) digits[place] = 49;
  return digits.toString("latin1");
}

function typedId(person: Person, { id }: Agreement): string {
  return person.index >= STORIES && person.index % MISTYPED_ONE_IN === 0 ? id.replace("BO-", "B0-") : id;
}
