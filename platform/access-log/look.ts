import type { AgencyName } from "../../schema/agencies.js";
import type { Capacity, Mandate, Purpose } from "../../schema/mandate.js";

/** What somebody is about to be told of one or more participants: the same fields of each. */
export interface Look {
  readonly mandate: Mandate;
  /** Whose system was asked; null for what the graph itself keeps. */
  readonly agency: AgencyName | null;
  /** Whether the fields went to a rule of another agency's part of the graph, and to nobody else. */
  readonly byRule: boolean;
  /** Ids of the participants; the log keeps only a keyed hash of each. */
  readonly participants: readonly string[];
  /** `Type.field` of everything that held data. */
  readonly fields: readonly string[];
}

/** A look as the log keeps it: a link of its chain. It holds no id, number, name or value. */
export interface LoggedLook {
  readonly chain: number;
  /** 1, 2, 3… within the chain. */
  readonly seq: number;
  /** ISO, in UTC, to the millisecond. */
  readonly at: string;
  readonly requestId: string;
  readonly agency: AgencyName | null;
  readonly caller: string;
  readonly organisation: string;
  readonly organisationName: string;
  readonly capacity: Capacity;
  readonly purpose: Purpose;
  readonly legalContext: string;
  readonly byRule: boolean;
  readonly participants: readonly string[];
  readonly fields: readonly string[];
  readonly previous: string;
  readonly hash: string;
}

const columnsOf = (at: string) => `chain, seq, ${at}, request_id as "requestId", agency, caller, organisation,
  organisation_name as "organisationName", capacity, purpose, legal_context as "legalContext", by_rule as "byRule", participants, fields, previous, hash`;

/** The columns of a look, for a row to be read as it was written. */
export const LOOK_COLUMNS = columnsOf("at");
/** The same with the moment as text, as a hash has it. */
export const LOOK_COLUMNS_AS_TEXT = columnsOf(`to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at`);

export function readLook(row: Record<string, unknown>): LoggedLook {
  return { ...(row as unknown as LoggedLook), at: (row["at"] as Date).toISOString() };
}
