import { Refusal } from "../../schema/faults.js";
import type { PassesErrors } from "../configuration/gateway-configuration.js";
import type { StreamedReply } from "../engine/subscription/subgraph-stream.js";
import type { PlannedSubscription } from "../executor.js";
import type { Push } from "./live-service.js";
import { createPatientReader } from "./patient-reader.js";
import type { Asking } from "./subscriber.js";
import { tellAnswer } from "./tell-answer.js";

export interface SubgraphFollowing {
  readonly planned: Pick<PlannedSubscription, "complete" | "isRetired">;
  /** Asks the subgraph, until the signal comes. */
  readonly stream: (signal: AbortSignal) => AsyncGenerator<StreamedReply, void>;
  readonly asking: Asking;
  readonly heartbeatMs: number;
  /** Told of each event that is completed. */
  readonly onCompletion: () => void;
  readonly passesErrors: PassesErrors;
}

/**
 * Tells what a subgraph streams, each event completed from the others under a fresh mandate, one after another. What comes
 * meanwhile waits at the subgraph's connection. An answer after a break says so: `extensions.interrupted`.
 */
export async function* followSubgraph(following: SubgraphFollowing, signal: AbortSignal): AsyncGenerator<Push, void> {
  const { planned, stream, asking, heartbeatMs, onCompletion, passesErrors } = following;
  const left = new AbortController();
  const either = AbortSignal.any([signal, left.signal]);
  const read = createPatientReader(stream(either));
  try {
    // The first time it asks the subgraph, and waits for nothing.
    let one = await read(0, either);
    if (!one) yield {};
    while (!signal.aborted) {
      asking.checkMoved();
      one ??= await read(heartbeatMs, either);
      if (signal.aborted || one?.done) return;
      if (!one) {
        await asking.renew();
        yield {};
        continue;
      }
      const heardAt = performance.now();
      const { reply, interrupted } = one.value;
      one = undefined;
      const result = await asking.within(async (fresh) => {
        onCompletion();
        return tellAnswer(await planned.complete(reply, fresh), fresh.requestId, passesErrors);
      });
      yield {
        heardAt,
        result: interrupted ? { ...result, extensions: { ...result.extensions, interrupted } } : result,
      };
    }
  } catch (error) {
    // The connections of a supergraph that no longer serves end with it.
    if (planned.isRetired()) throw new Refusal("SUBSCRIPTION_MOVED");
    throw error;
  } finally {
    left.abort();
  }
}
