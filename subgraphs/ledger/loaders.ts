import type { Asking } from "../kernel/asking.js";
import { createLoader, type Found } from "../kernel/loader.js";
import type { UnitAmount } from "./entities/unit-amount.js";
import { readPersonYearKey } from "./keys.js";
import type { YearOfAll } from "./statistics/year-of-partnership.js";
import { daysCut, fundingCut, type Cut } from "./rules/may-see.js";
import type { WorkedYear } from "./rules/work-out-year.js";
import type { DwseSource } from "./source/dwse-source.js";

export type Loaders = ReturnType<typeof createLoaders>;

type Ask<Value> = (keys: readonly string[], cut: Cut, asking: Asking) => Promise<Found<Value>>;

export function createLoaders(source: DwseSource, asking: Asking) {
  let unitAmounts: Promise<UnitAmount[]> | undefined;
  const cut = fundingCut(asking.mandate);
  const funding = <Value>(ask: Ask<Value>) =>
    createLoader(async (keys) => (cut ? ask(keys, cut, asking) : new Map<string, Value>()));
  /** Whoever is out of sight is not asked for: as somebody of whom no day was accepted. */
  const days = <Value>(ask: Ask<Value>, participantOf: (key: string) => string) =>
    createLoader(async (keys) => {
      const seen = keys.filter((key) => daysCut(asking.mandate, participantOf(key)));
      const [first] = seen;
      const own = first === undefined ? undefined : daysCut(asking.mandate, participantOf(first));
      return own ? ask(seen, own, asking) : new Map<string, Value>();
    });
  return {
    fundingYear: funding((...asked) => source.askFundingYears(...asked)),
    /** True for a partnership whose funding is in sight; null for another. */
    funded: createLoader<true>(async (keys) => {
      if (cut === "ALL") return new Map(keys.map((key) => [key, true]));
      return cut ? source.askLed(keys, cut.lead, asking) : new Map<string, true>();
    }),
    yearDays: funding((...asked) => source.askYearDays(...asked)),
    sharedDays: funding((...asked) => source.askSharedDays(...asked)),
    recoveries: funding((...asked) => source.askRecoveries(...asked)),
    advances: funding((...asked) => source.askAdvances(...asked)),
    splitParts: funding((...asked) => source.askSplitParts(...asked)),
    participantDays: days(
      (...asked) => source.askParticipantDays(...asked),
      (key) => readPersonYearKey(key).participant,
    ),
    participantFile: days(
      (...asked) => source.askParticipantFiles(...asked),
      (key) => key,
    ),
    filings: createLoader((keys) => source.askFilings(keys, asking)),
    acceptedDays: createLoader((keys) => source.askAcceptedDays(keys, asking)),
    unitAmounts: () => (unitAmounts ??= source.askUnitAmounts(asking)),
    fundedPartnerships: async (year: number) => (cut ? source.askFundedPartnerships(year, cut, asking) : []),
    legacyRecognitions: createLoader((partnerships) => source.askLegacyRecognitions(partnerships, asking)),
    legacyParticipations: createLoader((participants) => source.askLegacyParticipations(participants, asking)),
    /** Over everybody: for those alone who may read statistics, which their fields say. */
    keepYearOfAll: (key: string, work: () => Promise<YearOfAll>) => source.keepYearOfAll(key, asking, work),
    legacyRegimes: () => source.askLegacyRegimes(asking),
    policy: source.policy,
    /** Years that were worked out for this request, by reading and key. */
    worked: new Map<string, Promise<WorkedYear>>(),
  };
}
