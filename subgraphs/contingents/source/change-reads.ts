import type { Asking } from "../../kernel/asking.js";
import type { Notice, NoticeRead } from "../../kernel/publish/notice.js";
import { readCode } from "../../kernel/read-code.js";
import type { SourceParts } from "../../kernel/subgraph.js";
import type { LoketClient } from "./loket-client.js";
import { ChangeRecord, ChangesReply } from "./records.js";
import { participantIdOf } from "./translate-agreement.js";

/** Of what the counter tells that it changed. */
export type LoketTopic = "AGREEMENT" | "CONTINGENT";

const TOPICS: Readonly<Record<string, LoketTopic>> = { OVEREENKOMST: "AGREEMENT", CONTINGENT: "CONTINGENT" };
const MOST_CHANGES = 200;

export interface ChangeReads {
  /** What changed after a place, or just the newest place. @throws Fault */
  askChanges(after: string | undefined, asking: Asking): Promise<NoticeRead<LoketTopic>>;
}

export function createChangeReads(client: LoketClient, { ids }: SourceParts): ChangeReads {
  /** Undefined for what is not of its form. */
  function translate(wire: unknown): Notice<LoketTopic> | "NOT_OURS" | undefined {
    const record = ChangeRecord.safeParse(wire).data;
    if (!record) return undefined;
    const { nummer, soort, samenwerkingsverband: partnership, deelnemer, tijdstip } = record;
    const topic = readCode(TOPICS, soort);
    if (!topic) return "NOT_OURS";
    return {
      number: String(nummer),
      topic,
      partnership,
      ...(deelnemer && { participant: participantIdOf(deelnemer, ids) }),
      occurredAt: tijdstip,
    };
  }

  return {
    async askChanges(after, asking) {
      const question = { aantal: MOST_CHANGES, ...(after !== undefined && { na: after }) };
      const reply = await client.post("/wijzigingen/opvragen", question, ChangesReply, asking);
      const read = reply.items.map(translate);
      return {
        notices: read.filter((notice) => notice !== undefined && notice !== "NOT_OURS"),
        to: reply.volgende,
        hasMore: reply.meer,
        isTorn: reply.onvolledig,
        unreadable: read.filter((notice) => notice === undefined).length,
      };
    },
  };
}
