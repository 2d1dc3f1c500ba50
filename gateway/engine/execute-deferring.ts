import { setMaxListeners } from "node:events";
import { executeOperation, startOperation, type EngineAnswer, type OperationRun } from "./execute-operation.js";
import type { Data } from "./execution/data.js";
import { runPlan } from "./execution/run-plan.js";
import type { CompiledOperation } from "./operation/compiled-operation.js";
import { ProjectionRun, type DeferredObject } from "./projection/projection-run.js";

/** An answer of which some comes later. */
export interface DeferringAnswer {
  readonly first: EngineAnswer;
  /** Which objects of the answer have more to come, known so far; undefined where `first` is the whole answer. */
  readonly later: Later | undefined;
}

export interface Later {
  readonly pending: readonly Promised[];
  /** What has become ready since the last time, until all is told. Whoever breaks off gives the rest up. */
  readonly deliveries: AsyncIterable<Delivery>;
}

/** More of the object at `path`, which will come. */
export interface Promised {
  readonly id: number;
  readonly path: readonly (string | number)[];
  readonly label: string | undefined;
}

export interface Delivery {
  readonly parts: readonly DeliveredPart[];
  /** What the parts themselves promise. */
  readonly pending: readonly Promised[];
  readonly hasNext: boolean;
}

export interface DeliveredPart extends Promised, Pick<EngineAnswer, "errors"> {
  /** JSON text of an object, or `null` where a null that is not allowed has taken it along. */
  readonly data: string;
}

/**
 * Runs an operation that was compiled to defer: answers when all is there that is not deferred. `onEnd` is called when
 * the last request to a subgraph has ended and nobody will ask for more.
 */
export async function executeDeferring(
  compiled: CompiledOperation,
  request: OperationRun,
  onEnd: () => void,
): Promise<DeferringAnswer> {
  const { plan } = compiled;
  if (plan.parts.length === 0) {
    try {
      return { first: await executeOperation(compiled, request), later: undefined };
    } finally {
      onEnd();
    }
  }
  const givenUp = new AbortController();
  // Every request under way listens to it: more than the ten that Node takes for a leak.
  setMaxListeners(0, givenUp.signal);
  const giveUp = () => givenUp.abort();
  if (request.signal?.aborted) giveUp();
  request.signal?.addEventListener("abort", giveUp, { once: true });
  const operation = startOperation(compiled, { ...request, signal: givenUp.signal });
  const { run } = operation;
  const doors = plan.parts.map(createDoor);
  const ended = runPlan(plan, run, (part) => doors[part]?.open());
  void ended.then(() => {
    request.signal?.removeEventListener("abort", giveUp);
    onEnd();
  });
  await doors[0]?.opened;

  let nextId = 0;
  const { projection, data } = operation.write();
  let waiting = promise(projection.deferred);
  if (waiting.length === 0) {
    giveUp();
    projection.tellRest();
    return { first: { data, errors: projection.errors, fetches: run.counts.fetches }, later: undefined };
  }
  const first = { data, errors: projection.errors, fetches: run.counts.fetches };
  return { first, later: { pending: waiting.map(asPromised), deliveries: deliver() } };

  function promise(objects: readonly DeferredObject[]) {
    return objects.map((object) => ({ ...object, id: nextId++ }));
  }

  async function* deliver(): AsyncGenerator<Delivery, void, undefined> {
    try {
      while (waiting.length > 0) {
        const opened = waiting.flatMap(({ part }) => doors[part]?.opened ?? []);
        await Promise.race(opened);
        const ready = waiting.filter(({ part }) => doors[part]?.isOpen());
        const still = waiting.filter((it) => !ready.includes(it));
        const written = ready.map(({ write, place, path, ...it }) => {
          const own = new ProjectionRun(run.faults, run.shared);
          own.path.push(...path);
          const text = write(standing(place), own, path.length) ?? "null";
          return { part: { ...asPromised({ ...it, path }), data: text, errors: own.errors }, own };
        });
        const more = promise(written.flatMap(({ own }) => own.deferred));
        waiting = [...still, ...more];
        if (waiting.length === 0) written.at(-1)?.own.tellRest();
        const parts = written.map(({ part }) => part);
        yield { parts, pending: more.map(asPromised), hasNext: waiting.length > 0 };
      }
    } finally {
      giveUp();
    }
  }

  function standing(place: Data): Data {
    let object = place;
    for (let next = run.replaced.get(object); next; next = run.replaced.get(object)) object = next;
    return object;
  }
}

function asPromised({ id, path, label }: Promised): Promised {
  return { id, path, label };
}

/** Opens once, for all who wait. */
function createDoor() {
  let isOpen = false;
  let resolve: () => void = () => undefined;
  const opened = new Promise<void>((it) => (resolve = it));
  return {
    opened,
    isOpen: () => isOpen,
    open() {
      isOpen = true;
      resolve();
    },
  };
}
