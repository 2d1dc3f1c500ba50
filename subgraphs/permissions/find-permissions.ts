import { Fault } from "../../schema/faults.js";
import type { Day } from "../../schema/scalars.js";
import { readableOf } from "../kernel/record-fault.js";
import type { SubgraphContext } from "../kernel/subgraph.js";
import type { ConfirmedStatute } from "./entities/confirmed-statute.js";
import type { Permission } from "./entities/permission.js";
import { findConfirmed } from "./find-confirmed.js";
import { isInSight } from "./find-in-sight.js";
import type { Loaders } from "./loaders.js";
import { decidesItself, ownDecisions } from "./rules/may-see.js";
import { readPermissionId } from "./rules/permission-id.js";
import { asPermission, permissionsNotNeeded, permissionsOn } from "./rules/permissions-on.js";

type Context = SubgraphContext<Loaders>;

/**
 * One permission for each statute on a day, those that are not needed too. That a permission is not needed can only be said
 * while the network confirms the statute; when that service fails, the permissions proper still stand.
 */
export async function findPermissions(
  participantId: string,
  day: Day,
  { asking: { mandate }, load }: Context,
): Promise<(Permission | Fault)[] | null> {
  if (decidesItself(mandate)) {
    const answer = await load.permissions.load(participantId);
    return answer && permissionsOn(ownDecisions(answer.facts, mandate), day, answer);
  }
  const [answer, confirmed] = await Promise.all([
    load.permissions.load(participantId),
    findConfirmed(participantId, ["socialStatutes", "disabilityFile"], load),
  ]);
  if (!answer) return null;
  const statutes = confirmed.filter((statute): statute is ConfirmedStatute => !(statute instanceof Fault));
  return [...permissionsOn(answer.facts, day, answer), ...permissionsNotNeeded(statutes, day, answer.participantId)];
}

/** A permission by its id as it stands today, any of the person's, past ones too. */
export async function findPermission(id: string, context: Context): Promise<Permission | null> {
  const { asking, load, today } = context;
  const { participantId, number } = readPermissionId(id);
  // Nobody says here how the asker is related to the person: who is in sight by that alone is not.
  if (!(await isInSight(participantId, {}, context))) return null;
  const answer = await load.permissions.load(participantId);
  const decision = readableOf(answer?.facts ?? []).find((known) => known.number === number);
  if (decision && decidesItself(asking.mandate) && ownDecisions([decision], asking.mandate).length === 0) return null;
  if (answer && decision) return asPermission(decision, today, answer);
  if (!number.startsWith("NOT_NEEDED-")) return null;
  const all = await findPermissions(participantId, today, context);
  return readableOf(all ?? []).find((permission) => permission.id === id) ?? null;
}
