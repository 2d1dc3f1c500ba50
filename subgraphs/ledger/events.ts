import type { EventKind } from "../../schema/events.js";
import type { Notices } from "../kernel/publish/notices.js";
import { tellNotices } from "../kernel/publish/tell-notices.js";
import type { DwseSource } from "./source/dwse-source.js";
import type { DwseTopic } from "./source/read-outbox.js";

const KINDS: Readonly<Record<DwseTopic, EventKind>> = { STATEMENT: "STATEMENT_CHANGED", FUNDING: "FUNDING_CHANGED" };

/** The department writes down beside each change that there was one, and says aloud when it did. */
export const dwseNotices: Notices<DwseSource> = {
  end: (source, asking) => source.askOutboxEnd(asking),
  async readAfter(position, source, asking) {
    const { notices, ...page } = await source.askOutbox(position, asking);
    return { ...page, events: tellNotices("DWSE", KINDS, notices) };
  },
  listen: (source, wake) => source.listenToOutbox(wake),
};
