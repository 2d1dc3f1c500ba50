import { applyAnswers, type Group } from "./apply-answers.js";
import { askSubgraph, isFailure, writeVariables, type RequestFailure } from "./ask-subgraph.js";
import type { CompiledFetch, CompiledPlan, CompiledQuestion } from "./compile-plan.js";
import { fetchInContext } from "./fetch-in-context.js";
import { fillAnswers } from "./fill-answers.js";
import { gatherGroups } from "./gather-groups.js";
import type { Reply } from "./read-reply.js";
import type { Answer, Run } from "./run.js";

/** What one question has to ask anew, and whom all of it concerns. */
interface Round {
  readonly question: CompiledQuestion;
  readonly texts: string[];
  readonly answers: Answer[];
  readonly groups: readonly Group[];
}

/** Asks a subgraph about the entities found at the askers' paths, each only once in a request. */
export function fetchEntities(fetch: CompiledFetch, plan: CompiledPlan, run: Run): Promise<void> | undefined {
  const rounds: Round[] = [];
  const awaited = new Set<Promise<void>>();
  for (const question of fetch.questions) {
    if (question.askers.some((asker) => asker.context)) return fetchInContext(fetch, question, plan, run);
    const texts: string[] = [];
    const answers: Answer[] = [];
    const groups = gatherGroups(question, plan, run, (text, answer) => {
      texts.push(text);
      answers.push(answer);
    });
    for (const { answer } of groups) if (answer.pending) awaited.add(answer.pending);
    if (groups.length > 0) rounds.push({ question, texts, answers, groups });
  }
  if (rounds.length === 0) return undefined;

  const open = rounds.filter((round) => round.texts.length > 0);
  if (open.length === 0 && awaited.size === 0) {
    finish(rounds, fetch, plan, run);
    return undefined;
  }
  const asked = open.length === 0 ? undefined : ask(open, fetch, plan, run);
  if (asked) for (const { answers } of open) for (const answer of answers) answer.pending = asked;
  return Promise.all([asked, ...awaited]).then(() => finish(rounds, fetch, plan, run));
}

function finish(rounds: readonly Round[], fetch: CompiledFetch, plan: CompiledPlan, run: Run): void {
  for (const { question, groups } of rounds) applyAnswers(groups, question, fetch, plan, run);
}

async function ask(rounds: readonly Round[], fetch: CompiledFetch, plan: CompiledPlan, run: Run): Promise<void> {
  const [only] = rounds;
  if (!only) return;
  if (rounds.length === 1) return askAlone(only, fetch, plan, run);
  // Every question has to be in the request, those with nothing to ask as an empty list.
  const openTexts = new Map(rounds.map(({ question, texts }) => [question, texts]));
  const parts = fetch.questions.map((question) => `${question.head}${(openTexts.get(question) ?? []).join()}]`);
  const own = writeVariables(fetch.variables, run);
  const reply = await askSubgraph(fetch, fetch.query, `{${parts.join()}${own === "" ? "" : `,${own}`}}`, run);
  if (!isFailure(reply) && reply.data) {
    for (const round of rounds) fill(round, reply, fetch, plan);
    return;
  }
  // One question can spoil the reply to all of them. Alone, each one gets what it can.
  if (isFailure(reply) && reply.extensions.code !== "SUBGRAPH_REPLY_INVALID") {
    for (const round of rounds) fill(round, reply, fetch, plan);
    return;
  }
  await Promise.all(rounds.map((round) => askAlone(round, fetch, plan, run)));
}

async function askAlone(round: Round, fetch: CompiledFetch, plan: CompiledPlan, run: Run): Promise<void> {
  const { alone } = round.question;
  const own = writeVariables(alone.variables, run);
  const variables = `{"representations":[${round.texts.join()}]${own === "" ? "" : `,${own}`}}`;
  fill(round, await askSubgraph(fetch, alone.query, variables, run), fetch, plan, "_entities");
}

function fill(
  { question, answers }: Round,
  reply: Reply | RequestFailure,
  fetch: CompiledFetch,
  plan: CompiledPlan,
  responseName = question.responseName,
): void {
  fillAnswers(answers, reply, responseName, question, plan);
  for (const answer of answers) answer.pending = undefined;
}
