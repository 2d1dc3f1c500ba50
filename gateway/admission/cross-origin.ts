import { EXPLAIN_HEADER } from "../explain-plan.js";
import { LEGAL_CONTEXT_HEADER, PURPOSE_HEADER } from "../../schema/mandate.js";

/** What a browser is told when a page of another origin asks. */
export interface CrossOrigin {
  /** Headers that go with any answer. */
  answer(origin: string | undefined): Record<string, string>;
  /** Headers that go with the answer to a preflight; a browser that gets none of them does not ask. */
  preflight(origin: string | undefined, methods?: string): Record<string, string>;
  /** Whether a page may open a WebSocket: one of these origins or of this very host. What is no page tells no origin. */
  allows(origin: string | undefined, host: string | undefined): boolean;
}

export interface CrossOriginHeaders {
  /** Lower-case names of headers that pages may send besides `SENT`. */
  readonly requestHeaders?: readonly string[];
  /** The same of headers that they may read besides `READ`. */
  readonly responseHeaders?: readonly string[];
}

const A_DAY_SECONDS = 86_400;
/** What our own clients send, and what Apollo Client, urql and Relay do, with those who trace them. */
const SENT = [
  "accept",
  "authorization",
  "content-type",
  PURPOSE_HEADER,
  LEGAL_CONTEXT_HEADER,
  EXPLAIN_HEADER,
  "last-event-id",
  "apollographql-client-name",
  "apollographql-client-version",
  "graphql-client-name",
  "graphql-client-version",
  "apollo-require-preflight",
  "graphql-preflight",
  "graphql-require-preflight",
  "x-apollo-operation-id",
  "x-apollo-operation-name",
  "x-apollo-operation-type",
  "x-requested-with",
  "baggage",
  "traceparent",
  "tracestate",
];
const READ = [
  "content-disposition",
  "ratelimit",
  "ratelimit-policy",
  "retry-after",
  "www-authenticate",
  "x-request-id",
];

/**
 * Lets pages of these origins ask, and no others. Never with cookies: who asks is in the `authorization` header alone,
 * so that a forged form or link asks in nobody's name; and a question is JSON, which no form can send.
 * @param origins as a browser writes them, `https://wse.vlaanderen.be`
 */
export function createCrossOrigin(
  origins: readonly string[],
  { requestHeaders = [], responseHeaders = [] }: CrossOriginHeaders = {},
): CrossOrigin {
  const allowed = new Set(origins);
  const sent = [...new Set([...SENT, ...requestHeaders])].join(", ");
  const read = [...new Set([...READ, ...responseHeaders])].join(", ");
  const may = (origin: string | undefined): origin is string => origin !== undefined && allowed.has(origin);
  return {
    answer: (origin) => ({
      vary: "origin",
      ...(may(origin) && { "access-control-allow-origin": origin, "access-control-expose-headers": read }),
    }),
    preflight: (origin, methods = "POST") => ({
      vary: "origin",
      ...(may(origin) && {
        "access-control-allow-origin": origin,
        "access-control-allow-methods": methods,
        "access-control-allow-headers": sent,
        "access-control-max-age": String(A_DAY_SECONDS),
      }),
    }),
    allows: (origin, host) => origin === undefined || may(origin) || /^https?:\/\/(.+)$/.exec(origin)?.[1] === host,
  };
}
