import { Fault } from "../../../schema/faults.js";
import type { Day } from "../../../schema/scalars.js";
import type { Asking } from "../../kernel/asking.js";
import { followPages } from "../../kernel/follow-pages.js";
import type { Found } from "../../kernel/loader.js";
import type { Guide } from "../entities/guide.js";
import type { Organisation } from "../entities/organisation.js";
import type { Partnership } from "../entities/partnership.js";
import type { Workplace } from "../entities/workplace.js";
import type { Tally } from "../rules/tally.js";
import { isPlausible, type LoketClient } from "./loket-client.js";
import { byKey, checked, textOf } from "./read-items.js";
import {
  GuideRecord,
  OrganisationRecord,
  PageReply,
  PartnershipRecord,
  TallyRecord,
  WorkplaceRecord,
} from "./records.js";
import {
  translateGuide,
  translateOrganisation,
  translatePartnership,
  translateTally,
  translateWorkplace,
} from "./translate-partnership.js";

/** What the counter tells of partnerships and what is in them: nothing about a participant. */
export interface PartnershipReads {
  /** Every partnership, by id; a fault in the place of one whose record is not right. @throws Fault */
  listPartnerships(asking: Asking): Promise<Found<Partnership>>;
  askPartnerships(keys: readonly string[], asking: Asking): Promise<Found<Partnership>>;
  askGuides(keys: readonly string[], asking: Asking): Promise<Found<Guide>>;
  /** By partnership; a fault in the place of a guide whose record is not right. */
  askGuidesOf(keys: readonly string[], asking: Asking): Promise<Found<(Guide | Fault)[]>>;
  askWorkplaces(keys: readonly string[], asking: Asking): Promise<Found<Workplace>>;
  askOrganisations(keys: readonly string[], asking: Asking): Promise<Found<Organisation>>;
  /** By partnership, as things stand on a day. */
  askTallies(on: Day, keys: readonly string[], asking: Asking): Promise<Found<Tally>>;
}

const PAGE_SIZE = 200;
/** Twenty thousand partnerships: there are about a hundred. */
const MOST_PAGES = 100;

interface ListPage {
  items: Map<string, Partnership | Fault>;
  next: string | null;
}

const asPartnership = (value: unknown) => checked(PartnershipRecord, value, translatePartnership, "partnership");
const asGuide = (value: unknown) => checked(GuideRecord, value, translateGuide, "guide");
const asWorkplace = (value: unknown) => checked(WorkplaceRecord, value, translateWorkplace, "workplace");
const asOrganisation = (value: unknown) => checked(OrganisationRecord, value, translateOrganisation, "organisation");
const asTally = (value: unknown) => checked(TallyRecord, value, translateTally, "tally");

export function createPartnershipReads(client: LoketClient): PartnershipReads {
  return {
    async listPartnerships(asking) {
      const found = new Map<string, Partnership | Fault>();
      const pages = followPages<ListPage>({
        agency: "LOKET",
        what: "partnerships",
        mostPages: MOST_PAGES,
        start: null,
        load: async (place) =>
          (await client.get(listPath(PAGE_SIZE, place ?? ""), asListPage, asking)) ?? { items: new Map(), next: null },
      });
      for await (const { items } of pages) for (const [id, item] of items) found.set(id, item);
      return found;
    },

    async askPartnerships(keys, asking) {
      const [only, ...others] = keys;
      if (only === undefined || others.length > 0)
        return byKey(
          await client.postBatch("/samenwerkingsverbanden/opvragen", "ids", keys, asking),
          "id",
          asPartnership,
        );
      // One by itself can be asked for whether it changed; a batch cannot.
      const one = isPlausible(only) && (await client.get(`/samenwerkingsverbanden/${only}`, asPartnership, asking));
      return new Map(one ? [[only, one]] : []);
    },

    askGuides: async (keys, asking) =>
      byKey(await client.postBatch("/begeleiders/opvragen", "ids", keys, asking), "id", asGuide),

    async askGuidesOf(keys, asking) {
      const items = await client.postBatch("/begeleiders/opvragen", "samenwerkingsverbanden", keys, asking);
      const found = new Map<string, (Guide | Fault)[]>(keys.map((key) => [key, []]));
      for (const item of items) {
        const guide = asGuide(item);
        const own = found.get(textOf(item, "samenwerkingsverband"));
        // One that does not say of which partnership may be of any.
        for (const list of own ? [own] : guide instanceof Fault ? found.values() : []) list.push(guide);
      }
      return found;
    },

    askWorkplaces: async (keys, asking) =>
      byKey(await client.postBatch("/werkposten/opvragen", "ids", keys, asking), "id", asWorkplace),

    askOrganisations: async (keys, asking) => {
      const items = await client.postBatch("/organisaties/opvragen", "ondernemingsnummers", keys, asking);
      return byKey(items, "ondernemingsnummer", asOrganisation);
    },

    askTallies: async (on, keys, asking) => {
      const items = await client.postBatch("/tellingen/opvragen", "samenwerkingsverbanden", keys, asking, { op: on });
      return byKey(items, "samenwerkingsverband", asTally);
    },
  };
}

export function listPath(size: number, place: string): string {
  return `/samenwerkingsverbanden?aantal=${size}${place && `&na=${encodeURIComponent(place)}`}`;
}

function asListPage(body: unknown): ListPage {
  const reply = PageReply.safeParse(body);
  if (!reply.success) throw new Fault("AGENCY_UNREADABLE", "LOKET", "partnerships");
  return { items: byKey(reply.data.items, "id", asPartnership), next: reply.data.volgende };
}
