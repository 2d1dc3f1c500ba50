import type { EventKind } from "../../schema/events.js";
import type { Notices } from "../kernel/publish/notices.js";
import { tellNotices } from "../kernel/publish/tell-notices.js";
import type { MagdaSource } from "./source/magda-source.js";
import type { MagdaTopic } from "./source/mutations.js";

const KINDS: Readonly<Record<MagdaTopic, EventKind>> = {
  PERMISSION: "PERMISSION_CHANGED",
  STATUTE: "STATUTE_CHANGED",
};

/** MAGDA calls nobody: its mutation notices are asked for, again and again, after the last number. */
export const magdaNotices: Notices<MagdaSource> = {
  end: async (source, asking) => (await source.askMutations(undefined, asking)).to,
  async readAfter(position, source, asking) {
    const { notices, ...page } = await source.askMutations(position, asking);
    return { ...page, events: tellNotices("MAGDA", KINDS, notices) };
  },
};
