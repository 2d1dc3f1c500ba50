import { isIPv6 } from "node:net";
import { LRUCache } from "lru-cache";

/** Remembers from where tokens came that were not accepted, so that nobody has us verify signatures without end. */
export interface FailedLogins {
  /** Seconds until an address may bring a token again that was not seen before; 0 as long as it may. */
  waitOf(address: string): number;
  add(address: string): void;
}

const MOST_ADDRESSES = 10_000;
const WINDOW_SECONDS = 60;
/** Beyond what people with expired tokens behind one address bring in a minute. */
const MOST_FAILURES = 100;

/** @param nowMs the present moment in milliseconds since the epoch */
export function createFailedLogins(nowMs: () => number): FailedLogins {
  const failures = new LRUCache<string, { count: number; until: number }>({ max: MOST_ADDRESSES });
  return {
    waitOf(address) {
      const { count = 0, until = 0 } = failures.get(networkOf(address)) ?? {};
      return count < MOST_FAILURES ? 0 : Math.max(0, Math.ceil((until - nowMs()) / 1_000));
    },
    add(address) {
      const network = networkOf(address);
      const before = failures.get(network);
      const now = nowMs();
      if (before && before.until > now) before.count += 1;
      else failures.set(network, { count: 1, until: now + WINDOW_SECONDS * 1_000 });
    },
  };
}

/** One caller has a whole /64 of the newer addresses to come from. */
function networkOf(address: string): string {
  if (!isIPv6(address) || address.startsWith("::ffff:")) return address;
  const [head = "", tail] = address.split("::");
  const groups = head.split(":").filter(Boolean);
  const after = tail === undefined ? 0 : tail.split(":").filter(Boolean).length;
  const zeros = tail === undefined ? 0 : 8 - groups.length - after;
  return [...groups, ...Array.from({ length: zeros }, () => "0"), ...(tail ?? "").split(":")].slice(0, 4).join(":");
}
