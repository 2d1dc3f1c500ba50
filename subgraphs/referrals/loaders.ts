import type { Asking } from "../kernel/asking.js";
import { createLoader } from "../kernel/loader.js";
import type { ClientSearch } from "./source/search.js";
import type { VdabSource } from "./source/vdab-source.js";

export type Loaders = ReturnType<typeof createLoaders>;

export function createLoaders(source: VdabSource, asking: Asking) {
  return {
    client: createLoader((keys) => source.askClients(keys, asking)),
    referrals: createLoader((keys) => source.askReferrals(keys, asking)),
    assessments: createLoader((keys) => source.askAssessments(keys, asking)),
    outflow: createLoader((keys) => source.askOutflows(keys, asking)),
    search: (search: ClientSearch) => source.searchClients(search, asking),
  };
}
