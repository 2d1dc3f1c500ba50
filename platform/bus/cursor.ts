import { Refusal } from "../../schema/faults.js";
import type { Cursor } from "./bus.js";

/** What a cursor says: of which stream it is, and after which entry. */
export interface Place {
  /** Another one for each stream there ever was: a place on one means nothing on the next. */
  readonly epoch: string;
  readonly entry: string;
}

const FORM = /^([\w-]{8,32}):(\d{1,16}(?:-\d{1,16})?)$/;

export function writeCursor({ epoch, entry }: Place): Cursor {
  return Buffer.from(`${epoch}:${entry}`).toString("base64url");
}

/** @throws Refusal CURSOR_INVALID for what never was a cursor */
export function readCursor(cursor: Cursor): Place {
  const text = cursor.length > 100 ? "" : Buffer.from(cursor, "base64url").toString("latin1");
  const [, epoch, entry] = FORM.exec(text) ?? [];
  if (epoch === undefined || entry === undefined || writeCursor({ epoch, entry }) !== cursor)
    throw new Refusal("CURSOR_INVALID", "The cursor is not one that the stream of events gave out.", "after");
  return { epoch, entry };
}
