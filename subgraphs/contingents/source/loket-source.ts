import type { z } from "zod";
import { Fault } from "../../../schema/faults.js";
import type { Day } from "../../../schema/scalars.js";
import type { AgencyFile } from "../../kernel/agency-file.js";
import type { Asking } from "../../kernel/asking.js";
import { askPersons, type PersonReply } from "../../kernel/ask-persons.js";
import { chunksOf } from "../../kernel/chunks.js";
import type { Found } from "../../kernel/loader.js";
import type { Source, SourceParts } from "../../kernel/subgraph.js";
import type { GuidanceAgreement } from "../entities/guidance-agreement.js";
import type { Guide } from "../entities/guide.js";
import type { Organisation } from "../entities/organisation.js";
import type { Partnership } from "../entities/partnership.js";
import type { Workplace } from "../entities/workplace.js";
import type { AgencyPage } from "../page-through.js";
import type { StatementLine } from "../rules/statement-problems.js";
import type { Tally } from "../rules/tally.js";
import { createDropFolder, type Delivery } from "./drop-folder.js";
import { createLoketClient, isPlausible } from "./loket-client.js";
import {
  AgreementRecord,
  AnswersReply,
  GuideRecord,
  OrganisationRecord,
  PageReply,
  PartnershipRecord,
  PersonAnswer,
  PersonRecord,
  PersonsReply,
  TallyRecord,
  WorkplaceRecord,
} from "./records.js";
import {
  participantIdOf,
  translateAgreement,
  translateFile,
  translateGuide,
  translateOrganisation,
  translatePartnership,
  translateTally,
  translateWorkplace,
} from "./translate.js";

/** The counter answers for at most so many persons a call. */
const MOST_PERSONS = 100;
/** Questions with a page each that are put together in one call. */
const MOST_QUESTIONS = 50;

/** What the counter files about one person. */
export interface CounterFile {
  /** Under the newest number the counter knows. */
  id: string;
  /** The id under the number it files the person under; the same as `id` unless that was replaced. */
  filedAs: string;
  file: AgencyFile;
  /** A fault in the place of an agreement whose record is not right. */
  agreements: (GuidanceAgreement | Fault)[];
}

/** One question for a page: of which partnership, which of them, from where. Written as the key of a loader. */
export interface PageQuestion {
  partnership: string;
  after: string | null;
  size: number;
  status?: "GEPLAND" | "LOPEND" | "BEEINDIGD";
  activeOn?: Day;
  organisation?: string;
  guide?: string;
}

/** The department's counter and its drop folder, as far as the graph reads them. */
export interface LoketSource extends Source {
  /** Every partnership, by id; a fault in the place of one whose record is not right. @throws Fault */
  listPartnerships(asking: Asking): Promise<Found<Partnership>>;
  askPartnerships(keys: readonly string[], asking: Asking): Promise<Found<Partnership>>;
  askGuides(keys: readonly string[], asking: Asking): Promise<Found<Guide>>;
  /** By partnership. */
  askGuidesOf(keys: readonly string[], asking: Asking): Promise<Found<Guide[]>>;
  askWorkplaces(keys: readonly string[], asking: Asking): Promise<Found<Workplace>>;
  askOrganisations(keys: readonly string[], asking: Asking): Promise<Found<Organisation>>;
  askAgreements(keys: readonly string[], asking: Asking): Promise<Found<GuidanceAgreement>>;
  /** By participant id. */
  askPersons(keys: readonly string[], asking: Asking): Promise<Found<CounterFile>>;
  /** By partnership, as things stand on a day. */
  askTallies(on: Day, keys: readonly string[], asking: Asking): Promise<Found<Tally>>;
  /** By `PageQuestion` in JSON. */
  searchAgreements(keys: readonly string[], asking: Asking): Promise<Found<AgencyPage<GuidanceAgreement | Fault>>>;
  /** By `PageQuestion` in JSON. */
  searchParticipants(keys: readonly string[], asking: Asking): Promise<Found<AgencyPage<{ id: string }>>>;
  /** By partnership: what lies in its part of the drop folder. */
  askDeliveries(keys: readonly string[], asking: Asking): Promise<Found<Delivery[]>>;
  /** By `<partnership>_<quarter>`. */
  askStatements(keys: readonly string[], asking: Asking): Promise<Found<StatementLine[]>>;
}

export function createLoketSource(parts: SourceParts): LoketSource {
  const { ids, clock } = parts;
  const client = createLoketClient(parts);
  const folder = createDropFolder(parts);

  const asAgreement = (value: unknown): GuidanceAgreement | Fault =>
    checked(AgreementRecord, value, (record) => translateAgreement(record, ids), "agreement");
  const asPartnership = (value: unknown) => checked(PartnershipRecord, value, translatePartnership, "partnership");

  /** Asks questions with a page each and reads the answers by the name each question was given. */
  async function searchPages<T>(
    path: string,
    keys: readonly string[],
    translate: (value: unknown) => T,
    asking: Asking,
  ): Promise<Found<AgencyPage<T>>> {
    const found = new Map<string, AgencyPage<T> | Fault>();
    const ask = async (chunk: readonly string[]) => {
      const vragen = chunk.map((key, i) => ({ ref: String(i), ...wireQuestion(JSON.parse(key) as PageQuestion) }));
      const { antwoorden } = await client.post(path, { vragen }, AnswersReply, asking);
      for (const { ref, items, volgende, totaal } of antwoorden) {
        const key = chunk[Number(ref)];
        if (key === undefined) continue;
        found.set(
          key,
          orFault(() => ({ items: items.map(translate), next: volgende ?? null, total: totaal })),
        );
      }
    };
    await Promise.all(chunksOf(keys, MOST_QUESTIONS).map(ask));
    return found;
  }

  async function askPersonChunk(inszs: string[], asking: Asking): Promise<[string, PersonReply<CounterFile>][]> {
    const { personen } = await client.post("/overeenkomsten/opvragen", { inszs }, PersonsReply, asking);
    const asOf = clock().toISOString();
    const replies = new Map<string, PersonReply<CounterFile>>(
      // Whoever is left without a readable answer was answered wrongly, which is not the same as unknown.
      inszs.map((insz) => [insz, new Fault("AGENCY_RECORD_INVALID", "LOKET", "person")]),
    );
    for (const item of personen) {
      const answer = PersonAnswer.safeParse(item);
      if (!answer.success) continue;
      const asked = answer.data.gevraagd.reveal();
      if (answer.data.status === "ONBEKEND") replies.delete(asked);
      else if (answer.data.status === "VERVANGEN") replies.set(asked, { replacedBy: answer.data.vervangenDoor });
      else
        replies.set(asked, {
          value: {
            id: participantIdOf(answer.data, ids),
            filedAs: ids.seal(answer.data.insz),
            file: translateFile(answer.data, asOf),
            agreements: answer.data.overeenkomsten.map(asAgreement),
          },
        });
    }
    return [...replies];
  }

  return {
    async listPartnerships(asking) {
      const found = new Map<string, Partnership | Fault>();
      let next: string | null = "";
      while (next !== null) {
        const path: string = `/samenwerkingsverbanden?aantal=200${next && `&na=${encodeURIComponent(next)}`}`;
        const page: { items: Map<string, Partnership | Fault>; next: string | null } | null = await client.get(
          path,
          (body) => {
            const reply = PageReply.safeParse(body);
            if (!reply.success) throw new Fault("AGENCY_UNREADABLE", "LOKET", "partnerships");
            return { items: byId(reply.data.items, asPartnership), next: reply.data.volgende ?? null };
          },
          asking,
        );
        for (const [id, item] of page?.items ?? []) found.set(id, item);
        next = page?.next ?? null;
      }
      return found;
    },
    async askPartnerships(keys, asking) {
      const [only, ...others] = keys;
      if (only === undefined || others.length > 0)
        return byId(await client.postBatch("/samenwerkingsverbanden/opvragen", "ids", keys, asking), asPartnership);
      if (!isPlausible(only)) return new Map();
      const one = await client.get(`/samenwerkingsverbanden/${encodeURIComponent(only)}`, asPartnership, asking);
      return new Map(one ? [[only, one]] : []);
    },
    askGuides: async (keys, asking) =>
      byId(await client.postBatch("/begeleiders/opvragen", "ids", keys, asking), (value) =>
        checked(GuideRecord, value, translateGuide, "guide"),
      ),
    async askGuidesOf(keys, asking) {
      const items = await client.postBatch("/begeleiders/opvragen", "samenwerkingsverbanden", keys, asking);
      const found = new Map<string, Guide[] | Fault>(keys.map((key) => [key, []]));
      for (const item of items) {
        const guide = checked(GuideRecord, item, translateGuide, "guide");
        const key = guide instanceof Fault ? textOf(item, "samenwerkingsverband") : guide.partnershipId;
        const list = found.get(key);
        if (guide instanceof Fault) found.set(key, guide);
        else if (Array.isArray(list)) list.push(guide);
      }
      return found;
    },
    askWorkplaces: async (keys, asking) =>
      byId(await client.postBatch("/werkposten/opvragen", "ids", keys, asking), (value) =>
        checked(WorkplaceRecord, value, translateWorkplace, "workplace"),
      ),
    askOrganisations: async (keys, asking) =>
      byId(
        await client.postBatch("/organisaties/opvragen", "ondernemingsnummers", keys, asking),
        (value) => checked(OrganisationRecord, value, translateOrganisation, "organisation"),
        "ondernemingsnummer",
      ),
    askAgreements: async (keys, asking) =>
      byId(await client.postBatch("/overeenkomsten/opvragen", "ids", keys, asking), asAgreement),
    askTallies: async (on, keys, asking) =>
      byId(
        await client.postBatch("/tellingen/opvragen", "samenwerkingsverbanden", keys, asking, { op: on }),
        (value) => checked(TallyRecord, value, translateTally, "tally"),
        "samenwerkingsverband",
      ),
    askPersons: (keys, asking) =>
      askPersons("LOKET", ids, keys, async (numbers) => {
        const chunks = chunksOf(
          numbers.map((insz) => insz.reveal()),
          MOST_PERSONS,
        );
        return new Map((await Promise.all(chunks.map((chunk) => askPersonChunk(chunk, asking)))).flat());
      }),
    searchAgreements: (keys, asking) => searchPages("/overeenkomsten/zoeken", keys, asAgreement, asking),
    searchParticipants: (keys, asking) =>
      searchPages(
        "/deelnemers/zoeken",
        keys,
        (value) => {
          const id = checked(PersonRecord, value, (record) => ({ id: participantIdOf(record, ids) }), "person");
          if (id instanceof Fault) throw id;
          return id;
        },
        asking,
      ),
    askDeliveries: (keys, asking) => folder.askDeliveries(keys, asking),
    askStatements: (keys, asking) => folder.askStatements(keys, asking),
    async probe(asking) {
      await client.get("/samenwerkingsverbanden?aantal=1", (body) => ({ body }), asking);
    },
    stop: () => client.stop(),
  };
}

/** What a record says, or the fault of a record that breaks its form. */
function checked<R, T>(form: z.ZodType<R>, value: unknown, translate: (record: R) => T, what: string): T | Fault {
  const record = form.safeParse(value);
  return record.success ? translate(record.data) : new Fault("AGENCY_RECORD_INVALID", "LOKET", what);
}

function orFault<T>(call: () => T): T | Fault {
  try {
    return call();
  } catch (error) {
    if (error instanceof Fault) return error;
    throw error;
  }
}

/** Items under the keys they name themselves; an item that names none is under no key. */
function byId<T>(items: readonly unknown[], translate: (item: unknown) => T, field = "id"): Map<string, T> {
  return new Map(items.map((item) => [textOf(item, field), translate(item)]));
}

function textOf(item: unknown, field: string): string {
  const value = typeof item === "object" && item !== null ? (item as Record<string, unknown>)[field] : undefined;
  return typeof value === "string" ? value : "";
}

function wireQuestion({ partnership, after, size, status, activeOn, organisation, guide }: PageQuestion) {
  return {
    samenwerkingsverband: partnership,
    aantal: size,
    ...(after && { na: after }),
    ...(status && { status }),
    ...(activeOn && { lopendOp: activeOn }),
    ...(organisation && { organisatie: organisation }),
    ...(guide && { begeleider: guide }),
  };
}
