import type { Day } from "../../schema/scalars.js";
import { lastQuarterEnd } from "../../schema/last-quarter-end.js";
import type { SubgraphContext } from "../kernel/subgraph.js";
import type { Occupancy } from "./entities/occupancy.js";
import type { Partnership } from "./entities/partnership.js";
import type { Loaders } from "./loaders.js";
import { coarseOccupancy } from "./rules/coarse-occupancy.js";
import { maySeePartnership } from "./rules/may-see.js";
import { occupancy } from "./rules/occupancy.js";

type Context = SubgraphContext<Loaders>;
type Counted = Pick<Partnership, "id" | "lead" | "contingents" | "faults">;

/**
 * How full a partnership is on a day, as exactly as the asker may know.
 * @throws Fault also where the contingent of the year may be one that cannot be read
 */
export async function countOccupancy(partnership: Counted, on: Day, context: Context): Promise<Occupancy | null> {
  const { id, contingents } = partnership;
  const { load, smallCellLimit } = context;
  const tally = await load.tally(id, dayCounted(partnership, on, context));
  if (!tally) return null;
  const found = seesFigures(partnership, context)
    ? occupancy(tally, contingents)
    : { on, ...coarseOccupancy(tally, contingents, smallCellLimit) };
  const fault = partnership.faults?.contingents[0];
  if (found.granted === null && fault) throw fault;
  return found;
}

/** The day on which the asker may have a partnership's people counted, for a day asked for. */
function dayCounted(partnership: Pick<Partnership, "lead">, on: Day, context: Context): Day {
  return seesFigures(partnership, context) ? on : lastQuarterEnd(on, context.today);
}

/** Whether figures about a partnership's people are exact for the asker: who sees the people, or all where none is small. */
function seesFigures({ lead }: Pick<Partnership, "lead">, { asking, smallCellLimit }: Context): boolean {
  return smallCellLimit <= 1 || maySeePartnership(asking.mandate, { lead: lead.enterpriseNumber });
}
