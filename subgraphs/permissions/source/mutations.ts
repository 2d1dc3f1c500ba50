import { Fault } from "../../../schema/faults.js";
import { Insz, type ParticipantIds } from "../../../schema/identifiers.js";
import { readCode } from "../../kernel/read-code.js";
import type { Notice, NoticeRead } from "../../kernel/publish/notice.js";
import { readRepliek } from "./read-repliek.js";
import { unreadable } from "./read-xml.js";
import { MutationRecord, MutationsRecord } from "./records.js";
import type { Service } from "./services.js";
import { tag, type Tag } from "./write-xml.js";

/** Of what the network notifies that it changed. */
export type MagdaTopic = "PERMISSION" | "STATUTE";

/** In which service it changed; those of which the graph shows nothing are passed over. */
const TOPICS: Readonly<Record<string, MagdaTopic>> = {
  GeefToelatingAMA: "PERMISSION",
  GeefSociaalStatuut: "STATUTE",
  GeefLeefloonbedragen: "STATUTE",
  GeefDossierHandicap: "STATUTE",
};

/** Mutation notices: whose data changed in which service, by ascending number. */
export const MUTATIONS: Pick<Service<never>, "name" | "version" | "namespace"> = {
  name: "GeefMutatiesNotificaties",
  version: "02.00.0000",
  namespace: "http://webservice.geefmutatiesnotificatiesdienst-02_00.repertorium-02_00.vip.vlaanderen.be",
};

/** Asks for those after a number, or just for how far the numbers go. */
export function askMutations(after: string | undefined): Tag {
  const criterion = after === undefined ? tag("EnkelStand", "1") : tag("NaVolgnummer", after);
  return tag("Inhoud", [tag("Criteria", [criterion])]);
}

/**
 * The mutations in the answer under a reference, whose persons are those of the numbers now in force.
 * @throws Fault when the reply fails, or is not of its form
 */
export function readMutations(
  xml: string,
  referte: string,
  after: string | undefined,
  ids: ParticipantIds,
): NoticeRead<MagdaTopic> {
  const outcome = readRepliek(xml, MUTATIONS.name).outcomes.get(referte);
  if (outcome instanceof Fault) throw outcome;
  const answer = typeof outcome === "object" && "content" in outcome ? outcome.content : undefined;
  const read = MutationsRecord.safeParse(answer);
  if (!read.success) throw unreadable("mutation notices not of their form");
  const { OudsteVolgnummer: oldest, LaatsteVolgnummer: to, Stand: newest, Mutatie: wire } = read.data.Mutaties;
  if (![oldest, to, newest].every((number) => /^\d{1,15}$/.test(number)))
    throw unreadable("mutation notices without their numbers");
  const notices: Notice<MagdaTopic>[] = [];
  let spoilt = 0;
  for (const one of wire) {
    const notice = translateMutation(one, ids);
    if (notice === undefined) spoilt += 1;
    else if (notice !== "NOT_OURS" && isAfter(notice, after)) notices.push(notice);
  }
  return {
    notices,
    to,
    hasMore: Number(to) < Number(newest),
    isTorn: after !== undefined && Number(after) < Number(oldest) - 1,
    unreadable: spoilt,
  };
}

/** One that was read before is told no second time. */
function isAfter({ number }: Notice<MagdaTopic>, after: string | undefined): boolean {
  return after === undefined || Number(number) > Number(after);
}

/** Undefined for what is not of its form. */
function translateMutation(wire: unknown, ids: ParticipantIds): Notice<MagdaTopic> | "NOT_OURS" | undefined {
  const record = MutationRecord.safeParse(wire).data;
  if (!record || !Insz.isValid(record.Subject.Sleutel)) return undefined;
  const { Volgnummer: number, Datum, Tijdstip = Datum, Dienst, Subject } = record;
  const topic = readCode(TOPICS, Dienst);
  if (!topic || Subject.Type !== "PERS") return "NOT_OURS";
  if (Number.isNaN(Date.parse(Tijdstip))) return undefined;
  return { number, topic, participant: ids.seal(Insz.parse(Subject.Sleutel)), occurredAt: Tijdstip };
}
