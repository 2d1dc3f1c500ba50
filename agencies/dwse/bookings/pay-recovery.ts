import type { HappeningTo } from "../../life/happening.js";
import { text } from "./text.js";

/** The oldest recovery that is open comes in. */
export function payRecovery({ partnership, on }: HappeningTo<"RECOVERY_PAID">): string {
  return `
    update dwse.terugvordering set betaald_op = ${text(on)}
    where id = (
      select id from dwse.terugvordering
      where samenwerkingsverband_id = ${text(partnership)} and betaald_op is null and opgelegd_op <= ${text(on)}
      order by opgelegd_op, id limit 1)`;
}
