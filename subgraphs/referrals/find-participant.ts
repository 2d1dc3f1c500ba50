import { Fault } from "../../schema/faults.js";
import type { SubgraphContext } from "../kernel/subgraph.js";
import type { Loaders } from "./loaders.js";
import { mayHoldId } from "./rules/may-see.js";

/**
 * The participant under the newest number VDAB knows, null when VDAB says there is none or the person is out of sight.
 * Without VDAB's answer, as asked: the other agencies may still know the person, and VDAB's own fields tell its failure
 * themselves. Whoever decides on permissions gets what was asked, of anybody: VDAB is not asked, and tells nothing.
 */
export async function findParticipant(
  id: string,
  { asking, load }: SubgraphContext<Loaders>,
): Promise<{ id: string } | null> {
  if (mayHoldId(asking.mandate)) return { id };
  try {
    const client = (await load.sees(id)) ? await load.client.load(id) : null;
    if (!client) return null;
    // A citizen is known by the very id that the mandate names.
    return { id: asking.mandate.capacity === "CITIZEN" ? id : client.id };
  } catch (error) {
    if (error instanceof Fault) return { id };
    throw error;
  }
}
