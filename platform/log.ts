import { pino, type DestinationStream, type Logger } from "pino";

export type Log = Logger;

/** A structured log, on standard error unless told otherwise; it is handed codes, counts and request ids, never a fact about a person. */
export function createLog(level: string, destination: DestinationStream = pino.destination(2)): Log {
  return pino({ level, base: undefined, timestamp: pino.stdTimeFunctions.isoTime }, destination);
}
