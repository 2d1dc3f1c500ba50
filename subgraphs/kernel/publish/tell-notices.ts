import type { AgencyName } from "../../../schema/agencies.js";
import type { AgencyEvent, EventKind } from "../../../schema/events.js";
import type { Notice } from "./notice.js";

/**
 * Notices as events. Several of one page that say the same of the same key are each told: whoever listens may join them.
 * @param kinds what the graph calls a change of each topic
 */
export function tellNotices<Topic extends string>(
  agency: AgencyName,
  kinds: Readonly<Record<Topic, EventKind>>,
  notices: readonly Notice<Topic>[],
): AgencyEvent[] {
  return notices.map(({ number, topic, ...about }) => ({
    id: `${agency}:${number}`,
    kind: kinds[topic],
    ...about,
    occurredAt: new Date(about.occurredAt).toISOString(),
  }));
}
