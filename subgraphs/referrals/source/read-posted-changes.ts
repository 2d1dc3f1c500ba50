import type { ParticipantIds } from "../../../schema/identifiers.js";
import { Refusal } from "../../../schema/faults.js";
import { parseJson } from "../../../platform/json/parse-json.js";
import type { NoticeRead } from "../../kernel/publish/notice.js";
import { PostedChanges } from "./records.js";
import { translateChanges, type VdabTopic } from "./translate-changes.js";

const BOUNDS = { depth: 16, items: 1_000, values: 20_000 };

/**
 * The changes that VDAB posted, from just before their first number to their last; undefined where numbers lack among them.
 * @throws Refusal BAD_REQUEST for what is not of VDAB's form
 */
export function readPostedChanges(
  body: string,
  ids: ParticipantIds,
): (Omit<NoticeRead<VdabTopic>, "hasMore" | "isTorn"> & { from: string }) | undefined {
  const posted = PostedChanges.safeParse(parse(body));
  if (!posted.success) throw new Refusal("BAD_REQUEST", "Not a notice of VDAB.");
  const wire = posted.data.wijzigingen;
  const first = wire[0]!.volgnummer;
  if (wire.some(({ volgnummer }, i) => volgnummer !== first + i)) return undefined;
  return { ...translateChanges(wire, ids), from: String(first - 1), to: String(first + wire.length - 1) };
}

function parse(body: string): unknown {
  try {
    return parseJson(body, BOUNDS);
  } catch {
    return undefined;
  }
}
