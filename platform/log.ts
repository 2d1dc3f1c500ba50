import { pino, type Logger } from "pino";

export type Log = Logger;

/** A structured log on standard error; it is handed codes, counts and request ids, never a fact about a person. */
export function createLog(level: string): Log {
  return pino({ level, base: undefined, timestamp: pino.stdTimeFunctions.isoTime }, pino.destination(2));
}
