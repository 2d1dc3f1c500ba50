import { GraphQLError } from "graphql";
import { Refusal } from "../../schema/faults.js";
import type { ParticipantIds } from "../../schema/identifiers.js";
import type { AgencyName } from "../../schema/agencies.js";
import type { AccessLog } from "../../platform/access-log/access-log.js";
import type { Clock } from "../../platform/clock.js";
import type { OperationRequest } from "../executor.js";
import type { AgencyFeed } from "./agency-feed.js";
import { checkArguments } from "./change-filter.js";
import { findSubject } from "./find-subject.js";
import { followAgencies } from "./follow-agencies.js";
import { followChanges } from "./follow-changes.js";
import type { LiveAsker, LiveContext, LiveServiceParts, Push } from "./live-service.js";
import { fieldsOfPush, lookOfPush } from "./look-of-push.js";
import type { PlannedPush } from "./planned-push.js";
import { pushKey } from "./push-key.js";
import { checkLiveFields } from "./rules/check-live-fields.js";
import { readSelectedFields } from "./selected-fields.js";
import type { SharedAnswers } from "./shared-answers.js";
import type { Sight } from "./sight.js";
import type { Stream } from "./stream.js";
import type { Asking, Subscriber } from "./subscriber.js";
import { tellAnswer } from "./tell-answer.js";

/** What the gateway needs to tell of changes itself. */
export interface ChangeParts {
  readonly stream: Stream;
  readonly sight: Sight;
  readonly feed: AgencyFeed;
  readonly shared: SharedAnswers;
  readonly clock: Clock;
  /** Tells the ids of participants that this graph gave out from others. */
  readonly ids: ParticipantIds;
  /** Each push about a person is a look at that person. */
  readonly accessLog: Pick<AccessLog, "append">;
}

export interface OwnSubscription {
  readonly parts: LiveServiceParts & ChangeParts;
  readonly push: PlannedPush;
  readonly asking: Asking;
  readonly operation: OperationRequest;
  readonly context: LiveContext;
  readonly asker: LiveAsker;
}

/**
 * Follows what the gateway itself tells of.
 * @throws Refusal ARGUMENT_INVALID, PARTICIPANT_ID_INVALID, UNAUTHENTICATED, UNAUTHORIZED_FIELD_OR_TYPE,
 * SUBSCRIPTION_FIELD_REFUSED, SUBSCRIPTION_NOT_SERVED
 */
export function followOwn(own: OwnSubscription): (signal: AbortSignal) => AsyncGenerator<Push, void> {
  const { parts, push, context } = own;
  const { mandate } = context;
  const selected = readSelectedFields(parts.apiSchema(own.operation.schema), own.operation);
  checkLiveFields(selected, mandate);
  const subscriber = subscriberOf(own, selected);
  const { root } = push;
  if (root === "agencyStatusChanged") return (signal) => followAgencies(subscriber, signal);
  if (root !== "participantChanged" && root !== "partnershipChanged") throw new Refusal("SUBSCRIPTION_NOT_SERVED");
  if (!mandate) throw new Refusal("UNAUTHENTICATED");
  checkArguments(root, subscriber.arguments, mandate, parts.ids);
  return (signal) => followChanges(root, subscriber, mandate, signal);
}

function subscriberOf(
  { parts, push, asking, context, asker }: OwnSubscription,
  selected: ReturnType<typeof readSelectedFields>,
): Subscriber {
  const { executor, metrics, shared, accessLog, passesErrors, headerRules } = parts;
  const { lastCursor } = asker;
  const key = pushKey(context.admitted, context.mandate, headerRules.keyOf(context.clientHeaders));
  const pushed = fieldsOfPush(push.arguments, selected);
  return {
    ...asking,
    parts,
    root: push.root,
    arguments: { ...push.arguments, ...(lastCursor !== undefined && { after: lastCursor }) },
    key,
    answer: (event, name) =>
      shared.share(`${key} ${name}`, () =>
        asking.within(async (fresh) => {
          metrics.completions.inc();
          const answer = tellAnswer(await push.answer(event, fresh), fresh.requestId, passesErrors);
          if (isAboutPerson(event) && fresh.mandate) await accessLog.append([lookOfPush(event, fresh.mandate, pushed)]);
          return answer;
        }),
      ),
    answerNow: (event, subjectKey, id) =>
      asking.within(async (fresh) => {
        metrics.completions.inc();
        const paths = selected.pathsOf(push.root, subjectKey);
        const found = await (paths.length > 0 ? findSubject(executor, subjectKey, id, fresh) : undefined);
        const answer = await push.answer({ ...event, [subjectKey]: found?.subject ?? null }, fresh);
        const unfound = found?.subject ? [] : (found?.errors ?? []);
        const errors = [...(answer.errors ?? []), ...paths.flatMap((path) => unfound.map((one) => movedTo(path, one)))];
        return tellAnswer({ ...answer, ...(errors.length > 0 && { errors }) }, fresh.requestId, passesErrors);
      }),
  };
}

function isAboutPerson(event: object): event is { participant: { id: string }; agency: AgencyName } {
  return "participant" in event;
}

/** The same error at another place of an answer. */
function movedTo(path: string[], { message, extensions }: GraphQLError): GraphQLError {
  return new GraphQLError(message, { path, extensions });
}
