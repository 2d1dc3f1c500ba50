import { compareClocks } from "../gateway/subgraph-links/greet-subgraph.js";
import { warning, wrong, type Finding } from "./finding.js";

/** What a clock elsewhere may be off by. */
export interface ClockTolerance {
  /** From here on it is told. */
  readonly warnMs: number;
  /** From here on what depends on it fails. */
  readonly wrongMs?: number;
  /** What fails then. */
  readonly fails?: string;
}

/** When a clock elsewhere was asked, by ours, and what it said. */
export interface ReadClock {
  readonly sentMs: number;
  readonly receivedMs: number;
  /** ISO 8601. */
  readonly now: string;
}

/** What is wrong with the clock of something else; undefined where it agrees with ours. */
export function examineClock(
  subject: string,
  { sentMs, receivedMs, now }: ReadClock,
  { warnMs, wrongMs = Infinity, fails = "times in logs do not compare" }: ClockTolerance,
): Finding | undefined {
  const { ours, theirs, aheadMs } = compareClocks(sentMs, receivedMs, now);
  const differsMs = Math.abs(aheadMs);
  if (differsMs <= warnMs) return undefined;
  const words =
    `its clock is ${(differsMs / 1_000).toFixed(1)} s ${aheadMs > 0 ? "ahead" : "behind"} ` +
    `(${theirs.toISOString()} there, ${ours.toISOString()} here), so that ${fails}: set both clocks by NTP`;
  return (differsMs > wrongMs ? wrong : warning)(subject, "CLOCKS_DIFFER", words);
}
