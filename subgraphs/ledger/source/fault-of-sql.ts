import pg from "pg";
import { Fault, type FaultCode } from "../../../schema/faults.js";

/** SQLSTATE, or the class of it (its first two characters), to what it means for the graph. */
const BY_STATE: Readonly<Record<string, FaultCode>> = {
  "08": "AGENCY_UNAVAILABLE",
  "57P01": "AGENCY_UNAVAILABLE",
  "57P02": "AGENCY_UNAVAILABLE",
  "57P03": "AGENCY_UNAVAILABLE",
  "57014": "AGENCY_TIMEOUT",
  "25P03": "AGENCY_TIMEOUT",
  "53": "AGENCY_BUSY",
  "55": "AGENCY_BUSY",
  "40": "AGENCY_BUSY",
  "28": "AGENCY_REFUSED_US",
  "3D": "AGENCY_REFUSED_US",
  "42501": "AGENCY_REFUSED_US",
  "42": "AGENCY_UNREADABLE",
  "3F": "AGENCY_UNREADABLE",
  "22": "AGENCY_UNREADABLE",
};

/**
 * What a failed statement means. Only the state is told further: a message of PostgreSQL may quote a person's number.
 */
export function faultOfSql(error: unknown): Fault {
  if (error instanceof Fault) return error;
  if (error instanceof pg.DatabaseError) {
    const state = error.code ?? "";
    return new Fault(BY_STATE[state] ?? BY_STATE[state.slice(0, 2)] ?? "AGENCY_FAILED", "DWSE", `sqlstate ${state}`);
  }
  if (error instanceof SyntaxError || error instanceof TypeError || error instanceof RangeError)
    return new Fault("AGENCY_UNREADABLE", "DWSE", `${error.name} while a row was read`);
  const code = (error as { code?: unknown } | undefined)?.code;
  return new Fault("AGENCY_UNAVAILABLE", "DWSE", typeof code === "string" ? code : "the connection broke");
}
