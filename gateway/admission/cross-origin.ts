import { LEGAL_CONTEXT_HEADER, PURPOSE_HEADER } from "../../schema/mandate.js";

/** What a browser is told when a page of another origin asks. */
export interface CrossOrigin {
  /** Headers that go with any answer. */
  answer(origin: string | undefined): Record<string, string>;
  /** Headers that go with the answer to a preflight; a browser that gets none of them does not ask. */
  preflight(origin: string | undefined): Record<string, string>;
  /** Whether a page may open a WebSocket: one of these origins or of this very host. What is no page tells no origin. */
  allows(origin: string | undefined, host: string | undefined): boolean;
}

const A_DAY_SECONDS = 86_400;
const TOLD = "x-request-id, ratelimit, ratelimit-policy, retry-after";

/**
 * Lets pages of these origins ask, and no others. Never with cookies: who asks is in the `authorization` header alone,
 * so that a forged form or link asks in nobody's name; and a question is JSON, which no form can send.
 * @param origins as a browser writes them, `https://wse.vlaanderen.be`
 */
export function createCrossOrigin(origins: readonly string[]): CrossOrigin {
  const allowed = new Set(origins);
  const may = (origin: string | undefined): origin is string => origin !== undefined && allowed.has(origin);
  return {
    answer: (origin) => ({
      vary: "origin",
      ...(may(origin) && { "access-control-allow-origin": origin, "access-control-expose-headers": TOLD }),
    }),
    preflight: (origin) => ({
      vary: "origin",
      ...(may(origin) && {
        "access-control-allow-origin": origin,
        "access-control-allow-methods": "POST",
        "access-control-allow-headers": [
          "authorization",
          "content-type",
          PURPOSE_HEADER,
          LEGAL_CONTEXT_HEADER,
          "last-event-id",
        ].join(", "),
        "access-control-max-age": String(A_DAY_SECONDS),
      }),
    }),
    allows: (origin, host) => origin === undefined || may(origin) || /^https?:\/\/(.+)$/.exec(origin)?.[1] === host,
  };
}
