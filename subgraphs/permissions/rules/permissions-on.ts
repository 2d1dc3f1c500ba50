import { Fault } from "../../../schema/faults.js";
import type { Day, Instant } from "../../../schema/scalars.js";
import { PermissionStatus } from "../../kernel/facts.js";
import { readableOf } from "../../kernel/record-fault.js";
import { StatuteKind } from "../../kernel/statute-kind.js";
import type { ConfirmedStatute } from "../entities/confirmed-statute.js";
import type { Permission } from "../entities/permission.js";
import type { PermissionDecision, PermissionFault } from "./permission-decision.js";
import { permissionId } from "./permission-id.js";
import { permissionStatus } from "./permission-status.js";

/** Statutes for which nobody besides VDAB has to agree. */
const NEEDS_NONE: readonly StatuteKind[] = [
  StatuteKind.JOB_SEEKER,
  StatuteKind.INCOME_REPLACEMENT,
  StatuteKind.INTEGRATION_ALLOWANCE,
];

/** Whose permissions, and when the network told of them. */
export interface PermissionFile {
  participantId: string;
  asOf: Instant;
}

/** The permission that decides for each statute on a day: the one in force, else the newest. Then what cannot be read. */
export function permissionsOn(
  known: readonly (PermissionDecision | PermissionFault)[],
  day: Day,
  file: PermissionFile,
): (Permission | Fault)[] {
  const decisions = readableOf(known);
  const statutes = new Set(decisions.map(({ statute }) => statute));
  const deciding = [...statutes].map((statute) => {
    const ofStatute = decisions.filter((decision) => decision.statute === statute).sort(newestFirst);
    const inForce = ofStatute.filter((decision) => permissionStatus(decision, day) === PermissionStatus.GRANTED);
    return asPermission(inForce.sort(longestFirst)[0] ?? ofStatute[0]!, day, file);
  });
  return [...deciding, ...known.filter((decision) => decision instanceof Fault)];
}

/** For each confirmed statute that holds on the day and needs no permission, an entry that says so. */
export function permissionsNotNeeded(
  statutes: readonly ConfirmedStatute[],
  day: Day,
  participantId: string,
): Permission[] {
  const held = statutes.filter((statute) => NEEDS_NONE.includes(statute.kind) && mayHoldOn(statute, day));
  const once = new Map(held.map((statute) => [statute.kind, statute]));
  return [...once.values()].map((statute) => ({
    id: permissionId(participantId, `NOT_NEEDED-${statute.kind}`),
    statute: statute.kind,
    issuer: null,
    status: PermissionStatus.NOT_NEEDED,
    requestedOn: null,
    decidedOn: null,
    validFrom: statute.validFrom,
    validTo: statute.validTo,
    revokedOn: null,
    workplace: null,
    evidence: null,
    asOf: statute.asOf,
  }));
}

export function asPermission(decision: PermissionDecision, day: Day, file: PermissionFile): Permission {
  const { number, state: _, issuer, ...rest } = decision;
  return {
    ...rest,
    id: permissionId(file.participantId, number),
    issuer: typeof issuer === "string" ? { enterpriseNumber: issuer } : issuer,
    status: permissionStatus(decision, day),
    asOf: file.asOf,
  };
}

/** A date that is withheld or impossible rules nothing out. */
function mayHoldOn({ validFrom, validTo }: ConfirmedStatute, day: Day): boolean {
  return !(typeof validFrom === "string" && day < validFrom) && !(typeof validTo === "string" && validTo < day);
}

function newestFirst(a: PermissionDecision, b: PermissionDecision): number {
  return lastDate(b).localeCompare(lastDate(a));
}

function lastDate({ requestedOn, decidedOn, validFrom }: PermissionDecision): string {
  return (
    [requestedOn, decidedOn, validFrom]
      .filter((date) => typeof date === "string")
      .sort()
      .at(-1) ?? ""
  );
}

function longestFirst(a: PermissionDecision, b: PermissionDecision): number {
  const end = ({ validTo }: PermissionDecision) => (validTo instanceof Fault ? "" : (validTo ?? "9999-12-31"));
  return end(b).localeCompare(end(a));
}
