import { Fault } from "../../schema/faults.js";
import type { ConfirmedStatute } from "./entities/confirmed-statute.js";
import type { Loaders } from "./loaders.js";

type ConfirmingService = "socialStatutes" | "livingWage" | "disabilityFile";

/** What these services confirm of a person; a service that fails gives its Fault in place of what it would have told. */
export async function findConfirmed(
  participantId: string,
  services: readonly ConfirmingService[],
  load: Loaders,
): Promise<(ConfirmedStatute | Fault)[]> {
  const found = await Promise.all(
    services.map(async (service) => {
      try {
        const answer = await load[service].load(participantId);
        return (answer?.facts ?? []).map((fact) => (fact instanceof Fault ? fact : { ...fact, asOf: answer!.asOf }));
      } catch (error) {
        if (error instanceof Fault) return [error];
        throw error;
      }
    }),
  );
  return found.flat();
}
