import type { Day } from "../../../schema/scalars.js";
import { ReferralStatus } from "../entities/referral.js";

/** States of a referral in which somebody waits to start. */
export const WAITING: readonly ReferralStatus[] = [ReferralStatus.REFERRED, ReferralStatus.ACCEPTED];

/** Days from the referral to today while the person waits; null once nobody waits. */
export function waitingDays(referral: { status: ReferralStatus; referredOn: Day }, today: Day): number | null {
  if (!WAITING.includes(referral.status)) return null;
  return Math.max(0, Math.round((Date.parse(today) - Date.parse(referral.referredOn)) / 86_400_000));
}
