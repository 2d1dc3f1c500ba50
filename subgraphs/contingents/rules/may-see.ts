import type { Capacity, Mandate } from "../../../schema/mandate.js";
import { Sight } from "../../kernel/authorise.js";
import type { PermissionFact } from "../../kernel/facts.js";

export type Asker = Pick<Mandate, "capacity" | "organisation">;

const SIGHT: Readonly<Record<Capacity, Sight>> = {
  VDAB_MEDIATOR: Sight.RELATED,
  OCMW_WORKER: Sight.NOBODY,
  SICKNESS_FUND_EMPLOYEE: Sight.NOBODY,
  LEAD: Sight.RELATED,
  PARTNER_GUIDE: Sight.RELATED,
  DOSSIER_MANAGER: Sight.EVERYBODY,
  INSPECTOR: Sight.EVERYBODY,
  ANALYST: Sight.NOBODY,
  CITIZEN: Sight.SELF,
};

/** Whose guidance a mandate sees. */
export function sightOf({ capacity }: Pick<Mandate, "capacity">): Sight {
  return SIGHT[capacity];
}

/** Whether the counter's own facts decide whom the asker sees: VDAB tells of a mediator's people. */
export function isRelatedByCounter(asker: Pick<Mandate, "capacity">): boolean {
  return sightOf(asker) === Sight.RELATED && asker.capacity !== "VDAB_MEDIATOR";
}

/** Whether an agreement relates the asker to it: a lead by its partnership, a guide by the own organisation alone. */
export function maySeeAgreement(asker: Asker, agreement: { organisation: string; lead: string | null }): boolean {
  switch (asker.capacity) {
    case "LEAD":
      return agreement.lead === asker.organisation;
    case "PARTNER_GUIDE":
      return agreement.organisation === asker.organisation;
    default:
      return sightOf(asker) === Sight.EVERYBODY;
  }
}

/** Whether VDAB's word that the asker is related to a person, or may read the dossier, gives sight here. */
export function isToldToSee({ capacity }: Asker, referralSight: boolean | null | undefined): boolean {
  return ["VDAB_MEDIATOR", "LEAD", "PARTNER_GUIDE"].includes(capacity) && referralSight === true;
}

/** Whether the asker decides on one of the permissions, and so may know whether the person is ready. */
export function decidesOn(
  { capacity, organisation }: Asker,
  permissions: readonly Pick<PermissionFact, "issuer">[] | null | undefined,
): boolean {
  if (capacity !== "OCMW_WORKER" && capacity !== "SICKNESS_FUND_EMPLOYEE") return false;
  return permissions?.some(({ issuer }) => issuer === organisation) ?? false;
}

/**
 * How the counter is asked to cut a list of a partnership's people and agreements to those in sight; undefined where
 * none is, or where the counter cannot tell: which dossiers may be read is VDAB's to say, one by one.
 */
export function cutOf(asker: Asker, partnership: { lead: string }): { organisation?: string } | undefined {
  if (maySeePartnership(asker, partnership)) return {};
  return asker.capacity === "PARTNER_GUIDE" ? { organisation: asker.organisation } : undefined;
}

/** Whether the asker sees what is told of a partnership's people together: its statements, its guides' work. */
export function maySeePartnership(asker: Asker, { lead }: { lead: string | null }): boolean {
  return sightOf(asker) === Sight.EVERYBODY || (asker.capacity === "LEAD" && lead === asker.organisation);
}

/** Whether the asker may ever be told how the counter files a person: of a mediator it asks nothing of VDAB. */
export function mayReadCounterFile({ capacity }: Asker): boolean {
  return capacity !== "VDAB_MEDIATOR";
}

/** Whether the asker may see of some partnership what is told of its people together, its statements. */
export function mayReadStatements(asker: Asker): boolean {
  return sightOf(asker) === Sight.EVERYBODY || asker.capacity === "LEAD";
}

/** Whether the asker may see of some guide how many people it guides. */
export function mayCountGuided(asker: Asker): boolean {
  return mayReadStatements(asker) || asker.capacity === "PARTNER_GUIDE";
}

/** Whether the asker sees who guides: a lead and a guide those of their own, mediators and the department all. */
export function maySeeGuide(asker: Asker, guide: { organisation: string; lead: string | null }): boolean {
  if (asker.capacity === "VDAB_MEDIATOR" || maySeePartnership(asker, guide)) return true;
  return asker.capacity === "PARTNER_GUIDE" && guide.organisation === asker.organisation;
}

/** Whether the asker sees what one member of a partnership does, and nothing of the others and of other partnerships. */
export function seesOneMemberOnly({ capacity }: Pick<Mandate, "capacity">): boolean {
  return capacity === "PARTNER_GUIDE";
}
