import { attendedDays } from "../../population/attendance.js";
import { dayNumber, isoDay, quarterPeriod } from "../../population/calendar.js";
import { hashOf } from "../../population/random.js";
import type { Agreement, Person, World } from "../../population/world.js";
import type { Held } from "../books.js";
import { numberAtLoket } from "../records.js";
import { odd } from "../quirks.js";

/** One line of a quarterly statement, as a lead types it into the department's template. */
export type Cell = string | number | Date | null;

export const HEADERS = [
  "INSZ",
  "Naam",
  "Overeenkomst",
  "KBO partner",
  "Startdatum",
  "Einddatum",
  "Aantal dagen",
  "Aanwezig op",
] as const;

/** What now and then goes wrong in a line, once in so many. */
const MISHAPS = 180;
/** Of agreements that ended in the quarter, how many still get a day after it: one in so many. */
const LATE_DAYS = 8;

/** The lines of one partnership's statement over one quarter: a line for every agreement that ran in it. */
export function statementRows(world: World, held: readonly Held[], quarter: string): Cell[][] {
  const { from, to } = quarterPeriod(quarter);
  return held
    .filter(({ agreement }) => agreement.startsOn <= to && (agreement.endsOn ?? to) >= from)
    .flatMap(({ person, agreement }) => lines(world, person, agreement, quarter));
}

function lines(world: World, person: Person, agreement: Agreement, quarter: string): Cell[][] {
  const days = attendedDays(world, person, agreement, quarter);
  const line: Cell[] = [
    typedNumber(person),
    `${person.lastName} ${person.firstName}`,
    agreement.id,
    agreement.organisation,
    typedDay(person, agreement.startsOn),
    agreement.endsOn === undefined ? null : typedDay(person, agreement.endsOn),
    days.length,
    days.map(dayAndMonth).join("; "),
  ];
  // The first persons are stories that tests tell; their lines are as they should be.
  if (person.index < 12) return [line];
  const draw = hashOf([world.seed, "statement", quarter, agreement.id]);
  const after = agreement.endsOn === undefined ? undefined : dayAfter(agreement.endsOn, quarter);
  if (after !== undefined && draw % LATE_DAYS === 0)
    return [[...line.slice(0, 6), days.length + 1, [...days.map(dayAndMonth), after].join("; ")]];
  return spoil(line, draw % MISHAPS, quarter);
}

function spoil(line: Cell[], mishap: number, quarter: string): Cell[][] {
  const [insz, name, id, member, start, end, count, days] = line as [
    Cell,
    Cell,
    Cell,
    Cell,
    Cell,
    Cell,
    number,
    string,
  ];
  switch (mishap) {
    case 0:
      return [[wrongCheckDigits(insz), name, id, member, start, end, count, days]];
    case 1:
      return [[insz, name, id, member, start, `31/02/${quarter.slice(0, 4)}`, count, days]];
    case 2:
      return [[insz, name, id, member, start, end, -count || -3, days]];
    case 3:
      return [[insz, name, id, member, start, end, 95, days]];
    case 4:
      return [line, line.map(() => null)];
    case 5:
      return [line, [...line]];
    case 6:
      return [[insz, name, `BO-X${String(id).slice(4)}`, member, start, end, count, days]];
    case 7:
      return [line, [insz, name, id, member, start, end, Math.min(2, count), days.split("; ").slice(0, 2).join("; ")]];
    default:
      return [line];
  }
}

/** The national number as it is typed: bare, with its dots, or as a number that lost the noughts before it. */
function typedNumber(person: Person): Cell {
  const digits = numberAtLoket(person);
  if (odd(person, 13, 6)) return digits.replace(/^(..)(..)(..)(...)(..)$/, "$1.$2.$3-$4.$5");
  return odd(person, 29, 11) ? Number(digits) : digits;
}

function typedDay(person: Person, day: string): Cell {
  if (odd(person, 7, 3)) return `${dayAndMonth(day)}/${day.slice(0, 4)}`;
  return new Date(`${day}T00:00:00Z`);
}

function dayAndMonth(day: string): string {
  return `${day.slice(8, 10)}/${day.slice(5, 7)}`;
}

function wrongCheckDigits(insz: Cell): string {
  const digits = String(insz).replaceAll(/\D/g, "").padStart(11, "0");
  const check = Number(digits.slice(9));
  return digits.slice(0, 9) + String(check === 96 ? 1 : check + 1).padStart(2, "0");
}

/** A day in the quarter on which the agreement no longer ran; none when it ran to the end of it. */
function dayAfter(end: string, quarter: string): string | undefined {
  const day = isoDay(dayNumber(end) + 4);
  const { from, to } = quarterPeriod(quarter);
  return day >= from && day <= to ? dayAndMonth(day) : undefined;
}
