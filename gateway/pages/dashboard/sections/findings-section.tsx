import { useMemo, useState } from "preact/hooks";
import { formatDay, formatNumber } from "../../shell/formats.js";
import type { Finding, ObligationKind } from "../data/answers.js";
import type { Focus } from "../data/figures.js";
import type { DashboardState } from "../data/state.js";
import { Card } from "../parts/card.js";
import { LongList } from "../parts/long-list.js";
import { lawWords } from "../words-of-law.js";
import { dashboardWords } from "../words.js";
import { shortName } from "./occupancy-section.js";

interface Row extends Finding {
  readonly partnership: string;
}

interface Parts {
  readonly state: DashboardState;
  readonly focus: Focus;
  readonly onOpen: (partnership: string) => void;
  readonly wide: boolean;
}

/** Obligations that are not met, since when, and who must act. */
export function FindingsSection({ state, focus, onOpen, wide }: Parts) {
  const words = dashboardWords.useWords().findings;
  const law = lawWords.useWords();
  const [only, setOnly] = useState<ObligationKind | null>(null);
  const open = useMemo(() => openIn(state, focus), [state.findings.value, focus]);
  const shown = useMemo(() => open.filter(({ kind }) => only === null || kind === only), [open, only]);
  const counts = new Map<ObligationKind, number>();
  for (const { kind } of open) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return (
    <Card
      id="findings"
      title={words.title}
      owner="LOKET"
      part={state.findings}
      class={wide ? "span-all" : "span-narrow"}
    >
      <div class="chips" role="group" aria-label={words.what}>
        {[...counts]
          .sort(([, a], [, b]) => b - a)
          .map(([kind, count]) => (
            <button
              key={kind}
              type="button"
              class="chip"
              aria-pressed={only === kind}
              onClick={() => setOnly(only === kind ? null : kind)}
            >
              {law.obligation[kind]} <b>{formatNumber(count)}</b>
            </button>
          ))}
      </div>
      <LongList
        class="findings-list"
        caption={words.caption}
        columns={[
          { key: "name", label: words.what },
          { key: "act", label: words.act },
          { key: "day", label: words.since },
        ]}
        items={shown}
        keyOf={({ partnership, kind, subject, since }) =>
          [partnership, kind, subject.enterpriseNumber, since].join(" ")
        }
        rowHeight={54}
        most={6}
        empty={state.findings.at === null ? "" : words.none}
        onOpen={({ partnership }) => onOpen(partnership)}
        cells={({ kind, subject, actor, since }) => (
          <>
            <span role="rowheader" class="cell-name two">
              <b>{law.obligation[kind]}</b>
              <small>{shortName(subject.name ?? subject.enterpriseNumber)}</small>
            </span>
            <span role="cell" class="cell-act">
              {actor ? law.actor[actor] : "–"}
            </span>
            <span role="cell" class="cell-day">
              {since ? formatDay(since) : "–"}
            </span>
          </>
        )}
      />
    </Card>
  );
}

function openIn({ findings }: DashboardState, focus: Focus): Row[] {
  return [...findings.value]
    .filter(([partnership]) => focus === null || partnership === focus)
    .flatMap(([partnership, list]) =>
      list.filter(({ met }) => met === false).map((finding) => ({ ...finding, partnership })),
    )
    .sort((a, b) => ((a.since ?? "9") < (b.since ?? "9") ? -1 : 1));
}
