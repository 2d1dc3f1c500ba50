import { GraphQLError, type GraphQLFormattedError } from "graphql";
import { Refusal, REFUSALS } from "../../schema/faults.js";
import { takesJson } from "./accepted-types.js";
import { CSV, XLSX } from "../export/export-format.js";
import { OperationInvalid } from "../executor.js";
import { tell, type Told } from "../pipeline/respond.js";
import { RateLimited } from "./rate/rate-limited.js";

/** An answer to a request that is not run. */
export interface Refused {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: { readonly errors: readonly [Told, ...Told[]] };
}

/** Not well-formed, as against a well-formed question that is refused. */
const MALFORMED: ReadonlySet<string> = new Set(["BAD_REQUEST", "BATCH_REFUSED", "DOCUMENT_MISMATCH"]);

/**
 * Words a refusal as GraphQL over HTTP has it: to a client that takes `application/graphql-response+json` the status
 * says what happened; an older one, which reads the body only under 200, gets 200 unless the request itself is at
 * fault. Undefined for what is no refusal.
 */
export function tellRefusal(error: unknown, accept: string | null | undefined, requestId: string): Refused | undefined {
  const [formatted, ...more] = format(error);
  if (!formatted) return undefined;
  const { status, ...told } = formatted;
  const wellFormed = !MALFORMED.has(String(told.extensions?.["code"]));
  return {
    status: wellFormed ? statusFor(status === 200 && readsStatusAlone(accept) ? 400 : status, accept) : status,
    headers: {
      "content-type": `${contentType(accept)}; charset=utf-8`,
      ...(error instanceof RateLimited && error.headers),
    },
    body: { errors: [tell(told, requestId), ...more.map((other) => tell(other, requestId))] },
  };
}

/** Whoever asks for a table, or takes nothing but a stream, would keep a refusal under 200 as one. */
function readsStatusAlone(accept: string | null | undefined): boolean {
  if (accept === null || accept === undefined) return false;
  return [CSV, XLSX].some((type) => accept.startsWith(type)) || !takesJson(accept);
}

/**
 * The status of an answer to a well-formed question that was not run: what only says 400 is 200 to an older client. 401,
 * 403, 413 and 429 are about the exchange, not the question, and are told to all.
 */
export function statusFor(status: number, accept: string | null | undefined): number {
  const readsStatus = accept?.includes(GRAPHQL_RESPONSE) === true || readsStatusAlone(accept);
  return status === 400 && !readsStatus ? 200 : status;
}

/** In which form a client takes what GraphQL itself says. */
export function contentType(accept: string | null | undefined): string {
  return accept?.includes(GRAPHQL_RESPONSE) ? GRAPHQL_RESPONSE : "application/json";
}

export const GRAPHQL_RESPONSE = "application/graphql-response+json";

function format(error: unknown): (GraphQLFormattedError & { status: number })[] {
  if (error instanceof Refusal) {
    const { status } = REFUSALS[error.code];
    return [{ message: error.message, extensions: { code: error.code, argument: error.argument }, status }];
  }
  // A document that cannot be parsed, or arguments that cannot be used.
  const errors = error instanceof OperationInvalid ? error.errors : error instanceof GraphQLError ? [error] : [];
  return errors.map((one) => ({ ...one.toJSON(), status: 400 }));
}
