import type { AgencyName } from "../../schema/agencies.js";
import { Fault } from "../../schema/faults.js";

/** @throws Fault AGENCY_UNREADABLE */
export function readJson(text: string, agency: AgencyName): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new Fault("AGENCY_UNREADABLE", agency, "reply is not JSON");
  }
}
