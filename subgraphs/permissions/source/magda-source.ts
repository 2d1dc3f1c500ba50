import { randomUUID } from "node:crypto";
import { Fault } from "../../../schema/faults.js";
import { Insz, type ParticipantId } from "../../../schema/identifiers.js";
import type { Day, Instant } from "../../../schema/scalars.js";
import { dayOf } from "../../../platform/clock.js";
import type { Asking } from "../../kernel/asking.js";
import { askPersons, type PersonReply } from "../../kernel/ask-persons.js";
import { chunksOf } from "../../kernel/chunks.js";
import { askAndRead, createAgencyClient } from "../../kernel/client.js";
import type { Found } from "../../kernel/loader.js";
import type { NoticeRead } from "../../kernel/publish/notice.js";
import type { Source, SourceParts } from "../../kernel/subgraph.js";
import { createPersonMarks } from "../../kernel/statistics/person-mark.js";
import type { SupportMeasure } from "../entities/support-measure.js";
import type { PermissionDecision, PermissionFault } from "../rules/permission-decision.js";
import { createDecisionReads, type DecisionRead } from "../statistics/read-decisions.js";
import { askMutations, MUTATIONS, readMutations, type MagdaTopic } from "./mutations.js";
import { readPermissionFile } from "./read-permission-file.js";
import { readAnswers, type Answers, type Asked } from "./read-answers.js";
import { runBounded } from "./run-bounded.js";
import {
  DISABILITY_FILE,
  LIVING_WAGE,
  PERMISSIONS,
  SOCIAL_STATUTES,
  SUPPORT_MEASURES,
  type Service,
} from "./services.js";
import type { Confirmation } from "./translate.js";
import { writeVerzoek } from "./write-verzoek.js";

/** MAGDA's own limit. */
const MOST_QUESTIONS = 5;
/** People in one stretch of the file of permissions. */
const MOST_PEOPLE = 20_000;
/** It refuses when too many messages are under way; one request of ours stays well below. */
const MOST_AT_ONCE = 8;

/** What one service says of one person. */
export interface NetworkAnswer<Facts> {
  /** Under the newest number the network tells. */
  participantId: ParticipantId;
  /** When it was asked. */
  asOf: Instant;
  facts: Facts;
}

/** The network of social security through MAGDA, as far as the graph reads it. Persons are asked by participant id. */
export interface MagdaSource extends Source {
  askPermissions(
    keys: readonly string[],
    asking: Asking,
  ): Promise<Found<NetworkAnswer<(PermissionDecision | PermissionFault)[]>>>;
  askSocialStatutes(keys: readonly string[], asking: Asking): Promise<Found<NetworkAnswer<Confirmation[]>>>;
  askLivingWage(keys: readonly string[], asking: Asking): Promise<Found<NetworkAnswer<Confirmation[]>>>;
  askDisabilityFile(keys: readonly string[], asking: Asking): Promise<Found<NetworkAnswer<Confirmation[]>>>;
  askSupportMeasures(
    keys: readonly string[],
    asking: Asking,
  ): Promise<Found<NetworkAnswer<(SupportMeasure | Fault)[]>>>;
  /** What all permissions come to that were decided by a day. @throws Fault */
  askDecisions(until: Day, asking: Asking): Promise<DecisionRead>;
  /** Whose data changed after a number, or just the newest number. @throws Fault */
  askMutations(after: string | undefined, asking: Asking): Promise<NoticeRead<MagdaTopic>>;
}

export function createMagdaSource({ settings, ids, seal, clock, guard }: SourceParts): MagdaSource {
  const client = createAgencyClient("MAGDA", settings.MAGDA_URL, guard);
  const markOf = createPersonMarks(settings.AMA_PARTICIPANT_KEY);
  const sender = { identification: settings.MAGDA_SENDER, capacity: settings.MAGDA_CAPACITY };

  /** One message, and what is read from its reply. @throws Fault when the reply fails as a whole */
  function post<Answer>(
    question: string,
    body: string,
    asking: Asking,
    read: (xml: string) => Answer,
  ): Promise<Answer> {
    const headers = { "content-type": "text/xml; charset=utf-8", soapaction: '""' };
    const request = { method: "POST", path: "/soap", headers, body, question } as const;
    return askAndRead(client, asking, request, ({ status, headers: { "content-type": type }, body: xml }) => {
      if (status === 401 || status === 403) throw new Fault("AGENCY_REFUSED_US", "MAGDA", `status ${status}`);
      if (status >= 400 && !/xml/.test(String(type))) throw new Fault("AGENCY_FAILED", "MAGDA", `status ${status}`);
      return read(xml);
    });
  }

  async function send<Facts>(service: Service<Facts>, asked: Asked, asking: Asking): Promise<Answers<Facts>> {
    const now = clock();
    const questions = [...asked].map(([referte, insz]) => ({ referte, question: service.question(insz, dayOf(now)) }));
    const body = writeVerzoek(service, sender, asking.mandate, now, questions);
    const people = [...asked.values()].map((insz) => insz.reveal()).join();
    return post(`${service.name} ${people}`, body, asking, (xml) => readAnswers(service, xml, asked));
  }

  /** A message that fails costs the persons in it; the other messages answer. */
  async function ask<Facts>(
    service: Service<Facts>,
    keys: readonly string[],
    asking: Asking,
  ): Promise<Found<NetworkAnswer<Facts>>> {
    const asOf = clock().toISOString();
    return askPersons("MAGDA", ids, keys, async (numbers) => {
      const replies = new Map<string, PersonReply<NetworkAnswer<Facts>>>();
      await runChunks(numbers, async (asked) => {
        const answers = await send(service, asked, asking).catch(asFault);
        for (const [referte, insz] of asked) {
          const answer = answers instanceof Fault ? answers : answers.get(referte)!;
          const said = (facts: Facts) => ({ value: { participantId: ids.seal(insz), asOf, facts } });
          replies.set(insz.reveal(), "value" in answer ? said(answer.value) : answer);
        }
      });
      return replies;
    });
  }

  /** One stretch of the file of permissions. */
  async function readStretch(place: string | null, asking: Asking): Promise<{ csv: string; next: string | null }> {
    const { status, headers, body } = await client.ask(asking, {
      method: "GET",
      path: `/bestanden/toelatingen-ama?aantal=${MOST_PEOPLE}&vanaf=${place ?? "0"}`,
      headers: {
        accept: "text/csv",
        "x-magda-afzender": sender.identification,
        "x-magda-hoedanigheid": sender.capacity,
        "x-magda-referte": asking.mandate.requestId,
      },
    });
    if (status === 401 || status === 403) throw new Fault("AGENCY_REFUSED_US", "MAGDA", `status ${status}`);
    if (status !== 200) throw new Fault("AGENCY_FAILED", "MAGDA", `status ${status}`);
    return { csv: body, next: headers["x-magda-volgende"]?.toString() ?? null };
  }

  /** The network's own numbers of permissions stay here. */
  function sealNumbers(
    answer: NetworkAnswer<(PermissionDecision | PermissionFault)[]>,
  ): NetworkAnswer<(PermissionDecision | PermissionFault)[]> {
    const facts = answer.facts.map((fact) =>
      fact instanceof Fault ? fact : { ...fact, number: seal.close(fact.number, ["Permission"]) },
    );
    return { ...answer, facts };
  }

  return {
    async askPermissions(keys, asking) {
      const found = await ask(PERMISSIONS, keys, asking);
      return new Map([...found].map(([key, answer]) => [key, answer instanceof Error ? answer : sealNumbers(answer)]));
    },
    askSocialStatutes: (keys, asking) => ask(SOCIAL_STATUTES, keys, asking),
    askLivingWage: (keys, asking) => ask(LIVING_WAGE, keys, asking),
    askDisabilityFile: (keys, asking) => ask(DISABILITY_FILE, keys, asking),
    askSupportMeasures: (keys, asking) => ask(SUPPORT_MEASURES, keys, asking),

    askDecisions: createDecisionReads({
      keptMs: settings.AMA_STATISTICS_KEPT_MS,
      clock,
      read: (asking, take) => readPermissionFile((place) => readStretch(place, asking), markOf, take),
    }),

    askMutations(after, asking) {
      const referte = randomUUID();
      const questions = [{ referte, question: askMutations(after) }];
      const body = writeVerzoek(MUTATIONS, sender, asking.mandate, clock(), questions);
      return post("mutations", body, asking, (xml) => readMutations(xml, referte, after, ids));
    },

    async probe(asking) {
      await send(PERMISSIONS, new Map([[randomUUID(), NOBODY]]), asking);
    },
    stop: () => client.stop(),
  };
}

/** A number with right check digits that was never given out: whoever answers about it has looked into nobody's file. */
const NOBODY = Insz.parse("00000000097");

function asFault(error: unknown): Fault {
  if (error instanceof Fault) return error;
  throw error;
}

async function runChunks(numbers: readonly Insz[], work: (asked: Asked) => Promise<void>): Promise<void> {
  const chunks = chunksOf(numbers, MOST_QUESTIONS);
  await runBounded(chunks, MOST_AT_ONCE, (chunk) => work(new Map(chunk.map((insz) => [randomUUID(), insz]))));
}
