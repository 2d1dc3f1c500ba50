import { randomUUID } from "node:crypto";
import { OperationTypeNode, type FormattedExecutionResult, type GraphQLSchema } from "graphql";
import { Refusal } from "../../schema/faults.js";
import type { Mandate } from "../../schema/mandate.js";
import { deadlineAfter } from "../../platform/deadline.js";
import type { Log } from "../../platform/log.js";
import type { LoadGate } from "../../platform/load/load-gate.js";
import type { Leave } from "../../platform/load/waiting-room.js";
import { codeOf, type Span, type Tracing } from "../../platform/tracing/tracing.js";
import type { GatewayMetrics } from "../gateway-metrics.js";
import type { Cursor } from "../../platform/bus/bus.js";
import type { PassesErrors } from "../configuration/gateway-configuration.js";
import type { HeaderRules } from "../configuration/header-rules.js";
import type { Executor, OperationRequest, PlannedSubscription } from "../executor.js";
import { readBearer, type Stated } from "../identity/read-stated.js";
import { digestOf, type RevokedTokens } from "../identity/revoked-tokens.js";
import { attributesOf, type RequestObserver, type SeenRequest } from "../observe/request-observer.js";
import type { Admitted } from "../pipeline/admit.js";
import type { RequestContext } from "../request-context.js";
import { followOwn, type ChangeParts } from "./follow-own.js";
import { followSubgraph } from "./follow-subgraph.js";
import { LIVE, type LiveSubgraph } from "./live-subgraph.js";
import { pushOf } from "./planned-push.js";
import { readLiveOperation } from "./read-live-operation.js";
import type { Asking } from "./subscriber.js";
import { tellAnswer, tellErrors } from "./tell-answer.js";
import type { SubscriptionLimits } from "./subscription-limits.js";

/** What goes to a subscriber: an answer, or only how far the stream was read for it. */
export interface Push {
  readonly cursor?: Cursor | undefined;
  readonly result?: FormattedExecutionResult;
  /** `performance.now()` of when the gateway heard of what it tells. */
  readonly heardAt?: number | undefined;
  /** Whether `result` holds nothing but why the answers end. */
  readonly ends?: true;
}

/** Whoever asks over a connection that stays, and from where on. */
export interface LiveAsker {
  readonly stated: Stated;
  /** As the client sent them, by their names in lower case. */
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** From where: counts for those who do not say who they are. */
  readonly address: string;
  /** The last cursor that was received, where the transport tells it; comes before the argument `after`. */
  readonly lastCursor?: Cursor | undefined;
}

/** What a client asks over a connection that stays. */
export interface LiveRequest extends LiveAsker {
  /** The request as GraphQL over HTTP would have it. */
  readonly body: unknown;
  /** Where it is an HTTP request, which is seen already. */
  readonly entered?: { readonly requestId: string; readonly seen: SeenRequest };
}

/** A request that is admitted, before it has a deadline: a subscription has none. */
export type LiveContext = Omit<RequestContext, "deadline">;

export interface LiveService {
  /** Admits a request, then begins to answer. @throws as `begin` */
  open(request: LiveRequest, signal: AbortSignal): Promise<AsyncGenerator<Push, void>>;
  /**
   * Begins to answer. What the client did wrong is thrown, and what ends the answers later is the last of them.
   * @throws Refusal, GraphQLError, OperationInvalid, Fault
   */
  begin(context: LiveContext, asker: LiveAsker, signal: AbortSignal): Promise<AsyncGenerator<Push, void>>;
}

export interface LiveServiceParts {
  /** Lets work in while there is room: what begins as the clients ask, what was begun before others. */
  readonly gate: Pick<LoadGate, "enter">;
  readonly executor: Executor;
  /** Our own subgraph of the supergraph with this schema, or of the one that serves; undefined where it has none. */
  readonly live: (schema?: GraphQLSchema) => LiveSubgraph | undefined;
  /** Where the gateway itself tells of changes; undefined where it only passes on what subgraphs stream. */
  readonly changes: ChangeParts | undefined;
  readonly limits: SubscriptionLimits;
  readonly metrics: GatewayMetrics;
  readonly log: Log;
  /** This schema as long as it serves, else what clients see of the supergraph that serves now. */
  readonly apiSchema: (schema?: GraphQLSchema) => GraphQLSchema;
  /** Who asks, for what: asked again for each event, so that a login that ended tells nothing more. @throws Refusal */
  readonly nameAsker: (stated: Stated, requestId: string, address: string) => Promise<Mandate | undefined>;
  /** What somebody logged out of: its subscriptions end with it. */
  readonly revoked: Pick<RevokedTokens, "onRevoked">;
  readonly admit: (body: unknown, mandate: Mandate | undefined, address: string, span?: Span) => Promise<Admitted>;
  /** Sees each operation from outside. */
  readonly observer: RequestObserver;
  /** Where the traces of events go. */
  readonly tracing?: Tracing | undefined;
  /** Which headers of a client go to which subgraph. */
  readonly headerRules: HeaderRules;
  /** Whose errors clients are told as they are. */
  readonly passesErrors: PassesErrors;
  readonly requestTimeoutMs: number;
  /** How often a subscriber is told how far the stream was read for it, and is looked at anew. */
  readonly heartbeatMs: number;
  /** Over how long those who should come back are spread. */
  readonly spreadMs: number;
}

export function createLiveService(parts: LiveServiceParts): LiveService {
  const { executor, live, changes, limits, metrics, gate, passesErrors, requestTimeoutMs, heartbeatMs } = parts;

  return {
    async open({ body, entered, ...asker }, signal) {
      const { requestId, seen } = entered ?? see(asker, signal);
      let leave: Leave | undefined;
      try {
        leave = await gate.enter("subscribe", signal);
        const { nameAsker, admit } = seen.entry({
          nameAsker: () => parts.nameAsker(asker.stated, requestId, asker.address),
          admit: (mandate, span) => parts.admit(body, mandate, asker.address, span),
        });
        const mandate = await nameAsker();
        const admitted = await admit(mandate);
        seen.admitted(admitted);
        const clientHeaders = parts.headerRules.take(asker.headers);
        const context = { requestId, admitted, clientHeaders, seen, span: seen.span, ...(mandate && { mandate }) };
        return await begin(context, asker, signal);
      } catch (error) {
        seen.failed(error);
        if (!entered) seen.end();
        throw error;
      } finally {
        leave?.();
      }
    },
    begin,
  };

  /** Sees an operation that is no HTTP request, until its signal comes: it does whenever nobody waits for answers any more. */
  function see({ headers }: LiveAsker, signal: AbortSignal) {
    const requestId = randomUUID();
    const seen = parts.observer.begin({ requestId, headers });
    signal.addEventListener("abort", () => seen.end(), { once: true });
    return { requestId, seen };
  }

  async function begin(context: LiveContext, asker: LiveAsker, signal: AbortSignal) {
    const operation = readLiveOperation(parts.apiSchema(context.admitted.schema), context.admitted);
    if (operation.type !== OperationTypeNode.SUBSCRIPTION) return answerOnce(operation, context);
    const leave = limits.enter(context.mandate, asker.address);
    try {
      return await subscribe(operation, context, asker, signal, leave);
    } catch (error) {
      leave();
      throw error;
    }
  }

  async function* answerOnce(operation: OperationRequest, context: LiveContext): AsyncGenerator<Push, void> {
    const leave = await gate.enter("live");
    const { deadline, end } = deadlineAfter(requestTimeoutMs);
    let result;
    try {
      const answered = await executor.execute(operation, { ...context, deadline });
      context.seen?.answered(answered);
      result = tellAnswer(answered, context.requestId, passesErrors);
      context.seen?.told(result.errors ?? []);
    } finally {
      end();
      leave();
    }
    yield { result };
  }

  async function subscribe(
    operation: OperationRequest,
    context: LiveContext,
    asker: LiveAsker,
    signal: AbortSignal,
    leave: () => void,
  ): Promise<AsyncGenerator<Push, void>> {
    const planning = deadlineAfter(requestTimeoutMs);
    const planned = await executor
      .subscribe?.(operation, { ...context, deadline: planning.deadline })
      .finally(planning.end);
    if (!planned) throw new Refusal("SUBSCRIPTION_NOT_SERVED");
    const loggedOut = new AbortController();
    const token = readBearer(asker.stated.authorization);
    const digest = token && digestOf(token);
    const stopWatching = parts.revoked.onRevoked((revoked) => revoked === digest && loggedOut.abort());
    try {
      const follow = followerOf(planned, operation, context, asker);
      const end = () => {
        stopWatching();
        planned.release();
        leave();
      };
      // Who goes before the first answer was asked for never comes to the end of the answers.
      if (signal.aborted) end();
      signal.addEventListener("abort", end, { once: true });
      const answers = follow(AbortSignal.any([signal, loggedOut.signal]));
      return untilEnd(unlessLoggedOut(answers, loggedOut.signal), {
        subgraph: planned.subgraph,
        end,
        seen: context.seen,
      });
    } catch (error) {
      stopWatching();
      planned.release();
      throw error;
    }
  }

  /** @throws Refusal SUBSCRIPTION_NOT_SERVED, and what the gateway's own subscriptions refuse */
  function followerOf(
    planned: PlannedSubscription,
    operation: OperationRequest,
    context: LiveContext,
    asker: LiveAsker,
  ): (signal: AbortSignal) => AsyncGenerator<Push, void> {
    const asking = askingOf(planned, context, asker);
    const own = live(operation.schema);
    if (own && changes && planned.subgraph === LIVE.name)
      return followOwn({
        parts: { ...parts, ...changes },
        push: pushOf(planned, own),
        asking,
        operation,
        context,
        asker,
      });
    const { events } = planned;
    if (!events) throw new Refusal("SUBSCRIPTION_NOT_SERVED");
    const onCompletion = () => metrics.completions.inc();
    return (signal) => {
      const { deadline, end } = deadlineAfter(requestTimeoutMs);
      // The subgraph may take its time: it is the connection that is bounded, not what comes over it.
      end();
      const stream = (gone: AbortSignal) => events({ ...context, deadline }, gone);
      return followSubgraph({ planned, stream, asking, heartbeatMs, onCompletion, passesErrors }, signal);
    };
  }

  function askingOf(planned: PlannedSubscription, context: LiveContext, { stated, address }: LiveAsker): Asking {
    const { mandate: _mandate, seen: _seen, ...rest } = context;
    let movesAt: number | undefined;
    return {
      renew: async () => void (await parts.nameAsker(stated, randomUUID(), address)),
      async within(run) {
        const requestId = randomUUID();
        const leave = await gate.enter("live");
        const { deadline, end } = deadlineAfter(requestTimeoutMs);
        // A subscription may last for days: each event is a trace of its own.
        const span = parts.tracing?.begin("gateway.push", undefined, {
          "ama.request_id": requestId,
          ...attributesOf(context.admitted),
        });
        try {
          const now = await parts.nameAsker(stated, requestId, address);
          const answer = await run({ ...rest, requestId, deadline, span, ...(now && { mandate: now }) });
          span?.end();
          return answer;
        } catch (error) {
          span?.end(codeOf(error));
          throw error;
        } finally {
          end();
          leave();
        }
      },
      checkMoved() {
        if (!planned.isRetired()) return;
        movesAt ??= performance.now() + Math.random() * parts.spreadMs;
        if (performance.now() >= movesAt) throw new Refusal("SUBSCRIPTION_MOVED");
      },
    };
  }

  /** The answers, none of them after the asker logged out. @throws Refusal UNAUTHENTICATED */
  async function* unlessLoggedOut(answers: AsyncGenerator<Push, void>, loggedOut: AbortSignal) {
    for await (const answer of answers) {
      if (loggedOut.aborted) break;
      yield answer;
    }
    if (loggedOut.aborted) throw new Refusal("UNAUTHENTICATED");
  }

  /** The answers, and as the last one why there are no more, unless it was the client who ended it. */
  async function* untilEnd(
    answers: AsyncGenerator<Push, void>,
    { subgraph, end, seen }: { subgraph: string; end: () => void; seen: SeenRequest | undefined },
  ): AsyncGenerator<Push, void> {
    try {
      yield* answers;
    } catch (error) {
      seen?.failed(error);
      yield { result: { errors: tellErrors(error, randomUUID(), parts.log, { subgraph, passesErrors }) }, ends: true };
    } finally {
      end();
    }
  }
}
