import type { EventKind } from "../../schema/events.js";
import { Refusal } from "../../schema/faults.js";
import type { Notices } from "../kernel/publish/notices.js";
import { acceptedOf } from "../../platform/accepted-of.js";
import { headerOf, isSame } from "../kernel/publish/signed-delivery.js";
import { tellNotices } from "../kernel/publish/tell-notices.js";
import type { LoketTopic } from "./source/change-reads.js";
import type { LoketSource } from "./source/loket-source.js";

const KINDS: Readonly<Record<LoketTopic, EventKind>> = {
  AGREEMENT: "AGREEMENT_CHANGED",
  CONTINGENT: "CONTINGENT_CHANGED",
};

/** The counter posts that there is something, never what; its changes are read from a place that it gave itself. */
export const loketNotices: Notices<LoketSource> = {
  secret: "LOKET_NOTICE_SECRET",
  end: async (source, asking) => (await source.askChanges(undefined, asking)).to,
  async readAfter(position, source, asking) {
    const { notices, ...page } = await source.askChanges(position, asking);
    return { ...page, events: tellNotices("LOKET", KINDS, notices) };
  },
  receive({ headers }, { settings }) {
    const key = headerOf(headers, "x-loket-sleutel") ?? "";
    const accepted = acceptedOf(settings.LOKET_NOTICE_SECRET, settings.LOKET_NOTICE_SECRET_ALSO_ACCEPTED);
    if (!accepted.some((secret) => isSame(key, secret))) throw new Refusal("NOTICE_REFUSED");
    return undefined;
  },
};
