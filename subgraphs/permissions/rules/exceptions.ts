import type { FaultCode } from "../../../schema/faults.js";

/** One Uitzondering, as the platform wrote it. */
export interface SourceException {
  code: string;
  severity: "FOUT" | "WAARSCHUWING" | "INFORMATIE";
  diagnosis: string;
  circumstance?: string | undefined;
  /** Names and values that go with it. */
  annotations: readonly { name: string; value: string }[];
}

/**
 * What an exception means to the graph: that there is no data (a normal outcome), that the number was replaced, a remark
 * about data that are there all the same, or a fault.
 */
export type Meaning = "NO_DATA" | "REPLACED" | "REMARK" | FaultCode;

/** The codes seen at MAGDA, from its test data and its pages on exceptions. The only list of them. */
const MEANINGS: Readonly<Record<string, Meaning>> = {
  "13001": "AGENCY_REFUSED_US",
  "13202": "NOT_INSCRIBED",
  "15021": "FILTERED",
  "20002": "INSZ_NOT_KNOWN",
  "20110": "AGENCY_REFUSED_US",
  "30001": "NO_DATA",
  "30003": "INSZ_NOT_KNOWN",
  "30004": "REPLACED",
  "30040": "REMARK",
  "30042": "REMARK",
  "40006": "AGENCY_REFUSED_US",
  "60006": "AGENCY_FAILED",
  "60007": "AGENCY_FAILED",
  "70001": "REMARK",
  "99994": "AGENCY_FAILED",
  "99995": "AGENCY_UNAVAILABLE",
  "99996": "AGENCY_UNAVAILABLE",
  "99997": "AGENCY_UNAVAILABLE",
};

/** Two codes mean, by service, that too many ask at once or that the source is away: only the diagnosis tells. */
const OF_TWO_MEANINGS = new Set(["99995", "99996"]);

/** An unknown code is a fault when it is typed as an error, a remark otherwise. */
export function meaningOf({ code, severity, diagnosis, circumstance }: SourceException): Meaning {
  if (OF_TWO_MEANINGS.has(code) && /gelijktijdig|te veel|concurrent|too many/i.test(diagnosis)) return "AGENCY_BUSY";
  if (code === "70001" && circumstance === "NO_DATA_FOUND") return "NO_DATA";
  return MEANINGS[code] ?? (severity === "FOUT" ? "AGENCY_FAILED" : "REMARK");
}
