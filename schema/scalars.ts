import { GraphQLError, GraphQLScalarType, Kind, type ValueNode } from "graphql";
import { Insz, parseEnterpriseNumber, type EnterpriseNumber } from "./identifiers.js";

/** ISO calendar day, `2026-03-31`. */
export type Day = string;
/** ISO instant with an offset, `2026-03-31T09:00:00Z`. */
export type Instant = string;
/** `2026Q1`. */
export type QuarterName = string;
/** Five digits. */
export type NisCode = string;

export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const [year, month, day] = [Number(text.slice(0, 4)), Number(text.slice(5, 7)), Number(text.slice(8))];
  return month >= 1 && month <= 12 && day >= 1 && day <= lastDayOf(year, month);
}

/** How many days a month has. */
export function lastDayOf(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

/** The years in which a day, a quarter or a year may lie that is asked for: beyond, rules that add to them would break. */
const YEARS = { first: 1900, last: 9999 };

interface OwnScalarExtensions {
  /** Ends the sentence "It must be …". */
  readonly mustBe: string;
}
export type OwnScalar<T> = GraphQLScalarType<T, string> & { readonly extensions: OwnScalarExtensions };

function textScalar<T>(
  name: string,
  { description, mustBe }: OwnScalarExtensions & { readonly description: string },
  parse: (text: string) => T | undefined,
  show: (value: T) => string,
): OwnScalar<T> {
  const read = (value: unknown): T => {
    const parsed = typeof value === "string" ? parse(value) : undefined;
    if (parsed !== undefined) return parsed;
    throw new GraphQLError(`A value of the type ${name} must be ${mustBe}.`, {
      extensions: { code: "ARGUMENT_INVALID" },
    });
  };
  return new GraphQLScalarType<T, string>({
    name,
    description,
    extensions: { mustBe },
    serialize: (value) => show(value as T),
    parseValue: read,
    parseLiteral: (node: ValueNode) => read(node.kind === Kind.STRING ? node.value : undefined),
  }) as OwnScalar<T>;
}

function checked(test: (text: string) => boolean): (text: string) => string | undefined {
  return (text) => (test(text) ? text : undefined);
}

function unlessRefused<T>(parse: (text: string) => T): (text: string) => T | undefined {
  return (text) => {
    try {
      return parse(text);
    } catch {
      return undefined;
    }
  };
}

function isWithinYears(text: string): boolean {
  const year = Number(text.slice(0, 4));
  return year >= YEARS.first && year <= YEARS.last;
}

const same = (text: string): string => text;

export const DayScalar = textScalar<Day>(
  "Date",
  {
    description: "A calendar day, ISO 8601: `2026-03-31`. No time, no time zone.",
    mustBe: `a day of the calendar from ${YEARS.first} to ${YEARS.last}, written as 2026-03-31`,
  },
  checked((text) => isDay(text) && isWithinYears(text)),
  same,
);

export const InstantScalar = textScalar<Instant>(
  "DateTime",
  {
    description: "A moment, ISO 8601 with its offset: `2026-03-31T09:00:00Z`.",
    mustBe: "a moment with its offset, written as 2026-03-31T09:00:00Z",
  },
  checked(
    (text) => /^\d{4}-\d{2}-\d{2}T[\d:.]{1,20}(Z|[+-]\d{2}:\d{2})$/.test(text) && !Number.isNaN(Date.parse(text)),
  ),
  same,
);

export const QuarterScalar = textScalar<QuarterName>(
  "Quarter",
  {
    description: "A quarter (kwartaal) of a calendar year: `2026Q1`.",
    mustBe: `a quarter of a year from ${YEARS.first} to ${YEARS.last}, written as 2026Q1`,
  },
  checked((text) => /^\d{4}Q[1-4]$/.test(text) && isWithinYears(text)),
  same,
);

export const InszScalar = textScalar<Insz>(
  "Insz",
  {
    description:
      "National number (INSZ: rijksregisternummer or BIS-nummer), eleven digits. Send it as a variable, never in the text of a query.",
    mustBe: "a national number: eleven digits with right check digits",
  },
  unlessRefused((text) => Insz.parse(text)),
  (insz) => insz.reveal(),
);

export const EnterpriseNumberScalar = textScalar<EnterpriseNumber>(
  "EnterpriseNumber",
  {
    description: "Enterprise number (ondernemingsnummer, KBO), ten digits that start with 0 or 1.",
    mustBe: "an enterprise number: ten digits with right check digits",
  },
  unlessRefused(parseEnterpriseNumber),
  same,
);

export const NisCodeScalar = textScalar<NisCode>(
  "NisCode",
  {
    description: "NIS code of a municipality (NIS-code van een gemeente), five digits: `71072`.",
    mustBe: "the NIS code of a municipality: five digits, such as 71072",
  },
  checked((text) => /^[1-9]\d{4}$/.test(text)),
  same,
);

/** By name: the schema of a supergraph has their names and nothing of what they take. */
export const SCALARS: ReadonlyMap<string, OwnScalar<never>> = new Map(
  [DayScalar, InstantScalar, QuarterScalar, InszScalar, EnterpriseNumberScalar, NisCodeScalar].map((scalar) => [
    scalar.name,
    scalar as OwnScalar<never>,
  ]),
);
