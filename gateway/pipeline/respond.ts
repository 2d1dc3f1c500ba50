import { GraphQLError, type ExecutionResult, type GraphQLFormattedError } from "graphql";
import { FAULTS, PROTOCOL_CODES, REFUSALS, type FaultCode } from "../../schema/faults.js";

/** What an error is to those who read it: the client's own doing, an agency's failure, or ours. */
export type Told = GraphQLFormattedError & { extensions: { code: string; requestId?: string } };

const FROM_CALLER: ReadonlySet<string> = new Set([...Object.keys(REFUSALS), ...PROTOCOL_CODES]);

/**
 * What a client may be told of an error: only codes of the catalogue, of a fault only the catalogue's own words, of a
 * refusal its message. Everything else is INTERNAL; who wants to know more quotes the request id.
 */
export function tell(error: GraphQLFormattedError, requestId?: string): Told {
  const { code, agency } = (error.extensions ?? {}) as { code?: string; agency?: string };
  const place = { ...(error.locations && { locations: error.locations }), ...(error.path && { path: error.path }) };
  if (code !== undefined && FROM_CALLER.has(code))
    return { message: hideNumbers(error.message), ...place, extensions: { code, ...(requestId && { requestId }) } };
  const fault: FaultCode = code !== undefined && code in FAULTS ? (code as FaultCode) : "INTERNAL";
  return {
    message: FAULTS[fault].tell,
    ...place,
    extensions: {
      code: fault,
      ...(agency && fault !== "INTERNAL" && { agency }),
      retryable: FAULTS[fault].retry,
      ...(requestId && { requestId }),
    },
  };
}

/** Whether an error is worth a line in the log: everything but the caller's own mistakes. */
export function isFailure(error: GraphQLFormattedError): boolean {
  return !FROM_CALLER.has(String(error.extensions?.["code"]));
}

/** National numbers that a caller put into a query, and that a complaint about it would quote. */
export function hideNumbers(text: string): string {
  return text.replace(/\b\d{2}\.?\d{2}\.?\d{2}[-.]?\d{3}[-.]?\d{2}\b/g, "[hidden]");
}

/**
 * Puts the errors of an execution where the client can see them: at fields it asked for. An error about a field that
 * only we asked for, to hand it to another subgraph, moves up to the nearest object the client knows.
 */
export function placeErrors({ data, errors }: ExecutionResult): ExecutionResult {
  if (!errors?.length) return { data: data ?? null };
  const placed = new Map<string, GraphQLError>();
  for (const error of errors) {
    const { message, extensions = {} } = error;
    const path = error.path && data ? knownPart(error.path, data) : error.path;
    const key = JSON.stringify([path, extensions["code"], extensions["agency"], message]);
    if (!placed.has(key))
      placed.set(key, new GraphQLError(message, { path: path ?? null, extensions, originalError: error }));
  }
  return { data: data ?? null, errors: [...placed.values()] };
}

function knownPart(path: readonly (string | number)[], data: object): readonly (string | number)[] {
  let value: unknown = data;
  for (const [depth, step] of path.entries()) {
    if (value === null) return path;
    if (typeof value !== "object" || !(step in value)) return path.slice(0, depth);
    value = (value as Record<string | number, unknown>)[step];
  }
  return path;
}
