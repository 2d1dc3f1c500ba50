import { Fault } from "../../schema/faults.js";
import type { Day } from "../../schema/scalars.js";
import type { Asking } from "../kernel/asking.js";
import { createSight, inSight, unlessAboutPerson } from "../kernel/authorise.js";
import type { Reads } from "../kernel/reads.js";
import type { Referral } from "./entities/referral.js";
import { cutOf, maySee, sightOf } from "./rules/may-see.js";
import type { ClientSearch } from "./source/search.js";
import type { Client } from "./source/translate.js";
import type { ClientPage, VdabSource } from "./source/vdab-source.js";

export type Loaders = ReturnType<typeof createLoaders>;

const NOBODY: ClientPage = { clients: [], hasMore: false, total: 0 };

export function createLoaders(source: VdabSource, asking: Asking, reads: Reads) {
  const { mandate } = asking;
  const askReferrals = (keys: readonly string[]) => source.askReferrals(keys, asking);
  const client = reads.loadKept("clients", (keys) => source.askClients(keys, asking));
  const file = reads.loadKept("referrals", askReferrals);
  const referrals = {
    async load(id: string): Promise<(Referral | Fault)[] | null> {
      const found = (await file.load(id))?.referrals ?? null;
      if (found instanceof Fault) throw found;
      return found;
    },
  };
  const assessments = reads.loadKept("assessments", (keys) => source.askAssessments(keys, asking));
  const outflow = reads.loadKept("outflows", (keys) => source.askOutflows(keys, asking));
  const isRelated = reads.decide("referrals", askReferrals, (found) => maySee(mandate, found?.relations ?? []));
  const sees = createSight(sightOf(mandate), mandate, isRelated, reads.inSight);
  return {
    sees,
    client: inSight(sees, client),
    referrals: inSight(sees, referrals),
    assessments: inSight(sees, assessments),
    outflow: inSight(sees, outflow),
    /** Whoever is in sight or not: for what other subgraphs make of it, which decide on sight themselves. */
    facts: { client, referrals, assessments, outflow },
    /** Whether VDAB lets the dossier be read at all. */
    isOpen: (id: string) =>
      unlessAboutPerson(
        client.load(id).then((known) => known !== null),
        false,
      ),
    /** Over everybody: for those alone who may read statistics, which their fields say. */
    outflowStatistics: (until: Day) => source.askOutflowStatistics(until, asking),
    /** Cut by VDAB itself to those in sight. */
    async search(search: ClientSearch): Promise<ClientPage> {
      const cut = cutOf(mandate);
      if (!cut) return NOBODY;
      const page = await source.searchClients({ ...search, ...cut }, asking);
      for (const { id, client } of page.clients) if (id !== null) remember(id, client);
      return page;
    },
  };

  function remember(id: string, found: Client | Fault): void {
    client.prime(id, found);
    sees.prime(id);
  }
}
