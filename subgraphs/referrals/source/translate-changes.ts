import type { ParticipantIds } from "../../../schema/identifiers.js";
import { readCode } from "../../kernel/read-code.js";
import type { Notice } from "../../kernel/publish/notice.js";
import { ChangeRecord } from "./records.js";

/** Of what VDAB tells that it changed. */
export type VdabTopic = "CLIENT" | "REFERRALS" | "ASSESSMENTS" | "OUTFLOW";

const TOPICS: Readonly<Record<string, VdabTopic>> = {
  klanten: "CLIENT",
  toeleidingen: "REFERRALS",
  inschattingen: "ASSESSMENTS",
  doorstroom: "OUTFLOW",
};

/** Each change that can be read, under the newest number VDAB tells; those of resources we do not know are passed over. */
export function translateChanges(
  wire: readonly unknown[],
  ids: ParticipantIds,
): { notices: Notice<VdabTopic>[]; unreadable: number } {
  const notices: Notice<VdabTopic>[] = [];
  let unreadable = 0;
  for (const one of wire) {
    const record = ChangeRecord.safeParse(one);
    if (!record.success) unreadable += 1;
    else {
      const { volgnummer, resource, insz, opvolgendInsz, tijdstip } = record.data;
      const topic = readCode(TOPICS, resource);
      const participant = ids.seal(opvolgendInsz ?? insz);
      if (topic) notices.push({ number: String(volgnummer), topic, participant, occurredAt: tijdstip });
    }
  }
  return { notices, unreadable };
}
