import { z } from "zod";
import { acceptedOf } from "../../platform/accepted-of.js";
import type { Settings } from "../../platform/settings.js";
import { Refusal } from "../../schema/faults.js";
import { isProof, SHARED_SECRETS, type HandshakeReply, type SharedSecret } from "../../schema/handshake.js";
import type { RunningSubgraph } from "./run-subgraph.js";

const proof = z.string().regex(/^[0-9a-f]{64}$/);
const Handshake = z.object({
  nonce: z.string().regex(/^[0-9a-f]{32}$/),
  proofs: z.partialRecord(z.enum(SHARED_SECRETS), proof),
});

/** What was sent as a handshake: its text, and the mandate statement that came along. */
export interface ReceivedHandshake {
  readonly body: string;
  readonly statement: string | undefined;
}

/**
 * Answers a handshake: who this is, what time it is here, and whether both hold the same secrets. Nothing that it says is of
 * use to whoever does not hold them.
 * @throws Refusal BAD_REQUEST
 */
export function answerHandshake(
  { body, statement }: ReceivedHandshake,
  subgraph: Pick<RunningSubgraph, "name" | "verify" | "noticeSecret">,
  { settings, now }: { settings: Settings; now: Date },
): HandshakeReply {
  const { nonce, proofs } = readHandshake(body);
  const held: SharedSecret[] = ["AMA_MANDATE_KEY", "AMA_PARTICIPANT_KEY"];
  if (subgraph.noticeSecret) held.push(subgraph.noticeSecret);
  const secrets: Partial<Record<SharedSecret, boolean>> = {};
  for (const secret of held) {
    const given = proofs[secret];
    if (given === undefined) continue;
    secrets[secret] = secretsOf(settings, "AMA_MANDATE_KEY").some((mandateKey) =>
      secretsOf(settings, secret).some((value) =>
        isProof(given, { secret, value, mandateKey: Buffer.from(mandateKey), subgraph: subgraph.name, nonce }),
      ),
    );
  }
  return { subgraph: subgraph.name, now: now.toISOString(), acceptsMandates: isAccepted(), secrets };

  function isAccepted(): boolean {
    try {
      subgraph.verify(statement, body);
      return true;
    } catch {
      return false;
    }
  }
}

/** What is accepted as this secret. */
function secretsOf(settings: Settings, secret: SharedSecret): readonly (Uint8Array | string)[] {
  return acceptedOf<Uint8Array | string>(settings[secret], settings[`${secret}_ALSO_ACCEPTED`]);
}

function readHandshake(body: string): z.output<typeof Handshake> {
  try {
    return Handshake.parse(JSON.parse(body));
  } catch {
    throw new Refusal("BAD_REQUEST");
  }
}
