import { applyAnswers, type Group } from "./apply-answers.js";
import { askSubgraph, writeVariables } from "./ask-subgraph.js";
import type { CompiledFetch, CompiledPlan, CompiledQuestion } from "./compile-plan.js";
import { fillAnswers } from "./fill-answers.js";
import { createAnswer, type Run } from "./run.js";

/**
 * Asks about entities whose fields take arguments from where the entity stands. Those arguments are variables of the
 * request, so each set of values is a request of its own.
 */
export async function fetchInContext(
  fetch: CompiledFetch,
  question: CompiledQuestion,
  plan: CompiledPlan,
  run: Run,
): Promise<void> {
  const requests = new Map<string, Map<string, Group>>();
  for (const asker of question.askers) {
    for (const { object, variables } of asker.context?.(run.root) ?? []) {
      const text = asker.represent(object);
      if (text === undefined) continue;
      const groups = requests.get(variables) ?? new Map<string, Group>();
      requests.set(variables, groups);
      const group = groups.get(text) ?? { answer: createAnswer(), targets: [] };
      groups.set(text, group);
      if (!group.targets.includes(object)) group.targets.push(object);
    }
  }
  await Promise.all(
    [...requests].map(async ([contextual, groups]) => {
      const own = writeVariables(question.alone.variables, run);
      const members = [`"representations":[${[...groups.keys()].join()}]`, own, contextual].filter((it) => it !== "");
      const reply = await askSubgraph(fetch, question.alone.query, `{${members.join()}}`, run);
      const answers = [...groups.values()].map((group) => group.answer);
      fillAnswers(answers, reply, "_entities", question, plan);
      applyAnswers([...groups.values()], question, fetch, plan, run);
    }),
  );
}
