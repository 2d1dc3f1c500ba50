import type { AgencyName } from "../../schema/agencies.js";
import { Fault } from "../../schema/faults.js";
import { parseJson } from "../../platform/json/parse-json.js";

/** Many times the largest reply of an agency: 200 partnerships, 100 persons or 500 changes. */
const BOUNDS = { depth: 64, items: 10_000, values: 250_000 };

/** @throws Fault AGENCY_UNREADABLE */
export function readJson(text: string, agency: AgencyName): unknown {
  try {
    return parseJson(text, BOUNDS);
  } catch (error) {
    throw new Fault("AGENCY_UNREADABLE", agency, `reply: ${(error as Error).message}`);
  }
}
