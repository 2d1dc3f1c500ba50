import type { AgencyName } from "./agencies.js";

/**
 * Two families. A *fault* is an agency's or ours: it is logged whole, and the client gets code, agency and request id.
 * A *refusal* is the caller's: its message says what to do and may be shown.
 */
export const FAULTS = {
  AGENCY_UNAVAILABLE: { retry: true, tell: "The agency's system does not answer. Ask again later." },
  AGENCY_TIMEOUT: { retry: true, tell: "The agency's system did not answer in time. Ask again later." },
  AGENCY_BUSY: { retry: true, tell: "The agency's system has too much to do. Ask again in a while." },
  AGENCY_REFUSED_US: { retry: false, tell: "The agency's system refused the gateway itself. Its operators must look." },
  AGENCY_UNREADABLE: { retry: false, tell: "The agency's system answered something that cannot be read." },
  AGENCY_RECORD_INVALID: { retry: false, tell: "The agency holds a record about this that breaks its own rules." },
  AGENCY_FAILED: { retry: true, tell: "The agency's system answered that it failed." },
  DOSSIER_CLOSED: { retry: false, tell: "The agency gives no right (any more) to read this dossier." },
  NOT_INSCRIBED: {
    retry: false,
    tell: "The person is not inscribed at the network for this question; an inscription must come first.",
  },
  FILTERED: { retry: false, tell: "The network withheld this for lack of authorisation." },
  INSZ_NOT_KNOWN: { retry: false, tell: "The agency does not know the person's national number." },
  SUBGRAPH_UNAVAILABLE: { retry: true, tell: "The part of the graph that fronts this agency does not answer." },
  INTERNAL: { retry: false, tell: "Something went wrong on our side. Quote the request id to the operators." },
} as const satisfies Record<string, { retry: boolean; tell: string }>;
export type FaultCode = keyof typeof FAULTS;

export const REFUSALS = {
  MANDATE_MISSING: {
    status: 401,
    means: "The request does not say who asks, in which capacity and for which purpose.",
  },
  PARTICIPANT_ID_INVALID: { status: 200, means: "The id is not one that this graph gave out." },
  INSZ_INVALID: { status: 200, means: "Not a national number: eleven digits with right check digits." },
  ENTERPRISE_NUMBER_INVALID: { status: 200, means: "Not an enterprise number: ten digits with right check digits." },
  ARGUMENT_INVALID: { status: 200, means: "An argument has a value that the field cannot work with." },
  CURSOR_INVALID: { status: 200, means: "The cursor is not one that this connection gave out." },
} as const satisfies Record<string, { status: number; means: string }>;
export type RefusalCode = keyof typeof REFUSALS;

/** Codes that GraphQL servers give by convention and that we pass on. */
export const PROTOCOL_CODES = [
  "GRAPHQL_PARSE_FAILED",
  "GRAPHQL_VALIDATION_FAILED",
  "BAD_USER_INPUT",
  "BAD_REQUEST",
  "OPERATION_RESOLUTION_FAILURE",
  "PERSISTED_QUERY_NOT_FOUND",
  "PERSISTED_QUERY_NOT_SUPPORTED",
] as const;

/** An agency's failure or ours. `detail` is for the log alone and may never hold a name or national number. */
export class Fault extends Error {
  override readonly name = "Fault";
  constructor(
    readonly code: FaultCode,
    readonly agency?: AgencyName,
    readonly detail?: string,
    options?: { cause?: unknown },
  ) {
    super(FAULTS[code].tell, options);
  }
}

/** The caller's mistake; `message` says what to do and reaches the client as it is. */
export class Refusal extends Error {
  override readonly name = "Refusal";
  constructor(
    readonly code: RefusalCode,
    message: string = REFUSALS[code].means,
  ) {
    super(message);
  }
}
