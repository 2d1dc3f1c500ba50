import { Fault } from "../../../schema/faults.js";
import type { Day } from "../../../schema/scalars.js";
import type { AgencyFile } from "../../kernel/agency-file.js";
import type { Asking } from "../../kernel/asking.js";
import { askPersons, type PersonReply } from "../../kernel/ask-persons.js";
import { chunksOf } from "../../kernel/chunks.js";
import type { Found } from "../../kernel/loader.js";
import type { SourceParts } from "../../kernel/subgraph.js";
import type { AgreementFault, AgreementStatus, GuidanceAgreement } from "../entities/guidance-agreement.js";
import type { AgencyPage } from "../page-through.js";
import type { LoketClient } from "./loket-client.js";
import { byKey, checked, checkedOr } from "./read-items.js";
import { AgreementRecord, AnswersReply, PersonAnswer, PersonRecord, PersonsReply } from "./records.js";
import {
  agreementFault,
  participantIdOf,
  translateAgreement,
  translateFile,
  WIRE_STATUS,
} from "./translate-agreement.js";

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
  agreements: (GuidanceAgreement | AgreementFault)[];
}

/** One question for a page: of which partnership, which of them, from where. Written in JSON as the key of a loader. */
export interface PageQuestion {
  partnership: string;
  after: string | null;
  size: number;
  status?: AgreementStatus;
  activeOn?: Day;
  organisation?: string;
  guide?: string;
}

/** What the counter tells of agreements and of those who signed them. */
export interface AgreementReads {
  askAgreements(keys: readonly string[], asking: Asking): Promise<Found<GuidanceAgreement>>;
  /** By participant id. */
  askPersons(keys: readonly string[], asking: Asking): Promise<Found<CounterFile>>;
  /** By `PageQuestion` in JSON. */
  searchAgreements(keys: readonly string[], asking: Asking): Promise<Found<AgencyPage<GuidanceAgreement | Fault>>>;
  /** By `PageQuestion` in JSON. */
  searchParticipants(keys: readonly string[], asking: Asking): Promise<Found<AgencyPage<{ id: string } | Fault>>>;
}

export function createAgreementReads(client: LoketClient, { ids, clock }: SourceParts): AgreementReads {
  const asAgreement = (value: unknown) =>
    checkedOr(AgreementRecord, value, (record) => translateAgreement(record, ids), agreementFault);
  const asParticipant = (value: unknown) =>
    checked(PersonRecord, value, (record) => ({ id: participantIdOf(record, ids) }), "person");

  /** Asks questions with a page each and finds the answers by the name each question was given. */
  async function searchPages<T>(
    path: string,
    keys: readonly string[],
    asking: Asking,
    translate: (items: unknown[]) => T[],
  ): Promise<Found<AgencyPage<T>>> {
    const found = new Map<string, AgencyPage<T>>();
    const ask = async (chunk: readonly string[]) => {
      const vragen = chunk.map((key, i) => ({ ref: String(i), ...wireQuestion(JSON.parse(key) as PageQuestion) }));
      const { antwoorden } = await client.post(path, { vragen }, AnswersReply, asking);
      for (const { ref, items, volgende, totaal } of antwoorden) {
        const key = chunk[Number(ref)];
        if (key !== undefined) found.set(key, { items: translate(items), next: volgende, total: totaal });
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
      const answer = PersonAnswer.safeParse(item).data;
      if (!answer) continue;
      const asked = answer.gevraagd.reveal();
      if (answer.status === "ONBEKEND") replies.delete(asked);
      else if (answer.status === "VERVANGEN") replies.set(asked, { replacedBy: answer.vervangenDoor });
      else {
        const agreements = answer.overeenkomsten.map(asAgreement);
        const file = translateFile(answer, asOf);
        const value = { id: participantIdOf(answer, ids), filedAs: ids.seal(answer.insz), file, agreements };
        replies.set(asked, { value });
      }
    }
    return [...replies];
  }

  return {
    askAgreements: async (keys, asking) =>
      byKey(await client.postBatch("/overeenkomsten/opvragen", "ids", keys, asking), "id", asAgreement),
    askPersons: (keys, asking) =>
      askPersons("LOKET", ids, keys, async (numbers) => {
        const inszs = numbers.map((insz) => insz.reveal());
        const chunks = chunksOf(inszs, MOST_PERSONS).map((chunk) => askPersonChunk(chunk, asking));
        return new Map((await Promise.all(chunks)).flat());
      }),
    searchAgreements: (keys, asking) =>
      searchPages("/overeenkomsten/zoeken", keys, asking, (items) => items.map(asAgreement)),
    searchParticipants: (keys, asking) =>
      searchPages("/deelnemers/zoeken", keys, asking, (items) => items.map(asParticipant)),
  };
}

function wireQuestion({ partnership, after, size, status, activeOn, organisation, guide }: PageQuestion) {
  return {
    samenwerkingsverband: partnership,
    aantal: size,
    ...(after && { na: after }),
    ...(status && { status: WIRE_STATUS[status] }),
    ...(activeOn && { lopendOp: activeOn }),
    ...(organisation && { organisatie: organisation }),
    ...(guide && { begeleider: guide }),
  };
}
