import type { Day } from "../../schema/scalars.js";
import type { Asking } from "../kernel/asking.js";
import type { Reads } from "../kernel/reads.js";
import { decidesItself } from "./rules/may-see.js";
import type { MagdaSource } from "./source/magda-source.js";

export type Loaders = ReturnType<typeof createLoaders>;

export function createLoaders(source: MagdaSource, asking: Asking, reads: Reads) {
  // By what the network says of a person it is decided whether the asker sees the person: of that nothing is kept.
  const read = decidesItself(asking.mandate) ? reads.load : reads.loadKept;
  return {
    permissions: read("permissions", (keys) => source.askPermissions(keys, asking)),
    socialStatutes: read("socialStatutes", (keys) => source.askSocialStatutes(keys, asking)),
    livingWage: read("livingWage", (keys) => source.askLivingWage(keys, asking)),
    disabilityFile: read("disabilityFile", (keys) => source.askDisabilityFile(keys, asking)),
    /** Over everybody: for those alone who may read statistics, which their fields say. */
    decisions: (until: Day) => source.askDecisions(until, asking),
    supportMeasures: read("supportMeasures", (keys) => source.askSupportMeasures(keys, asking)),
  };
}
