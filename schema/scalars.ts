import { GraphQLError, GraphQLScalarType, Kind, type ValueNode } from "graphql";
import { Insz, parseEnterpriseNumber, type EnterpriseNumber } from "./identifiers.js";

/** ISO calendar day, `2026-03-31`. */
export type Day = string;
/** ISO instant with an offset, `2026-03-31T09:00:00Z`. */
export type Instant = string;
/** `2026Q1`. */
export type QuarterName = string;

export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

function textScalar<T>(name: string, description: string, parse: (text: string) => T, show: (value: T) => string) {
  const read = (value: unknown): T => {
    if (typeof value !== "string") throw badInput(`${name} is written as a text.`);
    try {
      return parse(value);
    } catch (cause) {
      throw badInput(cause instanceof Error ? cause.message : `Not a ${name}.`);
    }
  };
  return new GraphQLScalarType<T, string>({
    name,
    description,
    serialize: (value) => show(value as T),
    parseValue: read,
    parseLiteral: (node: ValueNode) => read(node.kind === Kind.STRING ? node.value : undefined),
  });
}

function badInput(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: "BAD_USER_INPUT" } });
}

function checked(test: (text: string) => boolean, complaint: string): (text: string) => string {
  return (text) => {
    if (!test(text)) throw new Error(complaint);
    return text;
  };
}

const same = (text: string): string => text;

export const DayScalar = textScalar<Day>(
  "Date",
  "A calendar day, ISO 8601: `2026-03-31`. No time, no time zone.",
  checked(isDay, "A Date is written as 2026-03-31 and must exist in the calendar."),
  same,
);

export const InstantScalar = textScalar<Instant>(
  "DateTime",
  "A moment, ISO 8601 with its offset: `2026-03-31T09:00:00Z`.",
  checked(
    (text) => /^\d{4}-\d{2}-\d{2}T.*(Z|[+-]\d{2}:\d{2})$/.test(text) && !Number.isNaN(Date.parse(text)),
    "A DateTime is written as 2026-03-31T09:00:00Z.",
  ),
  same,
);

export const QuarterScalar = textScalar<QuarterName>(
  "Quarter",
  "A quarter (kwartaal) of a calendar year: `2026Q1`.",
  checked((text) => /^\d{4}Q[1-4]$/.test(text), "A Quarter is written as 2026Q1."),
  same,
);

export const InszScalar = textScalar<Insz>(
  "Insz",
  "National number (INSZ: rijksregisternummer or BIS-nummer), eleven digits. Send it as a variable, never in the text of a query.",
  (text) => Insz.parse(text),
  (insz) => insz.reveal(),
);

export const EnterpriseNumberScalar = textScalar<EnterpriseNumber>(
  "EnterpriseNumber",
  "Enterprise number (ondernemingsnummer, KBO), ten digits that start with 0 or 1.",
  parseEnterpriseNumber,
  same,
);
