import { parseWritten } from "../../../platform/json/parse-json.js";
import { REPLY_BOUNDS } from "../execution/read-reply.js";
import { writeValue } from "../execution/write-json.js";
import type { Copy, CopyValue } from "./copy.js";

const SPACE = 32;
const QUOTE = 34;
const PLUS = 43;
const COMMA = 44;
const MINUS = 45;
const POINT = 46;
const SLASH = 47;
const ZERO = 48;
const NINE = 57;
const COLON = 58;
const CAPITAL_E = 69;
const LIST_START = 91;
const BACKSLASH = 92;
const LIST_END = 93;
const SMALL_E = 101;
const SMALL_N = 110;
const SMALL_T = 116;
const SMALL_U = 117;
const OBJECT_START = 123;
const OBJECT_END = 125;

/** What may follow a backslash and is written in the same way again. */
const KEPT_ESCAPES = new Uint8Array(256);
for (const escape of '"\\bfnrt') KEPT_ESCAPES[escape.charCodeAt(0)] = 1;

/** So long a number without exponent is finite. */
const FINITE_LENGTH = 300;
const INT_DIGITS = 10;
const LARGEST_INT = 2 ** 31 - 1;

/** The next byte that is no white space. */
export function look(copy: Copy): number {
  const { from } = copy;
  let { at } = copy;
  let byte = from[at] as number;
  while (byte <= SPACE && (byte === SPACE || byte === 10 || byte === 13 || byte === 9)) byte = from[++at] as number;
  copy.at = at;
  return byte;
}

/** The same where the answer has no white space. */
export function peek(copy: Copy): number {
  const { at } = copy;
  const byte = copy.from[at] as number;
  if (byte > SPACE) return byte;
  const next = look(copy);
  if (copy.at > at) copy.drop(at);
  return next;
}

/** A string that is written in the same way again, or in another where its escapes want it. */
export function copyString(copy: Copy): boolean {
  const { from, at: start } = copy;
  if (from[start] !== QUOTE) return false;
  let at = start + 1;
  for (;;) {
    const byte = from[at] as number;
    if (byte > BACKSLASH || (byte > QUOTE && byte !== BACKSLASH)) at++;
    else if (byte === QUOTE) {
      copy.at = at + 1;
      return true;
    } else if (byte === BACKSLASH) {
      if (KEPT_ESCAPES[from[at + 1] as number] !== 1) return rewriteString(copy);
      at += 2;
    } else if (byte >= SPACE) at++;
    else return false;
  }
}

/** A string with escapes that are not written so again. */
function rewriteString(copy: Copy): boolean {
  const start = copy.at;
  if (!skipString(copy)) return false;
  copy.replace(start, Buffer.from(JSON.stringify(JSON.parse(copy.from.toString("utf8", start, copy.at)))));
  return true;
}

export function copyInt(copy: Copy): boolean {
  const { from } = copy;
  let { at } = copy;
  let byte = from[at] as number;
  const isNegative = byte === MINUS;
  if (isNegative) byte = from[++at] as number;
  const start = at;
  let value = 0;
  while (byte >= ZERO && byte <= NINE) {
    value = value * 10 + byte - ZERO;
    byte = from[++at] as number;
  }
  const digits = at - start;
  if (digits === 0 || digits > INT_DIGITS || byte === POINT || byte === SMALL_E || byte === CAPITAL_E) return false;
  if (from[start] === ZERO && (digits > 1 || isNegative)) return false;
  copy.at = at;
  return value <= LARGEST_INT || (isNegative && value === LARGEST_INT + 1);
}

export function copyFloat(copy: Copy): boolean {
  const start = copy.at;
  const kind = skipNumber(copy);
  if (kind === NO_NUMBER) return false;
  const isLong = kind === WITH_EXPONENT || copy.at - start > FINITE_LENGTH;
  return !isLong || Number.isFinite(Number(copy.from.toString("latin1", start, copy.at)));
}

/** A string, or an integer as a string. */
export function copyId(copy: Copy): boolean {
  const start = copy.at;
  if (copy.from[start] === QUOTE) return copyString(copy);
  if (skipNumber(copy) !== INTEGER) return false;
  copy.replace(start, Buffer.from(`"${copy.from.toString("latin1", start, copy.at)}"`));
  return true;
}

export function copyBoolean(copy: Copy): boolean {
  return skipWord(copy, copy.from[copy.at] === SMALL_T ? TRUE : FALSE);
}

const TRUE = Buffer.from("true");
const FALSE = Buffer.from("false");
const NULL = Buffer.from("null");

export function isNull(copy: Copy): boolean {
  return copy.from[copy.at] === SMALL_N;
}

export function copyNull(copy: Copy): boolean {
  return skipWord(copy, NULL);
}

/** One of these names, as a string. */
export function compileNames(names: readonly string[]): CopyValue {
  const words = names.map((name) => Buffer.from(`"${name}"`));
  return (copy) => words.some((word) => skipWord(copy, word));
}

/** Any JSON value. */
export function copyAny(copy: Copy): boolean {
  const start = copy.at;
  const first = copy.from[start] as number;
  if (first === QUOTE) return copyString(copy);
  if (first !== OBJECT_START && first !== LIST_START) return skipValue(copy);
  // What is said twice in an object counts once, and numbers that are keys come first.
  if (!skipValue(copy)) return false;
  copy.replace(start, Buffer.from(writeValue(parseWritten(copy.from.toString("utf8", start, copy.at)))));
  return true;
}

/** Passes a word that has to be here, letter for letter. */
export function skipWord(copy: Copy, word: Uint8Array): boolean {
  const { from, at } = copy;
  for (let index = 0; index < word.length; index++) if (from[at + index] !== word[index]) return false;
  copy.at = at + word.length;
  return true;
}

/** Passes a value, if it is JSON. */
export function skipValue(copy: Copy): boolean {
  switch (look(copy)) {
    case QUOTE:
      return skipString(copy);
    case OBJECT_START:
      return skipItems(copy, OBJECT_END);
    case LIST_START:
      return skipItems(copy, LIST_END);
    case SMALL_T:
      return skipWord(copy, TRUE);
    case SMALL_N:
      return skipWord(copy, NULL);
    case MINUS:
      return skipNumber(copy) !== NO_NUMBER;
    default: {
      const byte = copy.from[copy.at] as number;
      return byte >= ZERO && byte <= NINE ? skipNumber(copy) !== NO_NUMBER : skipWord(copy, FALSE);
    }
  }
}

function skipItems(copy: Copy, end: number): boolean {
  if (!enter(copy)) return false;
  let count = 0;
  if (look(copy) === end) return leave(copy, 0);
  for (;;) {
    if (end === OBJECT_END && !(look(copy) === QUOTE && skipString(copy) && passColon(copy))) return false;
    if (!skipValue(copy)) return false;
    count++;
    const byte = look(copy);
    if (byte === end) return leave(copy, count);
    if (byte !== COMMA) return false;
    copy.at++;
  }
}

/** Passes the start of a list or an object. */
export function enter(copy: Copy): boolean {
  copy.at++;
  copy.depth++;
  return copy.depth <= REPLY_BOUNDS.depth;
}

/** Passes the end of a list or an object of so many items. */
export function leave(copy: Copy, count: number): boolean {
  copy.at++;
  copy.depth--;
  copy.values += count === 0 ? 1 : count;
  return count <= REPLY_BOUNDS.items && copy.values <= REPLY_BOUNDS.values;
}

export function passColon(copy: Copy): boolean {
  if (look(copy) !== COLON) return false;
  copy.at++;
  return true;
}

export function skipString(copy: Copy): boolean {
  const { from } = copy;
  let at = copy.at + 1;
  for (;;) {
    const byte = from[at] as number;
    if (byte === QUOTE) {
      copy.at = at + 1;
      return true;
    }
    if (byte === BACKSLASH) {
      const escape = from[at + 1] as number;
      if (escape === SMALL_U) {
        if (!(isHex(from[at + 2]) && isHex(from[at + 3]) && isHex(from[at + 4]) && isHex(from[at + 5]))) return false;
        at += 6;
      } else if (escape === SLASH || KEPT_ESCAPES[escape] === 1) at += 2;
      else return false;
    } else if (byte >= SPACE) at++;
    else return false;
  }
}

function isHex(byte: number | undefined): boolean {
  if (byte === undefined) return false;
  const letter = byte | 32;
  return (byte >= ZERO && byte <= NINE) || (letter >= 97 && letter <= 102);
}

const NO_NUMBER = 0;
const INTEGER = 1;
const WITH_FRACTION = 2;
const WITH_EXPONENT = 3;

/** Passes a number, and says what kind of one it is. */
function skipNumber(copy: Copy): number {
  const { from } = copy;
  let { at } = copy;
  let kind = INTEGER;
  let byte = from[at] as number;
  if (byte === MINUS) byte = from[++at] as number;
  if (byte === ZERO) byte = from[++at] as number;
  else if (byte > ZERO && byte <= NINE)
    do byte = from[++at] as number;
    while (byte >= ZERO && byte <= NINE);
  else return NO_NUMBER;
  if (byte === POINT) {
    kind = WITH_FRACTION;
    const start = at;
    do byte = from[++at] as number;
    while (byte >= ZERO && byte <= NINE);
    if (at === start + 1) return NO_NUMBER;
  }
  if (byte === SMALL_E || byte === CAPITAL_E) {
    kind = WITH_EXPONENT;
    byte = from[++at] as number;
    if (byte === MINUS || byte === PLUS) byte = from[++at] as number;
    const start = at;
    while (byte >= ZERO && byte <= NINE) byte = from[++at] as number;
    if (at === start) return NO_NUMBER;
  }
  copy.at = at;
  return kind;
}
