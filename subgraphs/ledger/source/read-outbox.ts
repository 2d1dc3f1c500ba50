import { Fault } from "../../../schema/faults.js";
import type { Notice, NoticeRead } from "../../kernel/publish/notice.js";
import { readCode } from "../../kernel/read-code.js";
import type { Row } from "./ledger-pool.js";
import { OutboxPlace, OutboxRecord } from "./records.js";

/** Of what the department tells that it changed. */
export type DwseTopic = "STATEMENT" | "FUNDING";

const TOPICS: Readonly<Record<string, DwseTopic>> = {
  KWARTAALOVERZICHT: "STATEMENT",
  TOEKENNING: "FUNDING",
  VOORSCHOT: "FUNDING",
  AFREKENING: "FUNDING",
  TERUGVORDERING: "FUNDING",
};

export const MOST_ROWS = 500;

/** @throws Fault AGENCY_UNREADABLE */
export function placeOf(row: Row | undefined): OutboxPlace {
  const place = OutboxPlace.safeParse(row);
  if (!place.success) throw new Fault("AGENCY_UNREADABLE", "DWSE", "outbox");
  return place.data;
}

export function writePlace({ reeks, transactie, id }: OutboxPlace): string {
  return `${reeks}:${transactie}:${id}`;
}

/** A position that is none of ours is before all there is. */
export function readPlace(position: string): OutboxPlace {
  const [reeks, transactie, id] = position.split(":");
  const place = OutboxPlace.safeParse({ reeks, transactie, id });
  return place.success ? place.data : { reeks: "00000000-0000-0000-0000-000000000000", transactie: "0", id: "0" };
}

/** The rows after a place, as `OUTBOX` gives them: one without an id says only which series it is. */
export function readOutbox(rows: readonly Row[], after: OutboxPlace): NoticeRead<DwseTopic> {
  const { reeks } = rows[0] ?? {};
  if (typeof reeks !== "string") throw new Fault("AGENCY_UNREADABLE", "DWSE", "outbox");
  const isTorn = reeks !== after.reeks;
  const told = rows.filter(({ id }) => id !== null);
  const notices: Notice<DwseTopic>[] = [];
  let unreadable = 0;
  for (const row of told) {
    const record = OutboxRecord.safeParse(row).data;
    if (!record) {
      unreadable += 1;
      continue;
    }
    const topic = readCode(TOPICS, record.soort);
    const partnership = record.sleutel.split("/")[0]!;
    // By series too: numbers begin anew in the next.
    const number = `${reeks.slice(0, 8)}:${placeOf(row).id}`;
    if (topic) notices.push({ number, topic, partnership, occurredAt: record.ontstaan_op });
  }
  const from = isTorn ? { reeks, transactie: "0", id: "0" } : after;
  const to = writePlace(told.length > 0 ? placeOf(told.at(-1)) : from);
  return { notices, to, hasMore: told.length === MOST_ROWS, isTorn, unreadable };
}
