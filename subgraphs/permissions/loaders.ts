import type { Day } from "../../schema/scalars.js";
import type { Asking } from "../kernel/asking.js";
import { createLoader } from "../kernel/loader.js";
import type { MagdaSource } from "./source/magda-source.js";

export type Loaders = ReturnType<typeof createLoaders>;

export function createLoaders(source: MagdaSource, asking: Asking) {
  return {
    permissions: createLoader((keys) => source.askPermissions(keys, asking)),
    socialStatutes: createLoader((keys) => source.askSocialStatutes(keys, asking)),
    livingWage: createLoader((keys) => source.askLivingWage(keys, asking)),
    disabilityFile: createLoader((keys) => source.askDisabilityFile(keys, asking)),
    /** Over everybody: for those alone who may read statistics, which their fields say. */
    decisions: (until: Day) => source.askDecisions(until, asking),
    supportMeasures: createLoader((keys) => source.askSupportMeasures(keys, asking)),
  };
}
