import { formatNumber } from "../../shell/formats.js";
import type { ConditionKind, PersonReadiness } from "../data/answers.js";
import { lackingOf } from "../data/figures.js";
import { lawWords } from "../words-of-law.js";
import { dashboardWords } from "../words.js";

/** How often each condition lacks, the most frequent first. */
export function LackingBars({ people }: { people: readonly PersonReadiness[] }) {
  const words = dashboardWords.useWords().readiness;
  const law = lawWords.useWords();
  const counts = new Map<ConditionKind, number>();
  for (const person of people)
    for (const kind of new Set(lackingOf(person).flatMap(({ kind, state }) => (state === "LACKING" ? [kind] : []))))
      counts.set(kind, (counts.get(kind) ?? 0) + 1);
  const sorted = [...counts].sort(([, a], [, b]) => b - a);
  const most = Math.max(1, ...counts.values());
  return (
    <div class="lacking">
      <h3>{words.byCondition}</h3>
      {sorted.length === 0 ? <p class="empty">–</p> : null}
      <ul>
        {sorted.map(([kind, count]) => (
          <li key={kind}>
            <span>{law.condition[kind]}</span>
            <b>{formatNumber(count)}</b>
            <svg aria-hidden="true" viewBox="0 0 100 6" preserveAspectRatio="none">
              <rect class="bar-ground" width="100" height="6" rx="3" />
              <rect class="bar-lacking" width={(count / most) * 100} height="6" rx="3" />
            </svg>
          </li>
        ))}
      </ul>
    </div>
  );
}
