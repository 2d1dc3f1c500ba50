import { Fault } from "../../schema/faults.js";
import type { QuarterName } from "../../schema/scalars.js";
import { followPages } from "../kernel/follow-pages.js";
import type { SubgraphContext } from "../kernel/subgraph.js";
import type { GuidanceAgreement } from "./entities/guidance-agreement.js";
import type { ListedElsewhere } from "./entities/listed-elsewhere.js";
import { findInForce } from "./find-statement.js";
import { unlessUnreadable } from "./hold-statement.js";
import type { Loaders } from "./loaders.js";

type Context = SubgraphContext<Loaders>;

const PAGE = 200;
const MOST_PAGES = 500;

/** Rows of other partnerships' statements of a quarter that name an agreement of this partnership. */
export async function findListedElsewhere(
  partnershipId: string,
  quarter: QuarterName,
  context: Context,
): Promise<ListedElsewhere[]> {
  const { load } = context;
  const [own, all] = await Promise.all([agreementsOf(partnershipId, load), load.partnerships()]);
  const others = [...all.keys()].filter((id) => id !== partnershipId).sort();
  const found = await Promise.all(
    others.map(async (other) => {
      const inForce = await unlessUnreadable(findInForce({ partnershipId: other, quarter }, context));
      return (inForce?.contents.lines ?? []).flatMap(({ agreementId, row, days }) => {
        const agreement = agreementId === null ? undefined : own.get(agreementId);
        if (!agreement) return [];
        const { id, participant } = agreement;
        return [{ partnershipId: other, row, agreement: id, participant, days: days.length }];
      });
    }),
  );
  return found.flat();
}

/** The agreements of a partnership whose record is right, by number. */
async function agreementsOf(partnership: string, load: Loaders): Promise<Map<string, GuidanceAgreement>> {
  const agreements = new Map<string, GuidanceAgreement>();
  const pages = followPages({
    agency: "LOKET",
    what: "agreements",
    mostPages: MOST_PAGES,
    start: null,
    load: async (after) =>
      (await load.agreementPage({ partnership, after, size: PAGE })) ?? { items: [], next: null, total: 0 },
  });
  for await (const { items } of pages)
    for (const item of items) if (!(item instanceof Fault)) agreements.set(item.id, item);
  return agreements;
}
