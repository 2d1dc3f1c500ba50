import { randomBytes, randomUUID } from "node:crypto";
import { request } from "undici";
import { z } from "zod";
import { parseJson } from "../../platform/json/parse-json.js";
import { readCapped } from "../../platform/read-capped.js";
import {
  HANDSHAKE_PATH,
  proveSecret,
  type Handshake,
  SHARED_SECRETS,
  type SharedSecret,
} from "../../schema/handshake.js";
import { MANDATE_HEADER, signOfLifeMandate } from "../../schema/mandate.js";
import type { SignMandate } from "../../schema/mandate-statement.js";

/** How a subgraph answered a handshake at one address. */
export interface Greeting {
  /** AWAY: nobody answers there, or it is stopping. UNKNOWN: whoever answers knows no handshake, as a subgraph that is not ours. */
  readonly state: "UP" | "AWAY" | "UNKNOWN";
  /** The name of the subgraph that answers there. */
  readonly subgraph?: string;
  readonly acceptsMandates?: boolean;
  /** Of each secret that both hold, whether it is the same. */
  readonly secrets?: Readonly<Partial<Record<SharedSecret, boolean>>>;
  readonly clocks?: Clocks;
}

/** Two clocks at one moment. */
export interface Clocks {
  readonly ours: Date;
  readonly theirs: Date;
  /** How much theirs is ahead, at least: what the way there may have taken is left off. Negative: behind. */
  readonly aheadMs: number;
}

export interface Greeter {
  /** Which subgraph is expected there. */
  readonly name: string;
  /** Left out where the gateway is open, and asks in nobody's name. */
  readonly sign?: SignMandate;
  /** The secrets to prove; those of `SHARED_SECRETS` that this program holds. */
  readonly secrets: Readonly<Partial<Record<SharedSecret, Uint8Array | string>>>;
  /** The key under which `sign` signs. */
  readonly mandateKey: Uint8Array;
  readonly nowMs: () => number;
}

const TIMEOUT_MS = 2_000;
const LARGEST_BYTES = 4_096;
const BOUNDS = { depth: 3, items: 20, values: 20 };

const Reply = z.object({
  subgraph: z.string(),
  now: z.iso.datetime(),
  acceptsMandates: z.boolean(),
  secrets: z.partialRecord(z.enum(SHARED_SECRETS), z.boolean()),
});

/** Greets the subgraph at one address: whether it is there, is who it should be, and takes what this gateway signs. */
export async function greetSubgraph(url: string, greeter: Greeter): Promise<Greeting> {
  const { name, sign, nowMs } = greeter;
  const body = JSON.stringify(handshakeOf(greeter));
  const sent = nowMs();
  try {
    const reply = await request(new URL(HANDSHAKE_PATH, url), {
      method: "POST",
      headers: {
        "content-type": "application/json",
        ...(sign && { [MANDATE_HEADER]: sign({ mandate: signOfLifeMandate(randomUUID()), audience: name, body }) }),
      },
      body,
      reset: true,
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    const received = nowMs();
    if (reply.statusCode !== 200) {
      await reply.body.dump();
      return { state: reply.statusCode < 500 ? "UNKNOWN" : "AWAY" };
    }
    const read = readReply(await readCapped(reply.body, LARGEST_BYTES));
    if (!read) return { state: "UNKNOWN" };
    const { subgraph, now, acceptsMandates, secrets } = read;
    const clocks = compareClocks(sent, received, now);
    return { state: "UP", subgraph, ...(sign && { acceptsMandates }), secrets, clocks };
  } catch {
    return { state: "AWAY" };
  }
}

function readReply(text: string): z.output<typeof Reply> | undefined {
  try {
    return Reply.parse(parseJson(text, BOUNDS));
  } catch {
    return undefined;
  }
}

function handshakeOf({ name, secrets, mandateKey }: Greeter): Handshake {
  const nonce = randomBytes(16).toString("hex");
  const proofs = Object.entries(secrets).map(([secret, value]) => [
    secret,
    proveSecret({ secret: secret as SharedSecret, value, mandateKey, subgraph: name, nonce }),
  ]);
  return { nonce, proofs: Object.fromEntries(proofs) as Record<string, string> };
}

/** @param now what their clock said at some moment between when we sent and when we received */
export function compareClocks(sentMs: number, receivedMs: number, now: string): Clocks {
  const theirsMs = Date.parse(now);
  const aheadMs = theirsMs > receivedMs ? theirsMs - receivedMs : Math.min(0, theirsMs - sentMs);
  return { ours: new Date(receivedMs), theirs: new Date(theirsMs), aheadMs };
}
