import { z } from "zod";
import { Fault } from "../../../schema/faults.js";
import type { Row } from "./ledger-pool.js";

/** The fault of a record that breaks the ledger's own rules. */
export function invalid(what: string): Fault {
  return new Fault("AGENCY_RECORD_INVALID", "DWSE", what);
}

/** A record of a list that is of no use with one missing. */
export function readRecord<T>(form: z.ZodType<T>, row: Row, what: string): T {
  const result = form.safeParse(row);
  if (!result.success) throw invalid(what);
  return result.data;
}

/** A list that is of no use with one missing: all of its records, or one fault. */
export function readList<From, To>(
  form: z.ZodType<From>,
  translate: (record: From) => To,
  rows: readonly Row[],
  what: string,
): To[] | Fault {
  const { data } = z.array(form).safeParse(rows);
  return data ? data.map(translate) : invalid(what);
}

/** What tells where a row belongs. */
export function read<T>(form: z.ZodType<T>, row: Row, label: string): T {
  const result = form.safeParse(row);
  if (!result.success) throw new Fault("AGENCY_UNREADABLE", "DWSE", label);
  return result.data;
}
