import type { CompiledFetch, CompiledPlan, CompiledQuestion } from "./compile-plan.js";
import { copyData, isData, type Data } from "./data.js";
import { markErrors } from "./mark-errors.js";
import { mergeData } from "./merge-data.js";
import type { Answer, Run } from "./run.js";

/** Objects that wait for the same answer. */
export interface Group {
  readonly answer: Answer;
  readonly targets: Data[];
}

const NOT_AN_ENTITY = {
  message: "The subgraph answered with something that is no entity",
  extensions: { code: "SUBGRAPH_REPLY_INVALID" },
};

/** Adds each answer to the objects that wait for it, and notes its errors at them. */
export function applyAnswers(
  groups: readonly Group[],
  question: CompiledQuestion,
  fetch: CompiledFetch,
  plan: CompiledPlan,
  run: Run,
): void {
  for (const { answer, targets: gathered } of groups) {
    const targets = run.replaced.size === 0 ? gathered : stillStanding(gathered, run);
    const { entity, failure } = answer;
    const wrong = failure ?? (isData(entity) || entity === null || entity === undefined ? undefined : NOT_AN_ENTITY);
    if (wrong) {
      const fault = run.faults.of(wrong, fetch.subgraph);
      for (const target of targets) run.faults.mark(target, question.keys, fault);
      continue;
    }
    if (isData(entity)) give(entity, answer, targets, plan, run);
    for (const error of answer.errors) {
      const fault = run.faults.of(error, fetch.subgraph);
      for (const target of targets) markErrors(target, error.path, question.keys, fault, run);
    }
    for (const error of answer.loose) {
      const fault = run.faults.of(error, fetch.subgraph);
      for (const target of targets) run.faults.mark(target, question.keys, fault);
    }
  }
}

function give(entity: Data, answer: Answer, targets: readonly Data[], plan: CompiledPlan, run: Run): void {
  let source = answer.taken ? copyData(entity) : entity;
  answer.taken = true;
  targets.forEach((target, index) => {
    // All targets stand at one path, so that what is fetched for one later is right for all.
    if (index > 0 && plan.isContextual) source = copyData(source);
    mergeData(target, source, plan.isAbstract);
  });
  if (targets.length > 1 && !plan.isContextual) for (const key in source) noteShared(source[key], run);
}

function noteShared(value: unknown, run: Run): void {
  if (Array.isArray(value)) for (const item of value) noteShared(item, run);
  else if (isData(value)) run.shared.add(value);
}

function stillStanding(targets: readonly Data[], run: Run): Data[] {
  return [
    ...new Set(
      targets.map((target) => {
        let standing = target;
        for (let next = run.replaced.get(standing); next; next = run.replaced.get(standing)) standing = next;
        return standing;
      }),
    ),
  ];
}
