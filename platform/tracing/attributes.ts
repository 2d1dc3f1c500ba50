import { AGENCIES } from "../../schema/agencies.js";
import { catalogued } from "../../schema/faults.js";
import { isRequestId } from "../request-id.js";

type Rule = (value: string | number) => boolean;

/** Every attribute that a span may have, and the values that it may have. No other leaves: none can name a person. */
const RULES = {
  "ama.agency": isOneOf(...AGENCIES.map(({ name }) => name)),
  "ama.subgraph": isName,
  "ama.outcome": isOneOf("complete", "partial", "refused", "failed", "left"),
  "ama.request_id": (value) => isRequestId(String(value)),
  "ama.fetches": isCount,
  "ama.looks": isCount,
  "db.system.name": isOneOf("postgresql", "redis"),
  "error.type": (value) => catalogued(value) === value,
  "graphql.document.id": (value) => /^[0-9a-f]{64}$/.test(String(value)),
  "graphql.operation.name": isName,
  "graphql.operation.type": isOneOf("query", "mutation", "subscription"),
  "http.response.status_code": (value) => isCount(value) && Number(value) < 600,
} satisfies Record<string, Rule>;

export type Attributes = { readonly [Name in keyof typeof RULES]?: string | number | undefined };

/** Stands for a value that breaks its rule. */
const WITHHELD = "withheld";

/** The attributes as they may leave: those of the list alone, and `withheld` for a value that its rule does not allow. */
export function allowedAttributes(attributes: Attributes): Record<string, string | number> {
  const allowed: Record<string, string | number> = {};
  for (const [name, value] of Object.entries(attributes)) {
    const rule = Object.hasOwn(RULES, name) ? RULES[name as keyof typeof RULES] : undefined;
    if (rule && value !== undefined) allowed[name] = rule(value) ? value : WITHHELD;
  }
  return allowed;
}

function isOneOf(...values: readonly string[]): Rule {
  return (value) => values.includes(String(value));
}

function isCount(value: string | number): boolean {
  return Number.isSafeInteger(value) && Number(value) >= 0 && Number(value) < 1_000_000;
}

/** A name that an operator or a registered document gave: without as many digits as a number of a person has. */
function isName(value: string | number): boolean {
  return /^[A-Za-z_][\w.-]{0,99}$/.test(String(value)) && !/\d{6}/.test(String(value));
}
