import { endOfString } from "./end-of-string.js";
import { endOfNumber, markNumbers, readMarked } from "./exact-number.js";

/** How large a JSON text may be once it is values. */
export interface JsonBounds {
  /** Objects and lists within each other. */
  readonly depth: number;
  /** Items of one list, or members of one object. */
  readonly items: number;
  /** Items and members of all lists and objects together. */
  readonly values: number;
}

/** What is wrong with a JSON text; quotes nothing of it. */
export class JsonInvalid extends Error {
  override readonly name = "JsonInvalid";
}

const QUOTE = 34;
const COMMA = 44;
const MINUS = 45;
const ZERO = 48;
const NINE = 57;
const LIST_START = 91;
const LIST_END = 93;
const OBJECT_START = 123;
const OBJECT_END = 125;

/**
 * Parses JSON from outside. The text is measured first: 16 MB of `[` take the parser itself seconds, and every recursive
 * function over the values its stack.
 * @throws JsonInvalid
 */
export function parseJson(text: string, bounds: JsonBounds): unknown {
  checkBounds(text, bounds);
  try {
    return JSON.parse(text);
  } catch {
    throw new JsonInvalid("not JSON");
  }
}

/**
 * The same, but a number that JavaScript would write in another way is an `ExactNumber`.
 * @throws JsonInvalid
 */
export function parseExactly(text: string, bounds: JsonBounds): unknown {
  const isExact = checkBounds(text, bounds);
  try {
    return isExact ? JSON.parse(text) : readMarked(JSON.parse(markNumbers(text)));
  } catch {
    throw new JsonInvalid("not JSON");
  }
}

/** The same for a text that was written here. */
export function parseWritten(text: string): unknown {
  const marked = markNumbers(text);
  const value: unknown = JSON.parse(marked);
  return marked === text ? value : readMarked(value);
}

/** Gives whether JavaScript writes all numbers as they are here. */
function checkBounds(text: string, bounds: JsonBounds): boolean {
  const items = new Uint32Array(bounds.depth + 1);
  let depth = 0;
  let values = 0;
  let isExact = true;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    switch (code) {
      case QUOTE:
        at = endOfString(text, at);
        break;
      case LIST_START:
      case OBJECT_START:
        depth += 1;
        values += 1;
        if (depth > bounds.depth) throw new JsonInvalid(`nested deeper than ${bounds.depth}`);
        if (values > bounds.values) throw new JsonInvalid(`more than ${bounds.values} values`);
        items[depth] = 1;
        break;
      case LIST_END:
      case OBJECT_END:
        // More ends than starts are for the parser to refuse.
        if (depth > 0) depth -= 1;
        break;
      case COMMA:
        items[depth] = items[depth]! + 1;
        values += 1;
        if (items[depth]! > bounds.items)
          throw new JsonInvalid(`more than ${bounds.items} items in a list or an object`);
        if (values > bounds.values) throw new JsonInvalid(`more than ${bounds.values} values`);
        break;
      default: {
        if (code !== MINUS && (code < ZERO || code > NINE)) break;
        const end = endOfNumber(text, at);
        if (end < 0) isExact = false;
        at = Math.abs(end) - 1;
      }
    }
  }
  return isExact;
}
