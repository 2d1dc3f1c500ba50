import { z } from "zod";
import { Fault, Refusal } from "../../../schema/faults.js";
import type { Insz, ParticipantId } from "../../../schema/identifiers.js";
import type { Day } from "../../../schema/scalars.js";
import type { Asking } from "../../kernel/asking.js";
import { askPersons, type PersonReply } from "../../kernel/ask-persons.js";
import { createAuthorisedClient } from "../../kernel/authorised-client.js";
import { chunksOf } from "../../kernel/chunks.js";
import { askAndRead, createAgencyClient, type AgencyReply } from "../../kernel/client.js";
import type { Found } from "../../kernel/loader.js";
import type { NoticeRead } from "../../kernel/publish/notice.js";
import { readJson } from "../../kernel/read-json.js";
import type { Source, SourceParts } from "../../kernel/subgraph.js";
import { createPersonMarks } from "../../kernel/statistics/person-mark.js";
import type { EligibilityAssessment } from "../entities/eligibility-assessment.js";
import type { Outflow } from "../entities/outflow.js";
import { createOutflowReads, type OutflowRead } from "../statistics/read-outflow.js";
import { readTrajectories } from "./read-trajectories.js";
import { READER_HEADER, readerOf } from "./reader.js";
import { searchBody, type ClientSearch } from "./search.js";
import {
  BatchItem,
  BatchReply,
  ChangesReply,
  ClientNumber,
  ClientPlace,
  ClientRecord,
  FormerReaders,
  OutflowRecord,
  RefusalReply,
  SearchReply,
} from "./records.js";
import {
  relation,
  translateAssessments,
  translateClient,
  translateOutflow,
  translateReferrals,
  type AssessmentFault,
  type Client,
  type ReferralFile,
} from "./translate.js";
import { translateChanges, type VdabTopic } from "./translate-changes.js";

const BASE = "/services/openservices/ama/v1";
/** VDAB answers for at most so many persons a call. */
const MOST_PERSONS = 100;
const MOST_CHANGES = 500;

/** Why VDAB refuses with 403, where it is not that its right to read ended. */
const UNKNOWN_SERVICE = "DIENST_ONBEKEND";
const OTHER_SERVICE = "ANDERE_DIENST";

/** A person in a list. Of one whose record cannot be read the id may be known all the same. */
export interface ListedClient {
  id: ParticipantId | null;
  client: Client | Fault;
  place: string;
}

export interface ClientPage {
  clients: ListedClient[];
  hasMore: boolean;
  total: number;
}

/** VDAB's open services, as far as the graph reads them. Persons are asked by participant id. */
export interface VdabSource extends Source {
  askClients(keys: readonly string[], asking: Asking): Promise<Found<Client>>;
  /** To whom persons were referred; of a dossier that may no longer be read, whom that concerns. */
  askReferrals(keys: readonly string[], asking: Asking): Promise<Found<ReferralFile>>;
  askAssessments(keys: readonly string[], asking: Asking): Promise<Found<(EligibilityAssessment | AssessmentFault)[]>>;
  /** Null under a key: VDAB has the person, and no outflow. */
  askOutflows(keys: readonly string[], asking: Asking): Promise<Found<Outflow | null>>;
  /** What changed after a number, or just the newest number. @throws Fault */
  askChanges(after: string | undefined, asking: Asking): Promise<NoticeRead<VdabTopic>>;
  /** What all dossiers come to, nothing after a day counted. @throws Fault */
  askOutflowStatistics(until: Day, asking: Asking): Promise<OutflowRead>;
  /** @throws Fault */
  searchClients(search: ClientSearch, asking: Asking): Promise<ClientPage>;
}

export function createVdabSource({ settings, ids, seal, clock, guard }: SourceParts): VdabSource {
  const client = createAuthorisedClient(createAgencyClient("VDAB", settings.VDAB_URL, guard), {
    agency: "VDAB",
    path: "/isam/sps/oauth/oauth20/token",
    clientId: settings.VDAB_CLIENT_ID,
    clientSecret: settings.VDAB_CLIENT_SECRET,
    headers: { "x-ibm-client-id": settings.VDAB_CLIENT_ID },
  });
  const invalid = (what: string) => new Fault("AGENCY_RECORD_INVALID", "VDAB", what);

  const headersFor = ({ mandate }: Asking) => ({
    accept: "application/hal+json",
    [READER_HEADER]: readerOf(mandate),
  });

  function send<T>(path: string, body: object, asking: Asking, take: (reply: AgencyReply) => T): Promise<T> {
    const headers = { "content-type": "application/json", ...headersFor(asking) };
    const request = { method: "POST", path: BASE + path, headers, body: JSON.stringify(body) } as const;
    return askAndRead(client, asking, request, take);
  }

  function get<T>(path: string, asking: Asking, take: (reply: AgencyReply) => T): Promise<T> {
    return askAndRead(client, asking, { method: "GET", path: BASE + path, headers: headersFor(asking) }, take);
  }

  function read<T>(form: z.ZodType<T>, value: unknown, what: string): T {
    const result = form.safeParse(value);
    if (!result.success) throw new Fault("AGENCY_UNREADABLE", "VDAB", what);
    return result.data;
  }

  /** Reads a reply in this form. */
  const inForm =
    <T>(form: z.ZodType<T>, what: string) =>
    (reply: AgencyReply): T =>
      read(form, bodyOf(reply), what);

  /** Asks one resource for many persons; `translate` gets the items that came with data. */
  async function ask<T>(
    resource: string,
    keys: readonly string[],
    asking: Asking,
    translate: (item: BatchItem) => T | Fault,
    translateClosed: (item: BatchItem) => T | Fault = () => new Fault("DOSSIER_CLOSED", "VDAB"),
  ): Promise<Found<T>> {
    return askPersons("VDAB", ids, keys, async (numbers) => {
      const replies = new Map<string, PersonReply<T>>();
      const askChunk = async (chunk: readonly Insz[]) => {
        const inszs = chunk.map((insz) => insz.reveal());
        const inBatch = inForm(BatchReply, resource);
        const { _embedded } = await send(`/${resource}/opvragen`, { inszs }, asking, inBatch);
        const unanswered = new Set(inszs);
        for (const dossier of _embedded.dossiers) {
          const item = BatchItem.safeParse(dossier);
          if (!item.success) continue;
          const insz = item.data.insz.reveal();
          unanswered.delete(insz);
          const reply = readItem(item.data, translate, translateClosed);
          if (reply !== undefined) replies.set(insz, reply);
        }
        // A number without an answer of its own is one whose answer could not be read, not one that VDAB does not know.
        for (const insz of unanswered) replies.set(insz, invalid(resource));
      };
      await Promise.all(chunksOf(numbers, MOST_PERSONS).map(askChunk));
      return replies;
    });
  }

  const markOf = createPersonMarks(settings.AMA_PARTICIPANT_KEY);
  const askOutflowStatistics = createOutflowReads({
    keptMs: settings.AMA_STATISTICS_KEPT_MS,
    clock,
    read: (asking, take) => readTrajectories((path) => get(path, asking, textOf), markOf, take),
  });
  function listed(klant: unknown, asOf: string): ListedClient {
    const place = read(ClientPlace, klant, "search: a client without a number").klantnummer;
    const { data: record } = ClientRecord.safeParse(klant);
    if (record) {
      const client = translateClient(record, ids, asOf);
      return { id: client.id, client, place };
    }
    const { data: number } = ClientNumber.safeParse(klant);
    return { id: number ? ids.seal(number.opvolgendInsz ?? number.insz) : null, client: invalid("client"), place };
  }

  return {
    askOutflowStatistics,
    askClients: (keys, asking) => {
      const asOf = clock().toISOString();
      return ask("klanten", keys, asking, ({ klant }) => {
        const record = ClientRecord.safeParse(klant);
        return record.success ? translateClient(record.data, ids, asOf) : invalid("client");
      });
    },
    askReferrals: (keys, asking) =>
      ask(
        "toeleidingen",
        keys,
        asking,
        ({ insz, toeleidingen }) => {
          const items = z.array(z.unknown()).safeParse(toeleidingen);
          return items.success ? translateReferrals(items.data, ids.seal(insz), seal) : invalid("referrals");
        },
        ({ inzagerechtVan }) => {
          const readers = FormerReaders.safeParse(inzagerechtVan).data ?? [];
          const relations = readers.map(({ ondernemingsnummer, penhouder }) => relation(ondernemingsnummer, penhouder));
          return { relations, referrals: new Fault("DOSSIER_CLOSED", "VDAB") };
        },
      ),
    askAssessments: (keys, asking) =>
      ask("inschattingen", keys, asking, ({ inschattingen }) => {
        const items = z.array(z.unknown()).safeParse(inschattingen);
        return items.success ? translateAssessments(items.data) : invalid("assessments");
      }),
    askOutflows: (keys, asking) =>
      ask("doorstroom", keys, asking, ({ doorstroom }) => {
        const record = OutflowRecord.nullish().safeParse(doorstroom);
        if (!record.success) return invalid("outflow");
        return record.data ? translateOutflow(record.data) : null;
      }),

    async askChanges(after, asking) {
      const path = `/wijzigingen/bulk?aantal=${MOST_CHANGES}${after === undefined ? "" : `&naVolgnummer=${after}`}`;
      const reply = await get(path, asking, inForm(ChangesReply, "changes"));
      return {
        ...translateChanges(
          reply._embedded.wijzigingen.filter(({ volgnummer }) => after === undefined || volgnummer > Number(after)),
          ids,
        ),
        to: String(reply.laatsteVolgnummer),
        hasMore: reply.volgende != null,
        isTorn: after !== undefined && Number(after) < reply.oudsteVolgnummer - 1,
      };
    },
    async searchClients(search, asking) {
      const inSearch = inForm(SearchReply, "search");
      const reply = await send("/klanten/zoeken", searchBody(search), asking, (answer) =>
        answer.status === 400 && search.after !== undefined ? undefined : inSearch(answer),
      );
      // Whoever stood at that place is no longer in this list, or out of sight.
      if (!reply) throw new Refusal("CURSOR_INVALID");
      if (reply._embedded.klanten.length > search.first)
        throw new Fault("AGENCY_UNREADABLE", "VDAB", "search: more clients than asked for");
      const asOf = clock().toISOString();
      return {
        clients: reply._embedded.klanten.map((klant) => listed(klant, asOf)),
        hasMore: reply.naKlantnummer !== undefined,
        total: reply.totaal,
      };
    },

    async probe(asking) {
      await send("/klanten/zoeken", { aantal: 1 }, asking, bodyOf);
    },
    stop: () => client.stop(),
  };
}

/** @throws Fault for any status but 200, and for what is not JSON */
function bodyOf(reply: AgencyReply): unknown {
  return readJson(textOf(reply), "VDAB");
}

/** @throws Fault for any status but 200 */
function textOf({ status, body }: AgencyReply): string {
  if (status === 403) {
    const { reden } = RefusalReply.safeParse(readJson(body, "VDAB")).data ?? {};
    throw new Fault(
      reden === UNKNOWN_SERVICE ? "ORGANISATION_UNIT_UNKNOWN" : "AGENCY_REFUSED_US",
      "VDAB",
      "status 403",
    );
  }
  if (status !== 200) throw new Fault("AGENCY_FAILED", "VDAB", `status ${status}`);
  return body;
}

/** What one item of a batch says of its person; nothing when VDAB does not know the person, or not for this reader. */
function readItem<T>(
  item: BatchItem,
  translate: (item: BatchItem) => T | Fault,
  translateClosed: (item: BatchItem) => T | Fault,
): PersonReply<T> | undefined {
  switch (item.status) {
    case 200:
      return replyOf(translate(item));
    case 301:
      return item.vervangenDoor
        ? { replacedBy: item.vervangenDoor }
        : new Fault("AGENCY_RECORD_INVALID", "VDAB", "a replaced number without its successor");
    case 403:
      return item.reden === OTHER_SERVICE ? undefined : replyOf(translateClosed(item));
    case 404:
      return undefined;
    default:
      return new Fault("AGENCY_FAILED", "VDAB", `item status ${item.status}`);
  }
}

function replyOf<T>(value: T | Fault): PersonReply<T> {
  return value instanceof Fault ? value : { value };
}
