import { attendedDays } from "../../population/attendance.js";
import { addMonths, dayNumber, isoDay, quarterPeriod } from "../../population/calendar.js";
import { hashOf } from "../../population/random.js";
import type { Agreement, Person, World } from "../../population/world.js";

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
        const rows = daysOf(world, person, agreements, quarter);
        for (const version of versions) {
          if (version.status === "VERVANGEN" && person.index % MISSED_ONE_IN === 0) continue;
          const filed = days[version.id - 1]!;
          for (const row of rows) filed.push({ ...row, statementId: version.id });
        }
      }
  return { statements, days };
}

function versionsOf(partnershipId: string, quarter: string, deliveredOn: string, today: string) {
  const base = { partnershipId, year: Number(quarter.slice(0, 4)), quarter: Number(quarter.slice(5)) };
  const later = (days: number) => isoDay(dayNumber(deliveredOn) + days);
  const last = (version: number, on: string): Omit<StatementRow, "id"> => {
    const acceptedOn = isoDay(dayNumber(on) + DAYS_TO_ACCEPT);
    return acceptedOn <= today
      ? { ...base, version, status: "AANVAARD", deliveredOn: on, acceptedOn }
      : { ...base, version, status: "INGEDIEND", deliveredOn: on, acceptedOn: null };
  };
  const corrected = hashOf(["corrected", partnershipId, quarter]) % CORRECTED_ONE_IN === 0 && later(40) <= today;
  if (!corrected) return [last(1, deliveredOn)];
  const first = { ...base, version: 1, status: "VERVANGEN" as const, deliveredOn, acceptedOn: later(DAYS_TO_ACCEPT) };
  return [first, last(2, later(25))];
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
function daysOf(world: World, person: Person, agreements: readonly Agreement[], quarter: string): DaysRow[] {
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
    const attended = attendedDays(world, person, agreement, quarter)
      .map((day) => dayNumber(day) - begin)
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

/** So many digits, 1 at each of these places and 0 elsewhere. */
function bits(places: readonly number[], length: number): string {
  const digits = Buffer.alloc(length, "0");
  for (const place of places) digits[place] = 49;
  return digits.toString("latin1");
}

function typedId(person: Person, { id }: Agreement): string {
  return person.index >= STORIES && person.index % MISTYPED_ONE_IN === 0 ? id.replace("BO-", "B0-") : id;
}
