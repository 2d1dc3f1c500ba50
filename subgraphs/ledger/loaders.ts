import type { Asking } from "../kernel/asking.js";
import { createLoader } from "../kernel/loader.js";
import type { UnitAmount } from "./entities/unit-amount.js";
import type { DwseSource } from "./source/dwse-source.js";

export type Loaders = ReturnType<typeof createLoaders>;

export function createLoaders(source: DwseSource, asking: Asking) {
  let unitAmounts: Promise<UnitAmount[]> | undefined;
  return {
    fundingYear: createLoader((keys) => source.askFundingYears(keys, asking)),
    advances: createLoader((keys) => source.askAdvances(keys, asking)),
    participantDays: createLoader((keys) => source.askParticipantDays(keys, asking)),
    participantFile: createLoader((keys) => source.askParticipantFiles(keys, asking)),
    unitAmounts: () => (unitAmounts ??= source.askUnitAmounts(asking)),
    fundedPartnerships: (year: number) => source.askFundedPartnerships(year, asking),
    legacyRegimes: () => source.askLegacyRegimes(asking),
    policy: source.policy,
  };
}
