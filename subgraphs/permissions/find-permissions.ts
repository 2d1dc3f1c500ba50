import { Fault } from "../../schema/faults.js";
import type { Day } from "../../schema/scalars.js";
import type { SubgraphContext } from "../kernel/subgraph.js";
import type { ConfirmedStatute } from "./entities/confirmed-statute.js";
import type { Permission } from "./entities/permission.js";
import { findConfirmed } from "./find-confirmed.js";
import type { Loaders } from "./loaders.js";
import { readPermissionId } from "./rules/permission-id.js";
import { asPermission, permissionsNotNeeded, permissionsOn } from "./rules/permissions-on.js";

/**
 * One permission for each statute on a day, those that are not needed too. That a permission is not needed can only be said
 * while the network confirms the statute; when that service fails, the permissions proper still stand.
 */
export async function findPermissions(participantId: string, day: Day, load: Loaders): Promise<Permission[] | null> {
  const [answer, confirmed] = await Promise.all([
    load.permissions.load(participantId),
    findConfirmed(participantId, ["socialStatutes", "disabilityFile"], load),
  ]);
  if (!answer) return null;
  const statutes = confirmed.filter((statute): statute is ConfirmedStatute => !(statute instanceof Fault));
  return [...permissionsOn(answer.facts, day, answer), ...permissionsNotNeeded(statutes, day, answer.participantId)];
}

/** A permission by its id as it stands today, any of the person's, past ones too. */
export async function findPermission(
  id: string,
  { load, today }: SubgraphContext<Loaders>,
): Promise<Permission | null> {
  const { participantId, number } = readPermissionId(id);
  const answer = await load.permissions.load(participantId);
  const decision = answer?.facts.find((known) => known.number === number);
  if (answer && decision) return asPermission(decision, today, answer);
  if (!number.startsWith("NOT_NEEDED-")) return null;
  return (await findPermissions(participantId, today, load))?.find((permission) => permission.id === id) ?? null;
}
