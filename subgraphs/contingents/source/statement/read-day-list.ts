import { isDay, type Day, type QuarterName } from "../../../../schema/scalars.js";
import { addDays, daysFromTo } from "../../../../schema/days.js";
import { quarterPeriod } from "../../rules/quarter.js";
import { Unreadable, type CellValue } from "../spreadsheet/cell-value.js";
import { readWrittenDay, type WrittenDay } from "./read-written-day.js";

export interface DayList {
  /** Each once, oldest first. */
  readonly days: Day[];
  /** Every text that is no day, or may be more than one. */
  readonly unreadable: string[];
}

export interface DaySurroundings {
  readonly quarter: QuarterName;
  readonly from1904: boolean;
}

/** Longer than a quarter is no range of days in it. */
const LONGEST_RANGE = 92;
/** Most lines list the same days: that many texts are remembered as they were read. */
const MOST_REMEMBERED = 2_000;
const LONGEST_REMEMBERED = 24;
/** A list of days ends with these; a comma and a blank may stand within one, as in `6, 9 en 13 juli`. */
const ENDS = /[;\n\r|]+/;
const BETWEEN = /(?:[\s,&+]|(?:en|and|et)(?=[\s,]))+/iy;
const RANGE = /\s*(?:t\/m|t\.?e\.?m\.?|tm|tot en met|tot|until|through|to|\.{2,3}|…|→|->|[-–—])\s*/iy;
const REST = /[^\s,]+/y;
/** Words that may take back the days beside them: `6-10 juli, behalve 8 juli`, `7/7 ziek`. */
const DENIES =
  /(?<!\p{L})(?:niet|geen|behalve|beh|uitgezonderd|uitz|met uitzondering|m\.?u\.?v|zonder|excl\p{L}*|ziek\p{L}*|afwezig\p{L}*|verlof|vakantie|thuis|feestdag\p{L}*|sluiting\p{L}*|gesloten|not|no|except|without|sick\p{L}*|ill|absent|absence|leave|holidays?|closed)(?!\p{L})/iu;

/**
 * Reads cells that list days: `05/01; 08/01`, `2-5/7`, `6, 9 en 13 juli`, one day that became a date. A text is read only
 * where one reading is possible; every other one is among the unreadable.
 * @returns what reads a cell; `month` where its column is of one month alone, so that `6, 9` says enough
 */
export function createDayListReader({ quarter, from1904 }: DaySurroundings) {
  const known = new Map<string, DayList>();
  const year = Number(quarter.slice(0, 4));
  const { from, to } = quarterPeriod(quarter);

  /** A number alone: a day of the month, or of the only month of the quarter that has it. */
  function dayNumbered(number: number, month: number | undefined): Day | undefined {
    const first = Number(from.slice(5, 7));
    const days = (month === undefined ? [first, first + 1, first + 2] : [month])
      .map((each) => dayIn(year, each, number))
      .filter(isDay);
    return days.length === 1 ? days[0] : undefined;
  }

  function readText(text: string, month: number | undefined): DayList {
    if (DENIES.test(text)) return { days: [], unreadable: [text] };
    const days: Day[] = [];
    const unreadable: string[] = [];
    /** Numbers alone, which a name of a month after them may explain. */
    let waiting: { number: number; text: string }[] = [];
    const settle = (named?: WrittenDay) => {
      for (const { number, text } of waiting) {
        const day = named ? dayIn(named.year ?? year, named.month!, number) : dayNumbered(number, month);
        if (day !== undefined && isDay(day)) days.push(day);
        else unreadable.push(text);
      }
      waiting = [];
    };

    let at = 0;
    while ((at = skip(BETWEEN, text, at)) < text.length) {
      const one = readWrittenDay(text, at, from1904, month !== undefined);
      const range = one && skip(RANGE, text, one.end);
      const other =
        range !== undefined && range > one!.end
          ? readWrittenDay(text, range, from1904, month !== undefined)
          : undefined;
      const end = other?.end ?? one?.end;
      if (!one || !isBetween(text, end!)) {
        settle();
        const rest = skip(REST, text, Math.max(at, end ?? at));
        unreadable.push(text.slice(at, rest));
        at = rest;
        continue;
      }
      if (other) {
        settle();
        // In the column of July, `6-7` is the sixth and the seventh, or 6 July.
        const isDoubtful =
          month !== undefined && /^\d{1,2}-/.test(text.slice(at)) && text.slice(range, end) === String(month);
        const whole = isDoubtful ? undefined : daysBetween(one, other, month);
        if (whole?.every((day) => isOf(month, day))) days.push(...whole);
        else unreadable.push(text.slice(at, end));
      } else if (one.month === undefined && one.day === undefined)
        waiting.push({ number: one.number!, text: text.slice(at, end) });
      else {
        settle(one.isNamed ? one : undefined);
        const day = one.day ?? dayIn(one.year ?? year, one.month!, one.number!);
        if (isDay(day) && one.fits(day) && isOf(month, day)) days.push(day);
        else unreadable.push(text.slice(at, end));
      }
      at = end!;
    }
    settle();
    return { days, unreadable };
  }

  function daysBetween(one: WrittenDay, other: WrittenDay, month: number | undefined): Day[] | undefined {
    const lastMonth = other.month ?? month;
    const last = other.day ?? (lastMonth && dayIn(other.year ?? year, lastMonth, other.number!));
    // `2-5/7`: the first has the month of the last.
    const firstMonth = one.month ?? lastMonth;
    const first = one.day ?? (firstMonth && dayIn(one.year ?? other.year ?? year, firstMonth, one.number!));
    // `2/7-5` says no month for the last.
    if (!first || !last || !isDay(first) || !isDay(last) || !one.fits(first) || !other.fits(last)) return undefined;
    const length = daysFromTo(first, last);
    if (length < 1 || length > LONGEST_RANGE) return undefined;
    return Array.from({ length }, (_, i) => addDays(first, i));
  }

  function readRemembered(text: string, month: number | undefined): DayList {
    const key = month === undefined ? text : `${month} ${text}`;
    const before = known.get(key);
    if (before) return before;
    const read = readText(text, month);
    if (known.size < MOST_REMEMBERED && text.length <= LONGEST_REMEMBERED) known.set(key, read);
    return read;
  }

  /** Excel gives a day without a year the year in which it is typed, which may be the one after the quarter. */
  function dayOfDate(date: Date): string {
    const day = date.toISOString().slice(0, 10);
    const typed = `${year}${day.slice(4)}`;
    return day > to && Number(day.slice(0, 4)) === year + 1 && typed >= from && typed <= to ? typed : day;
  }

  return (cell: CellValue, month?: number): DayList => {
    if (cell === null || cell instanceof Unreadable) return { days: [], unreadable: [] };
    if (cell instanceof Date) {
      const day = dayOfDate(cell);
      return isDay(day) && isOf(month, day) ? { days: [day], unreadable: [] } : { days: [], unreadable: [day] };
    }
    // Of `6,7` in the column of July, the sixth and the seventh, a program makes a number.
    if (typeof cell === "number" && month !== undefined && cell < 32 && !Number.isInteger(cell))
      return { days: [], unreadable: [String(cell)] };
    // `6.1` may be 6 January or 6 October, where a number has lost its last nought.
    if (typeof cell === "number" && /^\d{1,2}\.1$/.test(String(cell))) return { days: [], unreadable: [String(cell)] };
    const text = typeof cell === "number" ? numberAsText(cell) : String(cell);
    if (isNothing(text)) return { days: [], unreadable: [] };
    const days = new Set<Day>();
    const unreadable: string[] = [];
    for (const piece of text.replaceAll("\u00A0", " ").split(ENDS)) {
      const read = readRemembered(piece.trim(), month);
      for (const day of read.days) days.add(day);
      unreadable.push(...read.unreadable);
    }
    return { days: [...days].sort(), unreadable };
  };
}

/** Whether a day may stand in the column of a month: one of another month is that day, or was meant otherwise. */
function isOf(month: number | undefined, day: Day): boolean {
  return month === undefined || Number(day.slice(5, 7)) === month;
}

/** A day on its own: the start or the end of an agreement. Undefined where the year is left open. */
export function readDay(cell: CellValue, from1904: boolean): Day | undefined {
  if (cell instanceof Date) return dayOr(cell.toISOString().slice(0, 10));
  if (cell === null || cell instanceof Unreadable || typeof cell === "boolean") return undefined;
  const text = (typeof cell === "number" ? numberAsText(cell) : cell).trim();
  const read = readWrittenDay(text, 0, from1904, false);
  if (!read || read.end !== text.length) return undefined;
  const { day, year, month, number } = read;
  const found = dayOr(day ?? (year && month ? dayIn(year, month, number!) : ""));
  return found !== undefined && read.fits(found) ? found : undefined;
}

function dayOr(day: string): Day | undefined {
  return isDay(day) ? day : undefined;
}

/** Of a moment on a day, the day. */
function numberAsText(number: number): string {
  return String(number > 32 ? Math.floor(number) : number);
}

const NOTHING = new Set([
  "",
  "-",
  "--",
  "/",
  "0",
  "geen",
  "nihil",
  "none",
  "nvt",
  "n.v.t.",
  "n/a",
  "niet van toepassing",
]);

/** Whether people write it to say that there is none. */
export function isNothing(text: string): boolean {
  return NOTHING.has(text.trim().toLowerCase());
}

function dayIn(year: number, month: number, day: number): string {
  return `${year}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
}

/** Where a pattern ends that begins there; the same place where it does not. */
function skip(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : at;
}

/** Whether a place is where one day may end and another begin. */
function isBetween(text: string, at: number): boolean {
  return at >= text.length || /[\s,&+]/.test(text[at]!);
}
