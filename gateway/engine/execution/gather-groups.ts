import type { Group } from "./apply-answers.js";
import type { CompiledPlan, CompiledQuestion } from "./compile-plan.js";
import { sameData, type Data } from "./data.js";
import { createAnswer, type Answer, type Run } from "./run.js";

/**
 * Finds the objects that a question is about and groups those that it cannot tell apart. Objects that say the same in
 * every respect become one object, so that whatever lies below them is looked at, asked about and written once.
 * Calls `onNew` for each entity that this request has not asked about before.
 */
export function gatherGroups(
  question: CompiledQuestion,
  plan: CompiledPlan,
  run: Run,
  onNew: (text: string, answer: Answer) => void,
): Group[] {
  const known = (plan.isMutation ? undefined : run.known[question.number]) ?? new Map<string, Answer>();
  const groups: Group[] = [];
  for (const asker of question.askers) {
    const { objects, holders, keys } = asker.collect(run.root);
    const byText = new Map<string, Group>();
    const seen = new Set<Data>();
    for (let index = 0; index < objects.length; index++) {
      const target = objects[index] as Data;
      if (seen.has(target)) {
        const instead = run.replaced.get(target);
        if (instead) place(holders[index], keys[index], instead);
        continue;
      }
      seen.add(target);
      const text = asker.represent(target);
      if (text === undefined) continue;
      const group = byText.get(text);
      if (!group) {
        let answer = known.get(text);
        if (!answer) {
          answer = createAnswer();
          known.set(text, answer);
          onNew(text, answer);
        }
        const created = { answer, targets: [target] };
        byText.set(text, created);
        groups.push(created);
        continue;
      }
      const [first] = group.targets;
      if (first && !plan.isContextual && sameData(first, target)) {
        place(holders[index], keys[index], first);
        run.shared.add(first);
        run.replaced.set(target, first);
      } else group.targets.push(target);
    }
  }
  return groups;
}

function place(holder: Data | unknown[] | undefined, key: string | number | undefined, value: Data): void {
  if (holder !== undefined && key !== undefined) (holder as Data)[key] = value;
}
