import { Refusal } from "../../../schema/faults.js";
import { mayRead } from "../../../schema/groups.js";
import type { Mandate } from "../../../schema/mandate.js";
import type { SelectedFields } from "../selected-fields.js";

/**
 * A subscription cannot select the access log: no event reports a look, and each push of it would add one.
 * @throws Refusal UNAUTHORIZED_FIELD_OR_TYPE to those who cannot query it either, SUBSCRIPTION_FIELD_REFUSED to others
 */
export function checkLiveFields(selected: SelectedFields, mandate: Mandate | undefined): void {
  if (!selected.includes("Participant", "accessLog")) return;
  if (mandate && mayRead("access-log", mandate)) throw new Refusal("SUBSCRIPTION_FIELD_REFUSED");
  throw new Refusal(
    "UNAUTHORIZED_FIELD_OR_TYPE",
    "This capacity and purpose may not read `Participant.accessLog`: leave it out.",
  );
}
