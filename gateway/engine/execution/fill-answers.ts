import { isFailure, type RequestFailure } from "./ask-subgraph.js";
import type { CompiledPlan, CompiledQuestion } from "./compile-plan.js";
import type { Reply, ReplyError } from "./read-reply.js";
import { rewriteData } from "./rewrite-data.js";
import type { Answer } from "./run.js";

/** Errors that name no entity explain each of them: some are enough. */
const MOST_LOOSE = 20;

/** Deals the reply to one `_entities` field out to the answers that wait for it. */
export function fillAnswers(
  answers: readonly Answer[],
  reply: Reply | RequestFailure,
  responseName: string,
  question: CompiledQuestion,
  plan: CompiledPlan,
): void {
  const failure = isFailure(reply) ? reply : failureOf(reply, responseName, answers.length);
  if (failure || isFailure(reply)) {
    for (const answer of answers) answer.failure = failure;
    return;
  }
  const entities = reply.data?.[responseName] as unknown[];
  if (question.outputRewrites.length > 0) rewriteData(entities, question.outputRewrites, plan.matches);
  const loose: ReplyError[] = [];
  answers.forEach((answer, index) => {
    answer.entity = entities[index];
  });
  for (const error of reply.errors) {
    const [field, index, ...rest] = error.path;
    if (field !== responseName && field !== undefined) continue;
    const answer = typeof index === "number" ? answers[index] : undefined;
    if (answer) answer.errors.push({ ...error, path: rest });
    else if (loose.length < MOST_LOOSE) loose.push(error);
  }
  for (const answer of answers) answer.loose = loose;
}

function failureOf(reply: Reply, responseName: string, count: number): RequestFailure | undefined {
  const entities = reply.data?.[responseName];
  if (Array.isArray(entities) && entities.length === count) return undefined;
  const [error] = reply.errors;
  if (error && !Array.isArray(entities)) return withoutPath(error);
  return {
    message: "The subgraph did not answer for each of the entities it was asked about",
    extensions: { code: "SUBGRAPH_REPLY_INVALID" },
  };
}

function withoutPath({ message, extensions }: ReplyError): RequestFailure {
  return { message, extensions };
}
