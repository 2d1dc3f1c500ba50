import { hash } from "node:crypto";
import type { LoggedLook } from "./look.js";

/** The beginning of one writer's chain. Openings form a chain of their own, so that none is taken away unseen. */
export interface Opening {
  /** 1, 2, 3… */
  readonly number: number;
  /** Which program writes it. */
  readonly writer: string;
  readonly openedAt: string;
  readonly previous: string;
  readonly hash: string;
}

/** What the first opening follows on. */
export const NOTHING_BEFORE = "0".repeat(64);

/*
 * The canonical texts: a JSON array, in this order, without spaces, as UTF-8. Whoever has an export can work the hashes out
 * again with nothing but SHA-256; no key is needed.
 */

export function hashOfOpening({ number, writer, openedAt, previous }: Omit<Opening, "hash">): string {
  return sha256(JSON.stringify([number, writer, openedAt, previous]));
}

export function hashOfLook(look: Omit<LoggedLook, "hash">): string {
  const { chain, seq, at, requestId, agency, caller, organisation, organisationName, capacity, purpose } = look;
  const { legalContext, byRule, participants, fields, previous } = look;
  const who = [caller, organisation, organisationName, capacity, purpose, legalContext, byRule];
  return sha256(JSON.stringify([chain, seq, at, requestId, agency, ...who, participants, fields, previous]));
}

function sha256(text: string): string {
  return hash("sha256", text, "hex");
}
