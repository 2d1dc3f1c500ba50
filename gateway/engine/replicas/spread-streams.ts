import { StreamBroken, type StreamQuestion, type SubgraphStreams } from "../subscription/subgraph-stream.js";
import { ReplicaSet, type Replica } from "./replica-set.js";

/** Spreads streams over replicas. One that the first replica does not take is opened at another. */
export function spreadStreams(replicas: readonly SubgraphStreams[]): SubgraphStreams {
  const set = new ReplicaSet(replicas);

  return {
    async *open(question, signal) {
      const first = set.choose();
      try {
        yield* openAt(first, question, signal);
      } catch (error) {
        if (!isUntaken(error) || signal.aborted || replicas.length === 1) throw error;
        yield* openAt(set.choose(first), question, signal);
      }
    },
    async stop() {
      await Promise.all(replicas.map((streams) => streams.stop()));
    },
  };

  async function* openAt(replica: Replica<SubgraphStreams>, question: StreamQuestion, signal: AbortSignal) {
    replica.inFlight += 1;
    try {
      for await (const one of replica.way.open(question, signal)) {
        set.succeed(replica);
        yield one;
      }
    } catch (error) {
      if (error instanceof StreamBroken && !error.isFinal) set.fail(replica);
      throw error;
    } finally {
      replica.inFlight -= 1;
    }
  }
}

function isUntaken(error: unknown): boolean {
  return error instanceof StreamBroken && !error.wasOpen && !error.isFinal;
}
