import type { Capacity, Mandate } from "../../../schema/mandate.js";
import { Sight } from "../../kernel/authorise.js";
import { ReferralStatus } from "../entities/referral.js";

/** Whom a referral relates to a person: the member that is asked to guide, and the lead of its partnership. */
export interface Relation {
  member: string | null;
  lead: string | null;
}

const SIGHT: Readonly<Record<Capacity, Sight>> = {
  // VDAB itself shows a mediator the dossiers of its own service alone.
  VDAB_MEDIATOR: Sight.EVERYBODY,
  OCMW_WORKER: Sight.NOBODY,
  SICKNESS_FUND_EMPLOYEE: Sight.NOBODY,
  LEAD: Sight.RELATED,
  PARTNER_GUIDE: Sight.RELATED,
  DOSSIER_MANAGER: Sight.EVERYBODY,
  INSPECTOR: Sight.EVERYBODY,
  ANALYST: Sight.NOBODY,
  CITIZEN: Sight.SELF,
};

/** Whose dossiers at VDAB a mandate sees. */
export function sightOf({ capacity }: Pick<Mandate, "capacity">): Sight {
  return SIGHT[capacity];
}

/** Whether referrals relate an asker to a person: a lead by its partnerships, a guide by the own organisation alone. */
export function maySee(
  { capacity, organisation }: Pick<Mandate, "capacity" | "organisation">,
  relations: readonly Relation[],
) {
  switch (capacity) {
    case "LEAD":
      return relations.some(({ lead }) => lead === organisation);
    case "PARTNER_GUIDE":
      return relations.some(({ member }) => member === organisation);
    default:
      return false;
  }
}

/** A lasting relation: a referral that was refused or withdrawn gives none, nor one whose state is not known. */
export function relates(status: ReferralStatus): boolean {
  return ![ReferralStatus.REFUSED, ReferralStatus.WITHDRAWN, ReferralStatus.UNKNOWN].includes(status);
}

/** Whether this is somebody who knows the person by right of deciding or paying, which VDAB's facts do not tell. */
export function mayHoldId({ capacity }: Pick<Mandate, "capacity">): boolean {
  return capacity === "OCMW_WORKER" || capacity === "SICKNESS_FUND_EMPLOYEE";
}

/** How VDAB is asked to cut a search to those in sight; undefined where nobody is, or only the asker. */
export function cutOf(
  mandate: Pick<Mandate, "capacity" | "organisation">,
): { lead?: string; member?: string } | undefined {
  if (sightOf(mandate) === Sight.EVERYBODY) return {};
  if (mandate.capacity === "LEAD") return { lead: mandate.organisation };
  if (mandate.capacity === "PARTNER_GUIDE") return { member: mandate.organisation };
  return undefined;
}
