import { createHash } from "node:crypto";

/** How large a part of the requests a supergraph is tried out on, and how it is chosen. */
export interface CanaryShare {
  /** In percent. */
  readonly percent: number;
  /** `caller`: whoever asks is always answered by the same one. `request`: each request is drawn by itself. */
  readonly by: "caller" | "request";
}

const OF = 2 ** 32;

/**
 * Whether a request is among those that are answered by what is tried out. By caller, those who are stay so as the share
 * grows, and each version draws others.
 * @param caller who asks, in whatever words
 * @param draw a number from 0 to 1, for a share of requests
 */
export function isTriedOn({ percent, by }: CanaryShare, version: string, caller: string, draw: () => number): boolean {
  const place = by === "request" ? draw() : placeOf(version, caller);
  return place * 100 < percent;
}

/** From 0 to 1, always the same. */
function placeOf(version: string, caller: string): number {
  return createHash("sha256").update(`${version}\n${caller}`).digest().readUInt32BE(0) / OF;
}
