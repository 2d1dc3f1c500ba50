import { Fault } from "../../schema/faults.js";
import type { SubgraphContext } from "../kernel/subgraph.js";
import type { Loaders } from "./loaders.js";

/**
 * The participant under the newest number VDAB knows, null when VDAB says there is none. Without VDAB's answer, as asked:
 * the other agencies may still know the person, and VDAB's own fields tell its failure themselves.
 */
export async function findParticipant(id: string, { load }: SubgraphContext<Loaders>): Promise<{ id: string } | null> {
  try {
    const client = await load.client.load(id);
    return client && { id: client.id };
  } catch (error) {
    if (error instanceof Fault) return { id };
    throw error;
  }
}
