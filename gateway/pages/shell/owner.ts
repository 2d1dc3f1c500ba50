import type { AgencyName } from "../../../schema/agencies.js";

/** Who answers: one of the four agencies, or the gateway of what it knows itself. */
export type Owner = AgencyName | "GATEWAY";
