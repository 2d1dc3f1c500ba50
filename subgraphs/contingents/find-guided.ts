import { Fault } from "../../schema/faults.js";
import { followPages } from "../kernel/follow-pages.js";
import type { SubgraphContext } from "../kernel/subgraph.js";
import type { GuidanceAgreement } from "./entities/guidance-agreement.js";
import type { Loaders } from "./loaders.js";
import { quarterPeriod } from "./rules/quarter.js";
import { oldestKept } from "./rules/statements.js";
import type { AgencyPage } from "./page-through.js";

const PAGE_SIZE = 200;
/** Ten thousand agreements: the largest partnership has some hundreds. */
const MOST_PAGES = 50;

/** Agreements, and how many there are besides whose record is not right. */
export interface Guided {
  agreements: GuidanceAgreement[];
  unreadable: number;
}

/** The agreements of a partnership that ran since the oldest quarter of which the drop folder keeps the statement. */
export async function findGuided(partnership: string, { load, today }: SubgraphContext<Loaders>): Promise<Guided> {
  const { from } = quarterPeriod(oldestKept(today));
  const guided: Guided = { agreements: [], unreadable: 0 };
  const pages = followPages<AgencyPage<GuidanceAgreement | Fault>>({
    agency: "LOKET",
    what: "agreements",
    mostPages: MOST_PAGES,
    start: null,
    load: async (after) =>
      (await load.agreementPage({ partnership, after, size: PAGE_SIZE })) ?? { items: [], next: null, total: 0 },
  });
  for await (const { items } of pages)
    for (const agreement of items) {
      if (agreement instanceof Fault) guided.unreadable += 1;
      else if (agreement.startsOn <= today && (agreement.endsOn === null || agreement.endsOn >= from))
        guided.agreements.push(agreement);
    }
  return guided;
}
