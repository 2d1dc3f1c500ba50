import { request } from "undici";
import { addressesOf } from "../../platform/addresses-of.js";

const WAIT_MS = 3_000;
/** What is said where nothing, or something that cannot go on, stands behind an address. */
const AWAY: ReadonlySet<number> = new Set([502, 503, 504]);

/**
 * Whether something answers where a subgraph takes queries: any answer is one, also that of who asks for a mandate first.
 * @param url one address, or several with commas between, of which one is enough
 */
export async function probeSubgraph(url: string): Promise<boolean> {
  const answers = await Promise.all(addressesOf(url).map(probeAddress));
  return answers.some(Boolean);
}

async function probeAddress(url: string): Promise<boolean> {
  try {
    const { statusCode, body } = await request(url, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ query: "{ __typename }" }),
      reset: true,
      signal: AbortSignal.timeout(WAIT_MS),
    });
    await body.dump();
    return !AWAY.has(statusCode);
  } catch {
    return false;
  }
}
