import type { ExecutionResult, GraphQLSchema } from "graphql";
import { AGENCIES } from "../../schema/agencies.js";
import { Fault, FAULTS, Refusal } from "../../schema/faults.js";
import { ASKERS } from "../../schema/groups.js";
import { isOverridden, OVERRIDE_LABELS } from "../../schema/override-labels.js";
import type { TrustedDocument } from "../../schema/operations.js";
import type { Log } from "../../platform/log.js";
import { StartRefused } from "../../platform/start-refused.js";
import { resultOf } from "../engine/written-answer.js";
import { createEngine, type EngineRequest, type ServedGeneration } from "../engine/create-engine.js";
import type { EngineAnswer } from "../engine/execute-operation.js";
import type { EngineLimits, EngineWatch, GenerationFacts } from "../engine/engine-options.js";
import type { SubgraphTransport } from "../engine/subgraph-transport.js";
import { OperationInvalid, type Executor, type OperationRequest, type PlannedSubscription } from "../executor.js";
import { createFieldGuard } from "../guard-fields.js";
import type { RequestContext } from "../request-context.js";
import type { SubgraphLink } from "../subgraph-links/subgraph-link.js";
import { onePerSelection } from "./respond.js";

/** What a supergraph is served with: what admits its questions, and the ways to its subgraphs. */
export interface EngineSurroundings<Derived extends { readonly links: readonly SubgraphLink[] }> {
  readonly derive: (facts: GenerationFacts) => Derived;
  readonly log: Log;
  /** The documents that are planned before the supergraph serves, for all who may ask. */
  readonly documents?: readonly TrustedDocument[];
  readonly open?: boolean;
  readonly limits?: Partial<EngineLimits>;
  /** What is seen of planning from outside. */
  readonly watch?: EngineWatch;
  /** Rejects for a supergraph that may not take the place of the one that serves, unless that is forced. */
  readonly mayReplace?: (supergraphSdl: string, servingSdl: string) => Promise<void>;
}

/** A supergraph that serves, with what goes with it. */
export interface ServedSupergraph<Derived> {
  readonly apiSchema: GraphQLSchema;
  readonly supergraphSdl: string;
  readonly derived: Derived;
}

/** The stage, over the supergraph that serves and the one that is tried out beside it. */
export interface EngineExecutor<Derived> extends Executor, ServedSupergraph<Derived> {
  /** What a request is answered by: what has this schema as long as it serves, else the supergraph that serves all. */
  at(schema: GraphQLSchema | undefined): ServedSupergraph<Derived>;
  readonly canary: ServedSupergraph<Derived> | undefined;
}

/**
 * The stage that plans and runs operations, with our own engine. Fields that the mandate may not see are cut before
 * planning, and are null in the answer with an error each. The data of its answers is text already.
 * @throws StartRefused when the supergraph does not build
 */
export async function createEngineExecutor<Derived extends { readonly links: readonly SubgraphLink[] }>(
  supergraphSdl: string,
  { derive, log, documents = [], open = false, limits = {}, watch, mayReplace }: EngineSurroundings<Derived>,
): Promise<EngineExecutor<Derived>> {
  const engine = await createEngine({
    supergraphSdl,
    logger: log,
    limits,
    ...(watch && { watch }),
    ...(mayReplace && { mayReplace }),
    derive: (facts) => ({ own: derive(facts), guard: open ? undefined : createFieldGuard(facts.supergraphSdl) }),
    known: ({ guard }) => {
      const askers = guard
        ? [undefined, ...ASKERS].map((asker) => ({
            authorization: guard(asker),
            overrides: OVERRIDE_LABELS.filter((label) => isOverridden(label, asker)),
          }))
        : [{}];
      return documents.flatMap(({ document, text }) => askers.map((asker) => ({ document, source: text, ...asker })));
    },
    override: (label, context) => isOverridden(label, (context as RequestContext).mandate),
    transports: ({ name }, { own }) =>
      transportOf(
        own.links.find((link) => link.name === name)!,
        log,
      ),
  }).catch((error: Error) => {
    if (error instanceof StartRefused) throw error;
    throw new StartRefused([`the supergraph cannot be read: ${error.message}`]);
  });
  return {
    get apiSchema() {
      return engine.apiSchema;
    },
    get supergraphSdl() {
      return engine.supergraphSdl;
    },
    get derived() {
      return engine.derived.own;
    },
    get reloadFault() {
      return engine.reloadFault;
    },
    get canary() {
      return engine.canary && servedOf(engine.canary);
    },
    at: (schema) => servedOf(engine.at(schema)),
    async execute(operation, context): Promise<ExecutionResult> {
      return answerOf(await engine.execute(requestOf(operation, context)));
    },
    async executeDeferring(operation, context) {
      const { first, later } = await engine.executeDeferring(requestOf(operation, context));
      return later ? { first: answerOf(first), ...later } : answerOf(first);
    },
    async subscribe(operation, context): Promise<PlannedSubscription> {
      const planned = await engine.subscribe(requestOf(operation, context));
      if ("errors" in planned) throw new OperationInvalid(planned.errors);
      const { primary } = planned;
      // All that was asked for was cut.
      if (!primary) {
        planned.release();
        throw new Refusal("UNAUTHORIZED_FIELD_OR_TYPE");
      }
      return {
        ...primary,
        isRetired: () => planned.isRetired(),
        release: () => planned.release(),
        events: planned.events,
        complete: async (reply, asking) =>
          answerOf(await planned.complete({ reply, context: asking, signal: asking.deadline.signal })),
      };
    },
    isPlannerUp: () => engine.isPlannerUp(),
    onReload: (listener) => engine.onReload(listener),
    reload: (sdl, swap) => engine.reload(sdl, swap),
    tryOut: (sdl, swap) => engine.tryOut(sdl, swap),
    stop: () => engine.stop(),
  };

  function requestOf(operation: OperationRequest, context: RequestContext): EngineRequest {
    const { signal } = context.deadline;
    // What is asked for the live subgraph's own sake is not what the client sent.
    const isClients = operation.source === context.admitted.query;
    const exactVariables = isClients ? context.admitted.exactVariables : undefined;
    const authorization = engine.at(operation.schema).derived.guard?.(context.mandate);
    return { ...operation, exactVariables, authorization, context, signal };
  }
}

function servedOf<Derived>(generation: ServedGeneration<{ readonly own: Derived }>): ServedSupergraph<Derived> {
  return {
    apiSchema: generation.apiSchema,
    supergraphSdl: generation.supergraphSdl,
    derived: generation.derived.own,
  };
}

function answerOf(answer: EngineAnswer): ExecutionResult {
  return resultOf(answer, onePerSelection(answer.errors));
}

/** A link as the engine wants it, which stops it with the supergraph it was made for. */
function transportOf(link: SubgraphLink, log: Log): SubgraphTransport {
  const agency = AGENCIES.find(({ subgraph }) => subgraph === link.name)?.name;
  return {
    stop: () => link.stop(),
    ...(link.subscribe && {
      subscribe: ({ context, ...asked }) => link.subscribe!({ ...asked, context: context as RequestContext }),
    }),
    fetch: async ({ query, kind, variables, context, signal = new AbortController().signal }) => {
      const asked = context as RequestContext;
      try {
        const isMutation = kind === "mutation";
        return await link.ask({ query, kind: isMutation ? kind : "query", variables, context: asked, signal });
      } catch (error) {
        const fault = error instanceof Fault ? error : new Fault("INTERNAL", undefined, undefined, { cause: error });
        log.warn(
          { requestId: asked.requestId, subgraph: link.name, code: fault.code, detail: fault.detail, err: fault.cause },
          "a subgraph gave no answer",
        );
        const extensions = { ...(agency && { agency }), retryable: FAULTS[fault.code].retry };
        throw Object.assign(new Error(fault.message), { code: fault.code, extensions });
      }
    },
  };
}
