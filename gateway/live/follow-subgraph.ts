import { Refusal } from "../../schema/faults.js";
import type { PassesErrors } from "../configuration/gateway-configuration.js";
import type { StreamedReply } from "../engine/subscription/subgraph-stream.js";
import type { PlannedSubscription } from "../executor.js";
import type { Push } from "./live-service.js";
import { pause } from "./pause.js";
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
  const events = stream(either);
  const nextEvent = () => {
    const next = events.next();
    // It is awaited below, unless nobody listens any more.
    next.catch(() => undefined);
    return next;
  };
  try {
    let next = nextEvent();
    let beat = pause(heartbeatMs, either);
    yield {};
    while (!signal.aborted) {
      asking.checkMoved();
      const one = await Promise.race([next, beat]);
      if (signal.aborted) return;
      if (!one) {
        await asking.renew();
        yield {};
        beat = pause(heartbeatMs, either);
        continue;
      }
      if (one.done) return;
      const heardAt = performance.now();
      const { reply, interrupted } = one.value;
      const result = await asking.within(async (fresh) => {
        onCompletion();
        return tellAnswer(await planned.complete(reply, fresh), fresh.requestId, passesErrors);
      });
      yield {
        heardAt,
        result: interrupted ? { ...result, extensions: { ...result.extensions, interrupted } } : result,
      };
      next = nextEvent();
    }
  } catch (error) {
    // The connections of a supergraph that no longer serves end with it.
    if (planned.isRetired()) throw new Refusal("SUBSCRIPTION_MOVED");
    throw error;
  } finally {
    left.abort();
  }
}
