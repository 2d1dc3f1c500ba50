import { hostname } from "node:os";
import { pino, type DestinationStream, type Logger } from "pino";

export type Log = Logger;

/**
 * A structured log, each line with the host and the program, on standard error unless told otherwise; it is handed codes, counts and request ids, never a
 * fact about a person.
 */
export function createLog(level: string, destination: DestinationStream = pino.destination(2), program = "ama"): Log {
  return pino({ level, base: { host: hostname(), program }, timestamp: pino.stdTimeFunctions.isoTime }, destination);
}
