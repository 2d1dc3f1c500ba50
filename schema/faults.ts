import type { AgencyName } from "./agencies.js";

/**
 * Two families. A *fault* is an agency's or ours: it is logged whole, and the client gets code, agency and request id. One that
 * is *named* also says in its own words what is wrong with what, and what to do.
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
  AGENCY_STALE: {
    retry: true,
    tell: "The agency's system does not answer. This is what it said last, at `asOf`. Ask again later.",
  },
  DOSSIER_CLOSED: { retry: false, tell: "The agency gives no right (any more) to read this dossier." },
  ORGANISATION_UNIT_UNKNOWN: {
    retry: false,
    tell: "The agency does not know the organisation unit of your login as one of its services. Have your access manager correct it.",
  },
  NOT_INSCRIBED: {
    retry: false,
    tell: "The person is not inscribed at the network for this question; an inscription must come first.",
  },
  FILTERED: { retry: false, tell: "The network withheld this for lack of authorisation." },
  INSZ_NOT_KNOWN: { retry: false, tell: "The agency does not know the person's national number." },
  STATEMENT_UNREADABLE: {
    retry: false,
    tell: "A quarterly statement in the drop folder cannot be read. Deliver it again from the template.",
    named: true,
  },
  STATEMENTS_BUSY: {
    retry: true,
    tell: "Too many quarterly statements are being read at once. Ask again in a while.",
  },
  SUBGRAPH_UNAVAILABLE: { retry: true, tell: "The part of the graph that fronts this agency does not answer." },
  SUBGRAPH_UNREACHABLE: { retry: true, tell: "A part of the graph does not answer." },
  SUBGRAPH_TIMEOUT: { retry: true, tell: "A part of the graph did not answer in time." },
  SUBGRAPH_REPLY_INVALID: { retry: false, tell: "A part of the graph answered something that cannot be read." },
  VALUE_INVALID: { retry: false, tell: "A part of the graph gave a value that the schema does not allow here." },
  VALUE_MISSING: { retry: false, tell: "No part of the graph gave this value, though one should have." },
  NULL_NOT_ALLOWED: { retry: false, tell: "A part of the graph gave nothing where the schema promises something." },
  PLAN_TIMEOUT: { retry: false, tell: "This question takes too long to plan: ask less at once." },
  PLAN_TOO_COMPLEX: { retry: false, tell: "This question is too complex to plan: ask less at once." },
  PLAN_REFUSED: { retry: false, tell: "This question cannot be planned. Quote the request id to the operators." },
  PLAN_INCOMPLETE: { retry: false, tell: "No plan answers the whole of this question; nothing was asked." },
  PLANNER_UNAVAILABLE: { retry: true, tell: "Questions cannot be planned just now. Ask again." },
  ISSUER_UNAVAILABLE: {
    retry: true,
    tell: "Who asks cannot be checked: the login service does not answer. Ask again later.",
  },
  ADMISSION_TIMEOUT: {
    retry: true,
    tell: "The gateway could not decide in time whether to answer. Try again later.",
  },
  OVERLOADED: {
    retry: true,
    tell: "Too many operations are waiting, so this one was not run. Retry after the seconds in `Retry-After`; without that header, retry after a few seconds, and wait longer each time.",
  },
  ACCESS_LOG_UNAVAILABLE: {
    retry: true,
    tell: "That somebody looks cannot be written down now, so nothing about a person is given out. Ask again later.",
  },
  BUS_UNAVAILABLE: {
    retry: true,
    tell: "What changes cannot be told just now. Subscribe again later, after the last cursor.",
  },
  INTERNAL: { retry: false, tell: "Something went wrong on our side. Quote the request id to the operators." },
} as const satisfies Record<string, { retry: boolean; tell: string; named?: true }>;
export type FaultCode = keyof typeof FAULTS;

/** Whether a fault names what it is about in a message of its own: a file, a partnership, never a person. */
export function isNamed(code: FaultCode): boolean {
  return "named" in FAULTS[code];
}

export const REFUSALS = {
  MANDATE_MISSING: {
    status: 401,
    means: "The request does not say who asks, in which capacity and for which purpose.",
  },
  MANDATE_INVALID: {
    status: 401,
    means: "The mandate is not signed by the gateway for this very question, is too old, or was used before.",
  },
  UNAUTHENTICATED: {
    status: 401,
    means: "Nobody known asks: log in, and send the access token as `authorization: Bearer …`.",
  },
  TOKEN_EXPIRED: { status: 401, means: "The access token has expired: log in again." },
  ORGANISATION_MISSING: {
    status: 403,
    means: "The token does not say for which enterprise number one is logged in: log in for one organisation.",
  },
  ORGANISATION_UNIT_MISSING: {
    status: 403,
    means:
      "The token names no organisation unit, and a VDAB mediator reads the dossiers of one service: have the access manager add your service to your role, then log in again.",
  },
  CAPACITY_MISSING: {
    status: 403,
    means:
      "The token gives no capacity in this graph, or several: have the access manager give one role, or log in as a citizen.",
  },
  PURPOSE_MISSING: { status: 400, means: "Say for which purpose is asked, in the header `ama-purpose`." },
  PURPOSE_NOT_ALLOWED: { status: 403, means: "This capacity does not have that purpose." },
  LEGAL_CONTEXT_MISSING: {
    status: 400,
    means:
      "Say on which legal ground is asked (article, deliberation or agreement), in the header `ama-legal-context`.",
  },
  LEGAL_CONTEXT_INVALID: {
    status: 400,
    means: "A legal ground is a text of 3 to 200 characters, without the number of a person.",
  },
  UNAUTHORIZED_FIELD_OR_TYPE: {
    status: 200,
    means: "This capacity and purpose, or this login, may not read the field.",
  },
  OUT_OF_SIGHT: {
    status: 200,
    means:
      "Nothing shows that this organisation may read this here. Ask for those whom it guides, decides on, pays or leads; where another error says that an agency did not answer, ask again later.",
  },
  SMALL_CELL: {
    status: 200,
    means:
      "Too few people are behind this figure to show it to this organisation: it would tell of each. Ask for more of them together.",
  },
  PARTICIPANT_ID_INVALID: { status: 200, means: "The id is not one that this graph gave out." },
  INSZ_INVALID: { status: 200, means: "Not a national number: eleven digits with right check digits." },
  ENTERPRISE_NUMBER_INVALID: { status: 200, means: "Not an enterprise number: ten digits with right check digits." },
  ARGUMENT_INVALID: { status: 200, means: "An argument has a value that the field cannot work with." },
  CURSOR_INVALID: { status: 200, means: "The cursor is not one that this connection gave out." },
  CURSOR_EXPIRED: {
    status: 200,
    means: "What happened since this cursor is no longer kept: read the data afresh, then subscribe without `after`.",
  },
  NOTICE_REFUSED: {
    status: 401,
    means: "The notice is not signed by the agency for just this content, or was signed too long ago.",
  },

  SUBSCRIPTION_NEEDS_STREAM: {
    status: 400,
    means:
      "A subscription takes a stream: a WebSocket (graphql-transport-ws) at /graphql, or POST with `accept: text/event-stream` (also at /graphql/stream) or `accept: multipart/mixed;subscriptionSpec=1.0`.",
  },
  SUBSCRIPTION_NOT_SERVED: {
    status: 400,
    means:
      "This gateway does not stream that field: its subgraph streams nothing, or the gateway runs without the stream of events or its own engine.",
  },
  SUBSCRIPTION_ROOT_FIELDS: {
    status: 400,
    means: "A subscription selects one root field, under its variables too: send the others each by itself.",
  },
  SUBSCRIPTION_TOO_SLOW: {
    status: 200,
    means: "Events come faster than they are read: read the data afresh, then subscribe again, selecting less.",
  },
  SUBSCRIPTION_FIELD_REFUSED: {
    status: 400,
    means: "A subscription cannot select `Participant.accessLog`, because no event reports a look: query it instead.",
  },
  SUBSCRIPTION_MOVED: { status: 200, means: "Subscribe again, after the last cursor: this gateway makes room." },
  TOO_MANY_SUBSCRIPTIONS: {
    status: 429,
    means: "There are too many subscriptions of this asker or organisation: end one, or share one among pages.",
  },

  BAD_REQUEST: { status: 400, means: "Send one JSON object with `query` or `documentId`, and `variables`." },
  ORIGIN_REFUSED: {
    status: 403,
    means: "A page of another origin cannot log in or out here: open the gateway's own page.",
  },
  METHOD_REFUSED: {
    status: 405,
    means: "Send the question by POST: an address would keep its variables in every log.",
  },
  MEDIA_TYPE_REFUSED: { status: 415, means: "Send the question as `content-type: application/json`." },
  ENCODING_REFUSED: {
    status: 415,
    means: "Send the body as it is, or compressed once: `content-encoding` may be gzip, deflate or br.",
  },
  EXPORT_REFUSED: {
    status: 400,
    means: "The query cannot be exported as a table: give it one list, and each page its cursor.",
  },
  BATCH_REFUSED: { status: 400, means: "One question a request: send the others each by itself." },
  TOO_LARGE: { status: 413, means: "The request has too many bytes: ask less at once." },
  DOCUMENT_NOT_TRUSTED: {
    status: 403,
    means: "Only registered documents are answered: register it with `ama documents add`, and send its id or its text.",
  },
  DOCUMENT_MISMATCH: {
    status: 400,
    means: "The hash is not that of the text: send either alone, or both of one document.",
  },
  // The words and the status on which Apollo's clients and urql send the text.
  PERSISTED_QUERY_NOT_FOUND: { status: 200, means: "PersistedQueryNotFound" },
  TOO_MANY_TOKENS: { status: 400, means: "The document is too long: ask less at once." },
  TOO_MANY_OPERATIONS: { status: 400, means: "The document holds too many operations: send the one to be run." },
  TOO_DEEP: { status: 400, means: "The document nests too deep: ask for the ids, then ask further by them." },
  TOO_MANY_FIELDS: {
    status: 400,
    means: "The document selects too many fields, fragments spread out: ask less at once.",
  },
  TOO_MANY_ROOT_FIELDS: { status: 400, means: "Too many questions in one document: divide them over requests." },
  TOO_MANY_ALIASES: { status: 400, means: "Too many aliases: ask for a list, or divide over requests." },
  TOO_MANY_DIRECTIVES: { status: 400, means: "Too many directives: leave out what says nothing." },
  TOO_MANY_CONDITIONS: {
    status: 400,
    means: "Too many variables in @skip and @include: divide the question, or let several fields share one.",
  },
  TOO_REPETITIVE: { status: 400, means: "The same field or fragment is selected again and again: select it once." },
  FRAGMENT_CYCLE: { status: 400, means: "A fragment spreads itself: break the circle." },
  NAME_REFUSED: {
    status: 400,
    means: "A name that begins with two underscores is not for a client to give: choose another.",
  },
  VARIABLES_TOO_LARGE: { status: 400, means: "The variables hold too many values or nest too deep: send fewer." },
  PAGE_TOO_LARGE: {
    status: 400,
    means: "More items than a page may have: ask a smaller page, then the next with `after`.",
  },
  PAGE_SIZE_MISSING: { status: 400, means: "Say how many items are wanted, with one of the arguments made for it." },
  TOO_COSTLY: { status: 400, means: "The question costs too much: ask fewer items, or fewer fields of each." },
  INTROSPECTION_DISABLED: {
    status: 403,
    means: "The schema is told to those who write their own questions: read schema/api.graphql instead.",
  },
  RATE_LIMITED: { status: 429, means: "Too much was asked in a short time: wait as long as Retry-After says." },
} as const satisfies Record<string, { status: number; means: string }>;
export type RefusalCode = keyof typeof REFUSALS;

/** The code of a subgraph's own error that has none, as @apollo/gateway has it. */
export const UNCODED = "DOWNSTREAM_SERVICE_ERROR";

/** Codes that GraphQL servers give by convention and that we pass on. */
export const PROTOCOL_CODES = [
  "GRAPHQL_PARSE_FAILED",
  "GRAPHQL_VALIDATION_FAILED",
  "BAD_USER_INPUT",
  "BAD_REQUEST",
  "OPERATION_RESOLUTION_FAILURE",
] as const;

const CATALOGUED: ReadonlySet<unknown> = new Set([
  ...Object.keys(FAULTS),
  ...Object.keys(REFUSALS),
  ...PROTOCOL_CODES,
  UNCODED,
]);

/** The code where the catalogue has it, `OTHER` where it has not: a subgraph that is not ours may say anything. */
export function catalogued(code: unknown): string {
  return CATALOGUED.has(code) ? String(code) : "OTHER";
}

/**
 * An agency's failure or ours. `detail` is for the log alone and may never hold a name or national number; `told` is the
 * message of a fault that is named.
 */
export class Fault extends Error {
  override readonly name = "Fault";
  constructor(
    readonly code: FaultCode,
    readonly agency?: AgencyName,
    readonly detail?: string,
    { told, ...options }: { cause?: unknown; told?: string } = {},
  ) {
    super(told !== undefined && isNamed(code) ? told : FAULTS[code].tell, options);
  }
}

/** The caller's mistake; `message` says what to do and reaches the client as it is. */
export class Refusal extends Error {
  override readonly name = "Refusal";
  constructor(
    readonly code: RefusalCode,
    message: string = REFUSALS[code].means,
    /** The argument that is at fault, where it is one: `first`. */
    readonly argument?: string,
  ) {
    super(message);
  }
}
