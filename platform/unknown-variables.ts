import { closest, distance } from "fastest-levenshtein";
import type { Log } from "./log.js";
import { SETTING_NAMES, type Environment } from "./settings.js";

/** A variable of the environment that looks like one of ours, and is none. */
export interface UnknownVariable {
  readonly name: string;
  /** The known name that is nearest. */
  readonly nearest: string;
}

/** Letters that a mistyped name may be off by. */
const SLIPS = 2;

/** What begins like ours, or is nearly the name of one. Values are not looked at. */
export function findUnknownVariables(environment: Environment): UnknownVariable[] {
  const known = new Set(SETTING_NAMES.flatMap((name) => [name, `${name}_FILE`]));
  return Object.keys(environment)
    .filter((name) => !known.has(name))
    .map((name) => ({ name, nearest: closest(name, [...known]) }))
    .filter(({ name, nearest }) => name.startsWith("AMA_") || distance(name, nearest) <= SLIPS);
}

/**
 * Logs each of them when a program starts. It does not refuse to: a variable of a newer version stays in the environment when
 * an older version is put back in its place, and must not keep it down.
 */
export function warnOfUnknownVariables(environment: Environment, log: Log): void {
  for (const { name, nearest } of findUnknownVariables(environment))
    log.warn({ variable: name, nearest }, "a variable of the environment is not known, and has no effect");
}
