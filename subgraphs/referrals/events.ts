import type { EventKind } from "../../schema/events.js";
import type { Notices } from "../kernel/publish/notices.js";
import { acceptedOf } from "../../platform/accepted-of.js";
import { headerOf, verifySignature } from "../kernel/publish/signed-delivery.js";
import { tellNotices } from "../kernel/publish/tell-notices.js";
import { readPostedChanges } from "./source/read-posted-changes.js";
import type { VdabTopic } from "./source/translate-changes.js";
import type { VdabSource } from "./source/vdab-source.js";

const KINDS: Readonly<Record<VdabTopic, EventKind>> = {
  CLIENT: "DOSSIER_CHANGED",
  REFERRALS: "REFERRAL_CHANGED",
  ASSESSMENTS: "ASSESSMENT_CHANGED",
  OUTFLOW: "REFERRAL_CHANGED",
};

/** VDAB numbers its changes without gaps, posts each signed, and keeps them to be read after a number. */
export const vdabNotices: Notices<VdabSource> = {
  secret: "VDAB_NOTICE_SECRET",
  end: async (source, asking) => (await source.askChanges(undefined, asking)).to,
  async readAfter(position, source, asking) {
    const { notices, ...page } = await source.askChanges(position, asking);
    return { ...page, events: tellNotices("VDAB", KINDS, notices) };
  },
  receive({ headers, body }, { settings, ids, nowMs }) {
    verifySignature({
      body,
      timestamp: headerOf(headers, "x-vdab-tijdstip"),
      signature: headerOf(headers, "x-vdab-handtekening"),
      secrets: acceptedOf(settings.VDAB_NOTICE_SECRET, settings.VDAB_NOTICE_SECRET_ALSO_ACCEPTED),
      nowMs,
    });
    const posted = readPostedChanges(body, ids);
    // What cannot be read here is read from VDAB itself.
    if (!posted || posted.unreadable > 0) return undefined;
    return { from: posted.from, to: posted.to, events: tellNotices("VDAB", KINDS, posted.notices) };
  },
};
