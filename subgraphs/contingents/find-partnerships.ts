import { Fault, type Refusal } from "../../schema/faults.js";
import type { SubgraphContext } from "../kernel/subgraph.js";
import { countOccupancy } from "./count-occupancy.js";
import type { PartnershipFilter } from "./entities/partnership-search.js";
import type { Partnership } from "./entities/partnership.js";
import type { Loaders } from "./loaders.js";
import { holdsOn } from "./rules/holds-on.js";

export interface FoundPartnership {
  id: string;
  partnership: Partnership | Fault;
}

/**
 * The partnerships that fit, in the order of their ids. One whose record is not right may fit: it stays, as a fault.
 * What depends on occupancy costs one count for all that fit otherwise.
 */
export async function findPartnerships(
  filter: PartnershipFilter,
  context: SubgraphContext<Loaders>,
): Promise<FoundPartnership[]> {
  const { load, today } = context;
  const all: [string, Partnership | Fault | Refusal][] = [...(await load.partnerships())];
  const fitting: FoundPartnership[] = [];
  for (const [id, partnership] of all.sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (partnership instanceof Error) {
      fitting.push({ id, partnership: partnership as Fault });
      continue;
    }
    load.partnership.prime(id, partnership);
    if (fits(partnership, filter, today)) fitting.push({ id, partnership });
  }
  const { occupancy: now, projected } = filter;
  if (!now && !projected) return fitting;
  const kept = await Promise.all(
    fitting.map(async ({ partnership }) => {
      if (partnership instanceof Fault) return true;
      const state = await countOccupancy(partnership, today, context);
      return !!state && (!now || now.includes(state.state)) && (!projected || projected.includes(state.projectedState));
    }),
  );
  return fitting.filter((_, i) => kept[i]);
}

function fits(
  partnership: Partnership,
  { status, municipality, lead, member }: PartnershipFilter,
  today: string,
): boolean {
  return (
    (!status || partnership.status === status) &&
    (!municipality || partnership.municipality?.nis === municipality) &&
    (!lead || partnership.lead.enterpriseNumber === lead) &&
    (!member ||
      partnership.members.some((each) => each.organisation.enterpriseNumber === member && holdsOn(each, today)))
  );
}
