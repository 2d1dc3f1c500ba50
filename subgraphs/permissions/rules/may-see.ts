import type { Capacity, Mandate } from "../../../schema/mandate.js";
import { decidesOnPermissions } from "../../../schema/override-labels.js";
import { Sight } from "../../kernel/authorise.js";
import { RecordFault } from "../../kernel/record-fault.js";
import { StatuteKind } from "../../kernel/statute-kind.js";
import type { Confirmation } from "../source/translate.js";
import type { PermissionDecision, PermissionFault } from "./permission-decision.js";

const SIGHT: Readonly<Record<Capacity, Sight>> = {
  VDAB_MEDIATOR: Sight.RELATED,
  OCMW_WORKER: Sight.RELATED,
  SICKNESS_FUND_EMPLOYEE: Sight.RELATED,
  LEAD: Sight.RELATED,
  PARTNER_GUIDE: Sight.RELATED,
  DOSSIER_MANAGER: Sight.EVERYBODY,
  INSPECTOR: Sight.EVERYBODY,
  ANALYST: Sight.NOBODY,
  CITIZEN: Sight.SELF,
};

/** Whose permissions and statutes a mandate sees. */
export function sightOf({ capacity }: Pick<Mandate, "capacity">): Sight {
  return SIGHT[capacity];
}

/** Whether the asker decides itself, and so sees only what it decided or pays. */
export const decidesItself = decidesOnPermissions;

/** Whether the asker may ever be told of rights to employment measures: whoever decides on permissions does not on those. */
export function mayReadSupportMeasures(asker: Pick<Mandate, "capacity">): boolean {
  return !decidesItself(asker);
}

/** Whether the asker may ever be told of confirmed statutes: a sickness fund pays none of them. */
export function mayReadConfirmedStatutes({ capacity }: Pick<Mandate, "capacity">): boolean {
  return capacity !== "SICKNESS_FUND_EMPLOYEE";
}

/** What other agencies say of the asker's relation to a person; null where one did not answer. */
export interface ToldSight {
  /** VDAB: referred to the asker, or a dossier that it lets be read. */
  referralSight?: boolean | null;
  /** The counter: guided by the asker. */
  guidanceSight?: boolean | null;
}

/** Whether what others say puts a person in sight. Without their answer nobody is. */
export function maySee({ capacity }: Pick<Mandate, "capacity">, { referralSight, guidanceSight }: ToldSight): boolean {
  if (capacity === "VDAB_MEDIATOR") return referralSight === true;
  if (capacity === "LEAD" || capacity === "PARTNER_GUIDE") return referralSight === true || guidanceSight === true;
  return false;
}

/** Those of the decisions that an organisation took or is asked to take; one whose issuer is not told is nobody's. */
export function ownDecisions<T extends Pick<PermissionDecision, "issuer">>(
  decisions: readonly (T | PermissionFault)[],
  { organisation }: Pick<Mandate, "organisation">,
): (T | PermissionFault)[] {
  return decisions.filter((decision) => {
    const { issuer } = decision instanceof RecordFault ? decision.readable : decision;
    return issuer === organisation;
  });
}

/** Whether the organisation pays a living wage, or did. */
export function paysLivingWage(
  confirmations: readonly Confirmation[],
  { organisation }: Pick<Mandate, "organisation">,
): boolean {
  return confirmations.some((confirmation) => isPaidBy(confirmation, organisation));
}

/** A living wage that this organisation pays. */
export function isPaidBy(
  confirmation: Pick<Exclude<Confirmation, Error>, "kind" | "payer"> | Error,
  organisation: string,
): boolean {
  if (confirmation instanceof Error || confirmation.kind !== StatuteKind.LIVING_WAGE) return false;
  const { payer } = confirmation;
  return payer !== null && "enterpriseNumber" in payer && payer.enterpriseNumber === organisation;
}
