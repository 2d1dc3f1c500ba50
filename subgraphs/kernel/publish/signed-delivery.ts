import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import { Refusal } from "../../../schema/faults.js";

/** How far the sender's clock may be from ours, and so how long a copy of a delivery is taken for the delivery itself. */
const REPLAY_WINDOW_MS = 300_000;

export interface Signature {
  readonly body: string;
  /** Seconds since 1970, as the sender wrote them. */
  readonly timestamp: string | undefined;
  /** `sha256=` and the HMAC-SHA256 of timestamp, full stop and body, in hexadecimal digits. */
  readonly signature: string | undefined;
  /** The sender's, or the two that are good while it is changed. */
  readonly secrets: readonly string[];
  readonly nowMs: number;
}

/** @throws Refusal NOTICE_REFUSED unless whoever knows the secret signed just this body, just now */
export function verifySignature({ body, timestamp = "", signature = "", secrets, nowMs }: Signature): void {
  const isRecent = /^\d{1,12}$/.test(timestamp) && Math.abs(nowMs - Number(timestamp) * 1_000) <= REPLAY_WINDOW_MS;
  const signed = (secret: string) =>
    `sha256=${createHmac("sha256", secret).update(`${timestamp}.${body}`).digest("hex")}`;
  if (!secrets.some((secret) => isSame(signature, signed(secret))) || !isRecent) throw new Refusal("NOTICE_REFUSED");
}

/** Whether two texts are the same, in a time that tells nothing of where they differ. */
export function isSame(one: string, other: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(one), digest(other));
}

/** The one value of a header. */
export function headerOf(headers: Readonly<Record<string, string | string[] | undefined>>, name: string) {
  const value = headers[name];
  return typeof value === "string" ? value : undefined;
}
