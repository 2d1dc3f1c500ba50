import { randomUUID } from "node:crypto";
import { endOfString } from "./end-of-string.js";

/** A number of a JSON text that JavaScript would write in another way: 9007199254740993, 1.10, 1e400, -0. */
export class ExactNumber {
  constructor(readonly text: string) {}

  /** What JavaScript makes of it. */
  get value(): number {
    return Number(this.text);
  }

  /** What `restoreNumbers` turns into the number again: `JSON.stringify` knows no other way to carry it. */
  toJSON(): string {
    return MARK + this.text;
  }
}

/** Begins the strings that stand for exact numbers. Drawn at start, so that nobody else's string begins so. */
const MARK = `number-${randomUUID()}:`;
const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;
const MARKED = new RegExp(`"${MARK}(-?(?:0|[1-9]\\d*)(?:\\.\\d+)?(?:[eE][+-]?\\d+)?)"`, "g");

/** As many digits every number keeps. */
const SAFE_DIGITS = 15;
const DEEPEST = 1_000;

const SPACE = 32;
const QUOTE = 34;
const PLUS = 43;
const MINUS = 45;
const POINT = 46;
const ZERO = 48;
const NINE = 57;
const COLON = 58;
const CAPITAL_E = 69;
const SMALL_E = 101;

/** The JSON text with a marked string in place of each number that JavaScript would change; the same text where none is. */
export function markNumbers(text: string): string {
  let marked = "";
  let copied = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) at = endOfString(text, at);
    else if (code === MINUS || (code >= ZERO && code <= NINE)) {
      const end = endOfNumber(text, at);
      if (end < 0) {
        // A number in place of a key is no JSON, and stays none.
        if (NUMBER.test(text.slice(at, -end)) && !isKey(text, -end)) {
          marked += `${text.slice(copied, at)}"${MARK}${text.slice(at, -end)}"`;
          copied = -end;
        }
        at = -end - 1;
      } else at = end - 1;
    }
  }
  return copied === 0 ? text : marked + text.slice(copied);
}

/**
 * The value with exact numbers in place of marked strings; lists and objects are changed in place.
 * @throws RangeError where it is nested too deep to be walked
 */
export function readMarked(value: unknown, depth = 0): unknown {
  if (depth > DEEPEST) throw new RangeError(`nested deeper than ${DEEPEST}`);
  if (typeof value === "string") return value.startsWith(MARK) ? readNumber(value) : value;
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) {
    for (let index = 0; index < value.length; index += 1) {
      const item: unknown = value[index];
      const read = readMarked(item, depth + 1);
      if (read !== item) value[index] = read;
    }
    return value;
  }
  const object = value as Record<string, unknown>;
  for (const key of Object.keys(object)) {
    const member = object[key];
    const read = readMarked(member, depth + 1);
    if (read !== member) object[key] = read;
  }
  return value;
}

/**
 * A copy with JavaScript's numbers in place of exact ones; the same value where it holds none. Deeper than `readMarked` goes
 * there are none.
 */
export function plainNumbers(value: unknown, depth = 0): unknown {
  if (typeof value !== "object" || value === null || depth > DEEPEST) return value;
  if (value instanceof ExactNumber) return value.value;
  if (Array.isArray(value)) {
    const items: unknown[] = value.map((item) => plainNumbers(item, depth + 1));
    return items.every((item, index) => item === value[index]) ? value : items;
  }
  const members = Object.entries(value).map(([key, member]) => [key, plainNumbers(member, depth + 1), member] as const);
  return members.every(([, plain, member]) => plain === member) ? value : Object.fromEntries(members);
}

/** JSON text that `JSON.stringify` wrote, with exact numbers in place of marked strings. */
export function restoreNumbers(text: string): string {
  return text.includes(MARK) ? text.replace(MARKED, "$1") : text;
}

function readNumber(marked: string): unknown {
  const text = marked.slice(MARK.length);
  return NUMBER.test(text) ? new ExactNumber(text) : marked;
}

/** Where the number ends that starts here; negative where JavaScript would write another text. */
export function endOfNumber(text: string, start: number): number {
  let at = start;
  let digits = 0;
  let isInteger = true;
  for (; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code >= ZERO && code <= NINE) digits += 1;
    else if (code === POINT || code === SMALL_E || code === CAPITAL_E || code === PLUS) isInteger = false;
    else if (code !== MINUS) break;
  }
  if (digits <= SAFE_DIGITS) {
    if (isInteger) return digits === 1 && text.charCodeAt(at - 1) === ZERO && at - start > 1 ? -at : at;
    if (isShortFraction(text, start, at)) return at;
  }
  const written = text.slice(start, at);
  return String(Number(written)) === written ? at : -at;
}

/** Whether it has a point, no exponent, a first digit above 0 and a last one too: JavaScript writes it as it is. */
function isShortFraction(text: string, start: number, end: number): boolean {
  const first = text.charCodeAt(text.charCodeAt(start) === MINUS ? start + 1 : start);
  const last = text.charCodeAt(end - 1);
  if (first <= ZERO || first > NINE || last <= ZERO || last > NINE) return false;
  for (let at = start; at < end; at += 1) {
    const code = text.charCodeAt(at);
    if (code === SMALL_E || code === CAPITAL_E) return false;
  }
  return true;
}

function isKey(text: string, end: number): boolean {
  let at = end;
  while (text.charCodeAt(at) <= SPACE) at += 1;
  return text.charCodeAt(at) === COLON;
}
