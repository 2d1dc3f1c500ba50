import { dayOf } from "../../../../platform/clock.js";
import type { Day } from "../../../../schema/scalars.js";
import { dateOfSerial } from "../spreadsheet/cell-value.js";
import { MONTH_NAMES, monthNamed } from "./months.js";

/** What may be a day, as far as its text says; it need not be in the calendar. */
export interface WrittenDay {
  /** Where its text ends. */
  readonly end: number;
  /** Where it is written out whole. */
  readonly day?: string;
  /** A day of a month; its month and year where they are written. */
  readonly number?: number;
  readonly month?: number;
  readonly year?: number;
  /** Whether its month is a name: `6 juli`. */
  readonly isNamed: boolean;
  /** Whether the day of the week that is written before it is that of the day. */
  fits(day: Day): boolean;
}

const WEEKDAYS = [
  "zo|zondag|sun|sunday",
  "ma|maandag|mon|monday",
  "di|dinsdag|tue|tuesday",
  "wo|woensdag|wed|wednesday",
  "do|donderdag|thu|thursday",
  "vr|vrijdag|fri|friday",
  "za|zaterdag|sat|saturday",
].map((names) => names.split("|"));
const WEEKDAY = new RegExp(
  `(${WEEKDAYS.flat()
    .sort((a, b) => b.length - a.length)
    .join("|")})\\.?\\s+(?=\\d)`,
  "iy",
);
const TIME = "(?:[T ]+\\d{1,2}:\\d{2}(?::\\d{2}(?:\\.\\d+)?)?Z?)?";
/** A moment as programs write it; midnight in Belgium is in the day before. */
const MOMENT = /\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?Z/y;
const ISO = new RegExp(`(\\d{4})([-/.])(\\d{1,2})\\2(\\d{1,2})${TIME}(?!\\d)`, "y");
const WHOLE = new RegExp(`(\\d{1,2})([/.-]| ?/ ?)(\\d{1,2})\\2(\\d{4}|\\d{2})${TIME}(?!\\d)`, "y");
const COMPACT = /(?:(20\d\d)(\d\d)(\d\d)|(\d\d)(\d\d)(20\d\d))(?!\d)/y;
const NAMED = new RegExp(
  `(\\d{1,2})(?:e|ste|de|st|nd|rd|th)?[ .-]{0,2}(${MONTH_NAMES})(?![a-z])\\.?(?: ?-? ?(\\d{4})|[-' ]{1,2}'(\\d\\d)|-(\\d\\d))?(?!\\d)`,
  "iy",
);
/** A day and a month; the stop after `6.7.` belongs to it. */
const SHORT = /(\d{1,2})(?:(\/| ?\/ ?|-)(\d{1,2})|\.(\d{1,2})\.?)(?!\d|[/.]\d)/y;
/** After `6/7`: then these are two days of that month. After `6-7`, also where a third runs on. */
const NAME_FOLLOWS = new RegExp(`[ .]{0,2}(?:${MONTH_NAMES})(?![a-z])`, "iy");
const NAME_RUNS_ON = new RegExp(`(?:-\\d{1,2})?[ .]{0,2}(?:${MONTH_NAMES})(?![a-z])`, "iy");
/** The number of a day in a spreadsheet, for the years 1968 to 2091. */
const SERIAL = /([2-6]\d{4})(?!\d)/y;
const NUMBER = /(\d{1,2})(?!\d)/y;

/**
 * What may be a day and begins at a place in a text; undefined where nothing does.
 * @param inMonth whether it stands in a column of one month, where `2-5` may be days and no month
 */
export function readWrittenDay(text: string, at: number, from1904: boolean, inMonth: boolean): WrittenDay | undefined {
  const [weekday, name] = match(WEEKDAY, text, at) ?? [""];
  const wanted = name === undefined ? -1 : WEEKDAYS.findIndex((names) => names.includes(name.toLowerCase()));
  const fits = (day: Day) => wanted < 0 || new Date(day).getUTCDay() === wanted;
  const start = at + weekday.length;
  const read = readForm(text, start, from1904, inMonth);
  return read && { isNamed: false, ...read, fits };
}

type Form = Omit<WrittenDay, "fits" | "isNamed"> & { readonly isNamed?: true };

function readForm(text: string, at: number, from1904: boolean, inMonth: boolean): Form | undefined {
  let found: RegExpExecArray | undefined;
  const end = () => at + found![0].length;
  if ((found = match(MOMENT, text, at))) {
    const moment = new Date(found[0]);
    if (!Number.isNaN(moment.getTime())) return { end: end(), day: dayOf(moment) };
  }
  if ((found = match(ISO, text, at)))
    return { end: end(), year: Number(found[1]), month: Number(found[3]), number: Number(found[4]) };
  if ((found = match(WHOLE, text, at)))
    return { end: end(), number: Number(found[1]), month: Number(found[3]), year: yearOf(found[4]!) };
  if ((found = match(NAMED, text, at))) {
    const year = found[3] ?? found[4] ?? found[5];
    const named = { number: Number(found[1]), month: monthNamed(found[2]!)!, isNamed: true } as const;
    return { end: end(), ...named, ...(year !== undefined && { year: yearOf(year) }) };
  }
  if ((found = match(COMPACT, text, at)))
    return found[1] === undefined
      ? { end: end(), number: Number(found[4]), month: Number(found[5]), year: Number(found[6]) }
      : { end: end(), year: Number(found[1]), month: Number(found[2]), number: Number(found[3]) };
  if (!inMonth || !/^\d{1,2}-/.test(text.slice(at, at + 3))) {
    if ((found = match(SHORT, text, at)) && !match(found[2] === "-" ? NAME_RUNS_ON : NAME_FOLLOWS, text, end()))
      return { end: end(), number: Number(found[1]), month: Number(found[3] ?? found[4]) };
  }
  if ((found = match(SERIAL, text, at)))
    return { end: end(), day: dateOfSerial(Number(found[1]), from1904).toISOString().slice(0, 10) };
  if ((found = match(NUMBER, text, at))) return { end: end(), number: Number(found[1]) };
  return undefined;
}

function match(pattern: RegExp, text: string, at: number): RegExpExecArray | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text) ?? undefined;
}

function yearOf(digits: string): number {
  return digits.length === 2 ? 2000 + Number(digits) : Number(digits);
}
