import { readableOf, unreadableOf } from "../kernel/record-fault.js";
import type { SubgraphContext } from "../kernel/subgraph.js";
import type { WidestPeriod } from "../kernel/widest-period.js";
import type { AgreementFault, GuidanceAgreement } from "./entities/guidance-agreement.js";
import type { Loaders } from "./loaders.js";
import { nullWhenSilent } from "./null-when-silent.js";
import type { GuidanceFacts } from "./rules/guidance-conditions.js";
import type { CounterFile } from "./source/agreement-reads.js";

/** The agreements in a file whose record is right; none when there is no file. */
export function readableAgreements(file: CounterFile | null): GuidanceAgreement[] {
  return readableOf(file?.agreements ?? []);
}

/**
 * Agreements with the insurances of their partnerships and the names of their places: one call each for everybody who is
 * asked at once.
 * @param places whether the names of places are needed, and whether the asker may be told them
 */
export async function findGuidance(
  all: readonly (GuidanceAgreement | AgreementFault)[],
  places: { readonly areNeeded: boolean; readonly areTold: boolean },
  { load }: SubgraphContext<Loaders>,
): Promise<GuidanceFacts> {
  const agreements = readableOf(all);
  const placed = places.areNeeded ? agreements : [];
  const [partnerships, workplaces, organisations] = await Promise.all([
    loadEach(agreements.map(({ partnershipId }) => partnershipId), load.partnership),
    loadEach(placed.flatMap(({ workplaceId }) => workplaceId ?? []), load.workplace),
    loadEach(placed.map(({ organisation }) => organisation.enterpriseNumber), load.organisation),
  ]); // prettier-ignore
  return {
    agreements,
    unreadable: unreadableOf<WidestPeriod>(all),
    insurancesOf({ partnershipId }) {
      const partnership = partnerships.get(partnershipId);
      return partnership
        ? { insurances: partnership.insurances, unreadable: partnership.faults?.insurances ?? [] }
        : null;
    },
    placeOf: ({ workplaceId, organisation }) => ({
      workplace: (workplaceId !== null && workplaces.get(workplaceId)?.name) || null,
      organisation: organisations.get(organisation.enterpriseNumber)?.name ?? null,
      isTold: places.areTold,
    }),
  };
}

/** What can be read of each; nothing of one that the counter does not tell. */
async function loadEach<T>(
  keys: readonly string[],
  loader: { load(key: string): Promise<T | null> },
): Promise<ReadonlyMap<string, T | null>> {
  const known = [...new Set(keys)].map(async (key) => [key, await nullWhenSilent(loader.load(key))] as const);
  return new Map(await Promise.all(known));
}
