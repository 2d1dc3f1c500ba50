import { randomUUID } from "node:crypto";
import {
  getOperationAST,
  GraphQLError,
  OperationTypeNode,
  validate,
  type FormattedExecutionResult,
  type GraphQLSchema,
} from "graphql";
import { Refusal } from "../../schema/faults.js";
import type { ParticipantIds } from "../../schema/identifiers.js";
import type { Mandate } from "../../schema/mandate.js";
import type { AgencyName } from "../../schema/agencies.js";
import type { AccessLog } from "../../platform/access-log/access-log.js";
import type { Clock } from "../../platform/clock.js";
import { deadlineAfter } from "../../platform/deadline.js";
import type { Log } from "../../platform/log.js";
import type { GatewayMetrics } from "../gateway-metrics.js";
import type { Cursor } from "../../platform/bus/bus.js";
import { OperationInvalid, type Executor, type OperationRequest } from "../executor.js";
import { readBearer, type Stated } from "../identity/read-stated.js";
import { digestOf, type RevokedTokens } from "../identity/revoked-tokens.js";
import type { Admitted } from "../pipeline/admit.js";
import type { RequestContext } from "../request-context.js";
import type { AgencyFeed } from "./agency-feed.js";
import { checkArguments } from "./change-filter.js";
import { findSubject } from "./find-subject.js";
import { fieldsOfPush, lookOfPush } from "./look-of-push.js";
import { followAgencies } from "./follow-agencies.js";
import { followChanges } from "./follow-changes.js";
import type { LiveSubgraph } from "./live-subgraph.js";
import { planPush } from "./planned-push.js";
import { pushKey } from "./push-key.js";
import { checkLiveFields } from "./rules/check-live-fields.js";
import { readSelectedFields } from "./selected-fields.js";
import type { SharedAnswers } from "./shared-answers.js";
import type { Sight } from "./sight.js";
import type { Stream } from "./stream.js";
import type { Subscriber } from "./subscriber.js";
import { invalid, tellAnswer, tellErrors } from "./tell-answer.js";
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
  /** From where: counts for those who do not say who they are. */
  readonly address: string;
  /** The last cursor that was received, where the transport tells it; comes before the argument `after`. */
  readonly lastCursor?: Cursor | undefined;
}

/** What a client asks over a connection that stays. */
export interface LiveRequest extends LiveAsker {
  /** The request as GraphQL over HTTP would have it. */
  readonly body: unknown;
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
  readonly executor: Executor;
  /** Our own subgraph of the supergraph that serves; undefined where it has none. */
  readonly live: () => LiveSubgraph | undefined;
  readonly stream: Stream;
  readonly sight: Sight;
  readonly feed: AgencyFeed;
  readonly limits: SubscriptionLimits;
  readonly shared: SharedAnswers;
  readonly metrics: GatewayMetrics;
  readonly clock: Clock;
  readonly log: Log;
  /** Tells the ids of participants that this graph gave out from others. */
  readonly ids: ParticipantIds;
  /** What clients see of the supergraph that serves now. */
  readonly apiSchema: () => GraphQLSchema;
  /** Who asks, for what: asked again for each event, so that a login that ended tells nothing more. @throws Refusal */
  readonly nameAsker: (stated: Stated, requestId: string, address: string) => Promise<Mandate | undefined>;
  /** Each push about a person is a look at that person. */
  readonly accessLog: Pick<AccessLog, "append">;
  /** What somebody logged out of: its subscriptions end with it. */
  readonly revoked: Pick<RevokedTokens, "onRevoked">;
  readonly admit: (body: unknown, mandate: Mandate | undefined, address: string) => Promise<Admitted>;
  readonly requestTimeoutMs: number;
  /** How often a subscriber is told how far the stream was read for it, and is looked at anew. */
  readonly heartbeatMs: number;
  /** Over how long those who should come back are spread. */
  readonly spreadMs: number;
}

export function createLiveService(parts: LiveServiceParts): LiveService {
  const { executor, live, limits, shared, metrics, requestTimeoutMs } = parts;

  return {
    async open({ body, ...asker }, signal) {
      const requestId = randomUUID();
      const mandate = await parts.nameAsker(asker.stated, requestId, asker.address);
      const admitted = await parts.admit(body, mandate, asker.address);
      return begin({ requestId, admitted, ...(mandate && { mandate }) }, asker, signal);
    },
    begin,
  };

  async function begin(context: LiveContext, asker: LiveAsker, signal: AbortSignal) {
    const operation = readOperation(context.admitted);
    if (operation.type !== OperationTypeNode.SUBSCRIPTION) return answerOnce(operation, context);
    const leave = limits.enter(context.mandate, asker.address);
    try {
      return await subscribe(operation, context, asker, signal, leave);
    } catch (error) {
      leave();
      throw error;
    }
  }

  /** @throws OperationInvalid where it does not fit the schema */
  function readOperation({ query, document, operationName, variables, explores }: Admitted) {
    const errors = validate(parts.apiSchema(), document);
    if (errors.length > 0) throw new OperationInvalid(errors.map((error) => invalid(error, explores)));
    const type = getOperationAST(document, operationName)?.operation;
    if (type === undefined) throw new Refusal("BAD_REQUEST", "Say in `operationName` which operation is asked.");
    return { type, document, source: query, operationName, variables: { ...variables } };
  }

  async function* answerOnce(operation: OperationRequest, context: LiveContext): AsyncGenerator<Push, void> {
    const { deadline, end } = deadlineAfter(requestTimeoutMs);
    try {
      yield { result: tellAnswer(await executor.execute(operation, { ...context, deadline }), context.requestId) };
    } finally {
      end();
    }
  }

  async function subscribe(
    operation: OperationRequest,
    context: LiveContext,
    { stated, address, lastCursor }: LiveAsker,
    signal: AbortSignal,
    leave: () => void,
  ): Promise<AsyncGenerator<Push, void>> {
    const { admitted, mandate } = context;
    const planning = deadlineAfter(requestTimeoutMs);
    const planned = await planPush(executor, live, operation, { ...context, deadline: planning.deadline }).finally(
      planning.end,
    );
    const key = pushKey(admitted, mandate);
    const selected = readSelectedFields(parts.apiSchema(), operation);
    const pushed = fieldsOfPush(planned.arguments, selected);
    const loggedOut = new AbortController();
    const token = readBearer(stated.authorization);
    const digest = token && digestOf(token);
    const stopWatching = parts.revoked.onRevoked((revoked) => revoked === digest && loggedOut.abort());
    let movesAt: number | undefined;

    const within: Subscriber["within"] = async (run) => {
      const requestId = randomUUID();
      const now = await parts.nameAsker(stated, requestId, address);
      const { deadline, end } = deadlineAfter(requestTimeoutMs);
      try {
        return await run({ requestId, admitted, deadline, ...(now && { mandate: now }) });
      } finally {
        end();
      }
    };
    const subscriber: Subscriber = {
      parts,
      root: planned.root,
      arguments: { ...planned.arguments, ...(lastCursor !== undefined && { after: lastCursor }) },
      key,
      renew: async () => void (await parts.nameAsker(stated, randomUUID(), address)),
      within,
      answer: (event, name) =>
        shared.share(`${key} ${name}`, () =>
          within(async (asking) => {
            metrics.completions.inc();
            const answer = tellAnswer(await planned.answer(event, asking), asking.requestId);
            if (isAboutPerson(event) && asking.mandate)
              await parts.accessLog.append([lookOfPush(event, asking.mandate, pushed)]);
            return answer;
          }),
        ),
      answerNow: (event, subjectKey, id) =>
        within(async (asking) => {
          metrics.completions.inc();
          const paths = selected.pathsOf(planned.root, subjectKey);
          const found = await (paths.length > 0 ? findSubject(executor, subjectKey, id, asking) : undefined);
          const answer = await planned.answer({ ...event, [subjectKey]: found?.subject ?? null }, asking);
          const unfound = found?.subject ? [] : (found?.errors ?? []);
          const errors = [
            ...(answer.errors ?? []),
            ...paths.flatMap((path) => unfound.map((one) => movedTo(path, one))),
          ];
          return tellAnswer({ ...answer, ...(errors.length > 0 && { errors }) }, asking.requestId);
        }),
      checkMoved() {
        if (!planned.isRetired()) return;
        movesAt ??= performance.now() + Math.random() * parts.spreadMs;
        if (performance.now() >= movesAt) throw new Refusal("SUBSCRIPTION_MOVED");
      },
    };
    try {
      checkLiveFields(selected, mandate);
      const follow = followerOf(subscriber, mandate);
      const end = () => {
        stopWatching();
        planned.release();
        leave();
      };
      // Who goes before the first answer was asked for never comes to the end of the answers.
      if (signal.aborted) end();
      signal.addEventListener("abort", end, { once: true });
      const answers = follow(AbortSignal.any([signal, loggedOut.signal]));
      return untilEnd(unlessLoggedOut(answers, loggedOut.signal), end);
    } catch (error) {
      stopWatching();
      planned.release();
      throw error;
    }
  }

  /** @throws Refusal ARGUMENT_INVALID */
  function followerOf(
    subscriber: Subscriber,
    mandate: Mandate | undefined,
  ): (signal: AbortSignal) => AsyncGenerator<Push, void> {
    const { root } = subscriber;
    if (root === "agencyStatusChanged") return (signal) => followAgencies(subscriber, signal);
    if (root !== "participantChanged" && root !== "partnershipChanged") throw new Refusal("SUBSCRIPTION_NOT_SERVED");
    if (!mandate) throw new Refusal("UNAUTHENTICATED");
    checkArguments(root, subscriber.arguments, mandate, parts.ids);
    return (signal) => followChanges(root, subscriber, mandate, signal);
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
  async function* untilEnd(answers: AsyncGenerator<Push, void>, end: () => void): AsyncGenerator<Push, void> {
    try {
      yield* answers;
    } catch (error) {
      yield { result: { errors: tellErrors(error, randomUUID(), parts.log) }, ends: true };
    } finally {
      end();
    }
  }
}

function isAboutPerson(event: object): event is { participant: { id: string }; agency: AgencyName } {
  return "participant" in event;
}

/** The same error at another place of an answer. */
function movedTo(path: string[], { message, extensions }: GraphQLError): GraphQLError {
  return new GraphQLError(message, { path, extensions });
}
