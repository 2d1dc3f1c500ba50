import { hashOfLook, hashOfOpening, NOTHING_BEFORE, type Opening } from "./chain.js";
import type { LogDatabase, LogReader } from "./database.js";
import type { LogKeys } from "./log-keys.js";
import type { LoggedLook } from "./look.js";
import {
  readChainNumbers,
  readHeads,
  readLooks,
  readOpenings,
  readSpan,
  type Head,
  type Period,
} from "./read-chains.js";

/** Something that is not as it was written. */
export interface Finding {
  /** `chain 3, look 17`. */
  readonly place: string;
  readonly what: string;
}

export interface Verified {
  /** The first of each chain; none when all is as it was written. */
  readonly findings: readonly Finding[];
  /** How many were read. */
  readonly looks: number;
  readonly heads: readonly Head[];
}

const PROGRESS_EVERY = 50_000;

/**
 * Works out every hash again, on one snapshot: what is written meanwhile is not looked at. Only whoever holds the key of the
 * seals can also tell that nothing is missing at the end.
 * With a period, the links of the looks within it are proved, and the openings of all chains.
 * @param onProgress called now and then with how many looks were read
 */
export function verifyLog(
  database: LogDatabase,
  keys: LogKeys,
  period: Period = {},
  onProgress?: (looks: number) => void,
): Promise<Verified> {
  return database.snapshot((moment) => verifyMoment(moment, keys, period, onProgress));
}

async function verifyMoment(
  reader: LogReader,
  keys: LogKeys,
  period: Period,
  onProgress: ((looks: number) => void) | undefined,
): Promise<Verified> {
  const openings = new Map((await readOpenings(reader)).map((opening) => [opening.number, opening]));
  const heads = new Map((await readHeads(reader)).map((head) => [head.chain, head]));
  const findings = verifyOpenings([...openings.values()]);
  let looks = 0;
  for (const chain of await readChainNumbers(reader)) {
    const found = await verifyChain(chain);
    if (found) findings.push(found);
  }
  return { findings, looks, heads: [...heads.values()] };

  async function verifyChain(chain: number): Promise<Finding | undefined> {
    const opening = openings.get(chain);
    if (!opening) return { place: `chain ${chain}`, what: "was taken out, or looks were put in under its number" };
    const whole = period.from === undefined && period.to === undefined;
    const head = heads.get(chain);
    const span = whole ? { first: 1, last: 2 ** 31 - 1 } : await readSpan(reader, chain, period);
    if (!span) return undefined;
    let before = span.first === 1 ? { seq: 0, hash: opening.hash } : { seq: span.first - 2, hash: "" };
    if (span.first > 1)
      for await (const [look] of readLooks(reader, chain, span.first - 1, span.first - 1)) before = look ?? before;
    for await (const page of readLooks(reader, chain, span.first, span.last))
      for (const look of page) {
        looks += 1;
        if (looks % PROGRESS_EVERY === 0) onProgress?.(looks);
        const wrong = verifyLook(look, before, head);
        if (wrong) return wrong;
        before = look;
      }
    return whole ? verifyHead(chain, head, before) : undefined;
  }

  function verifyLook(
    look: LoggedLook,
    before: { seq: number; hash: string },
    head: Head | undefined,
  ): Finding | undefined {
    const { chain, seq } = look;
    const place = `chain ${chain}, look ${seq}`;
    if (seq !== before.seq + 1) return { place: `chain ${chain}, look ${before.seq + 1}`, what: "is missing" };
    if (head && seq > head.seq) return { place, what: "was put in after the last that was written" };
    if (look.previous !== before.hash) return { place, what: "does not follow on the one before it" };
    if (look.hash !== hashOfLook(look)) return { place, what: "was changed" };
    return undefined;
  }

  function verifyHead(chain: number, head: Head | undefined, last: { seq: number; hash: string }): Finding | undefined {
    const place = `chain ${chain}, look ${last.seq + 1}`;
    if (!head) return { place: `chain ${chain}`, what: "the sealed record of how far it has come was taken out" };
    if (!keys.isSeal(head.seal, chain, head.seq, head.hash))
      return { place: `chain ${chain}`, what: "the record of how far it has come was not sealed with our key" };
    if (head.seq > last.seq) return { place, what: `is missing, and all after it up to look ${head.seq}` };
    if (head.hash !== last.hash)
      return {
        place: `chain ${chain}, look ${last.seq}`,
        what: "is not the one that was sealed: looks were written anew",
      };
    return undefined;
  }
}

function verifyOpenings(openings: readonly Opening[]): Finding[] {
  let before = { number: 0, hash: NOTHING_BEFORE };
  for (const opening of openings) {
    const place = `chain ${opening.number}`;
    if (opening.number !== before.number + 1) return [{ place: `chain ${before.number + 1}`, what: "was taken out" }];
    if (opening.previous !== before.hash) return [{ place, what: "its opening does not follow on the one before it" }];
    if (opening.hash !== hashOfOpening(opening)) return [{ place, what: "its opening was changed" }];
    before = opening;
  }
  return [];
}
