import type { SubgraphName } from "../schema/agencies.js";
import type { Secret } from "../platform/settings.js";

const KEYS = ["AMA_PARTICIPANT_KEY", "AMA_MANDATE_KEY"] as const satisfies Secret[];

/** Which secrets each program uses. Production demands those, so that no program is given another's. */
export const PROGRAM_SECRETS: Record<SubgraphName | "gateway", readonly Secret[]> = {
  gateway: [...KEYS, "AMA_ISSUER_URL"],
  referrals: [...KEYS, "VDAB_CLIENT_SECRET", "VDAB_NOTICE_SECRET"],
  permissions: KEYS,
  contingents: [...KEYS, "LOKET_CLIENT_SECRET", "LOKET_NOTICE_SECRET"],
  ledger: KEYS,
};
