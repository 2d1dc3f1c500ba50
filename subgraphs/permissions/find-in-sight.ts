import { Refusal } from "../../schema/faults.js";
import { createSight } from "../kernel/authorise.js";
import type { SubgraphContext } from "../kernel/subgraph.js";
import type { Participant } from "./entities/participant.js";
import type { Loaders } from "./loaders.js";
import { decidesItself, maySee, ownDecisions, paysLivingWage, sightOf, type ToldSight } from "./rules/may-see.js";

type Context = SubgraphContext<Loaders>;

/** Whether a person is in sight: by the asker's own decisions and payments, or by what the other agencies say of it. */
export async function isInSight(id: string, told: ToldSight, { asking: { mandate }, load }: Context): Promise<boolean> {
  const sees = createSight(sightOf(mandate), mandate, async () => {
    if (!decidesItself(mandate)) return maySee(mandate, told);
    // Both at once, whatever the first says: somebody whom the network knows costs as many calls as nobody.
    const [permissions, wage] = await Promise.allSettled([
      load.permissions.load(id),
      // A sickness fund pays no living wage.
      mandate.capacity === "OCMW_WORKER" ? load.livingWage.load(id) : null,
    ]);
    if (permissions.status === "rejected") throw permissions.reason;
    if (ownDecisions(permissions.value?.facts ?? [], mandate).length > 0) return true;
    if (wage.status === "rejected") throw wage.reason;
    return paysLivingWage(wage.value?.facts ?? [], mandate);
  });
  return sees(id);
}

/** What is found of a person in sight. @throws Refusal OUT_OF_SIGHT for another, known to the network or not */
export async function ifInSight<T>(participant: Participant, context: Context, find: () => T | Promise<T>): Promise<T> {
  if (!(await isInSight(participant.id, participant, context))) throw new Refusal("OUT_OF_SIGHT");
  return find();
}
