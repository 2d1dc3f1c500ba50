import type { GraphQLFormattedError } from "graphql";
import type { PassesErrors } from "../configuration/gateway-configuration.js";
import { hideNumbers } from "./hide-numbers.js";
import { passOnError } from "./pass-on-error.js";
import { AGENCIES } from "../../schema/agencies.js";
import { FAULTS, isNamed, PROTOCOL_CODES, REFUSALS, type FaultCode, type RefusalCode } from "../../schema/faults.js";

/** What an error is to those who read it: the client's own doing, an agency's failure, or ours. */
export type Told = GraphQLFormattedError & { extensions: { code: string; argument?: string; requestId?: string } };

const FROM_CALLER: ReadonlySet<string> = new Set([...Object.keys(REFUSALS), ...PROTOCOL_CODES]);

const NEVER: PassesErrors = () => false;

/**
 * What a client may be told of an error: where its subgraph's own errors pass, what the subgraph says; else only codes of the catalogue, of a fault only the catalogue's own words unless it
 * is named, of a refusal its message. Everything else is INTERNAL; who wants to know more quotes the request id.
 */
export function tell(error: GraphQLFormattedError, requestId?: string, passesErrors = NEVER): Told {
  const { code, agency, argument, subgraph, asOf } = (error.extensions ?? {}) as Partial<Record<string, string>>;
  const service = subgraph !== undefined && passesErrors(subgraph) ? subgraph : undefined;
  if (service !== undefined && !isOurs(code)) return passOnError(error, service, requestId);
  if (code === "MANDATE_INVALID" && subgraph !== undefined) return tell(notAnswered(error, subgraph), requestId);
  const place = { ...(error.locations && { locations: error.locations }), ...(error.path && { path: error.path }) };
  if (code !== undefined && FROM_CALLER.has(code))
    return {
      message: hideNumbers(error.message),
      ...place,
      extensions: { code, ...(isName(argument) && { argument }), ...(requestId && { requestId }) },
    };
  const fault: FaultCode = code !== undefined && code in FAULTS ? (code as FaultCode) : "INTERNAL";
  return {
    message: isNamed(fault) ? hideNumbers(error.message) : FAULTS[fault].tell,
    ...place,
    extensions: {
      code: fault,
      ...(agency && fault !== "INTERNAL" && { agency }),
      ...(service !== undefined && { service }),
      retryable: FAULTS[fault].retry,
      // The field is not null: it holds what the agency said at that moment.
      ...(fault === "AGENCY_STALE" && { stale: true, ...(isMoment(asOf) && { asOf }) }),
      ...(requestId && { requestId }),
    },
  };
}

/** What a subgraph that takes no mandate of the gateway's costs: no doing of the caller's, and nothing that one can mend. */
function notAnswered(error: GraphQLFormattedError, subgraph: string): GraphQLFormattedError {
  const agency = AGENCIES.find((one) => one.subgraph === subgraph)?.name;
  const code: FaultCode = agency ? "SUBGRAPH_UNAVAILABLE" : "SUBGRAPH_UNREACHABLE";
  return { ...error, extensions: { code, ...(agency && { agency }) } };
}

/** Whether the gateway itself says so of a subgraph. */
function isOurs(code: unknown): boolean {
  return String(code).startsWith("SUBGRAPH_") && String(code) in FAULTS;
}

function isMoment(text: unknown): boolean {
  return typeof text === "string" && /^\d{4}-\d\d-\d\dT[\d:.]{8,16}Z$/.test(text);
}

/** The name of an argument or of a field within it: `filter.municipality`. */
function isName(argument: unknown): argument is string {
  return typeof argument === "string" && /^[\w.]{1,200}$/.test(argument);
}

/**
 * The errors of an answer with one for each selection that was refused, at its first place: in a list of fifty it is null
 * fifty times, and told once. Who refused, the gateway or a subgraph, makes no difference. What has other reasons is
 * told for each place, for it may be otherwise at the next.
 */
export function onePerSelection<E extends Pick<GraphQLFormattedError, "path" | "extensions">>(
  errors: readonly E[],
): E[] {
  const told = new Set<string>();
  return errors.filter(({ path, extensions }) => {
    if (extensions?.["code"] !== DENIED || !path) return true;
    const selection = path.filter((step) => typeof step === "string").join(".");
    return !told.has(selection) && told.add(selection);
  });
}

const DENIED = "UNAUTHORIZED_FIELD_OR_TYPE" satisfies RefusalCode;

/** Whether an error is worth a line in the log: everything but the caller's own mistakes. */
export function isFailure(error: GraphQLFormattedError): boolean {
  return !FROM_CALLER.has(String(error.extensions?.["code"]));
}
