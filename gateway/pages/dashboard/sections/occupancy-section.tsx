import { useMemo, useState } from "preact/hooks";
import { formatDay, formatNumber, formatShare } from "../../shell/formats.js";
import type { OccupancyState, PartnershipNow } from "../data/answers.js";
import { partnershipsIn, type Focus } from "../data/figures.js";
import type { DashboardState } from "../data/state.js";
import { Card } from "../parts/card.js";
import { LongList } from "../parts/long-list.js";
import { showFigure } from "../parts/show-figure.js";
import { useChanged } from "../parts/use-changed.js";
import { OccupancyBar } from "../pictures/occupancy-bar.js";
import { lawWords } from "../words-of-law.js";
import { dashboardWords } from "../words.js";

const STATES: readonly OccupancyState[] = [
  "OVER",
  "FULL",
  "BALANCED",
  "UNDER_USED",
  "UNCERTAIN",
  "TOO_FEW",
  "NOT_GRANTED",
];

interface Parts {
  readonly state: DashboardState;
  readonly focus: Focus;
  readonly onOpen: (partnership: string) => void;
}

/** How full each partnership is against its contingent, now and expected at the end of the year. */
export function OccupancySection({ state, focus, onOpen }: Parts) {
  const words = dashboardWords.useWords().occupancy;
  const law = lawWords.useWords();
  const [only, setOnly] = useState<OccupancyState | null>(null);
  const all = useMemo(
    () => partnershipsIn(state, focus).filter(({ status, occupancy }) => status !== "ENDED" && occupancy),
    [state.partnerships.value, focus],
  );
  const counts = STATES.map((one) => ({ state: one, count: all.filter((p) => p.occupancy?.state === one).length }));
  const shown = useMemo(
    () => all.filter(({ occupancy }) => only === null || occupancy?.state === only).sort(fullestFirst),
    [all, only],
  );
  const coarse = all.map(({ occupancy }) => occupancy!).find(({ roundedTo }) => roundedTo > 1);
  return (
    <Card id="occupancy" title={words.title} owner="LOKET" part={state.partnerships} class="span-main">
      {coarse ? (
        <p class="card-about">{words.coarse(formatNumber(coarse.roundedTo), formatDay(coarse.countedOn))}</p>
      ) : null}
      {all.length > 1 ? (
        <div class="chips" role="group" aria-label={words.state}>
          <button type="button" class="chip" aria-pressed={only === null} onClick={() => setOnly(null)}>
            {words.every} <b>{all.length}</b>
          </button>
          {counts
            .filter(({ count }) => count > 0)
            .map(({ state: one, count }) => (
              <button
                key={one}
                type="button"
                class={`chip state-${one.toLowerCase()}`}
                aria-pressed={only === one}
                onClick={() => setOnly(only === one ? null : one)}
              >
                <i class="dot" aria-hidden="true" /> {law.state[one]} <b>{count}</b>
              </button>
            ))}
        </div>
      ) : null}
      <p class="legend" aria-hidden="true">
        <span class="legend-running">{words.legendRunning}</span>
        <span class="legend-granted">{words.legendGranted}</span>
        <span class="legend-projected">{words.legendProjected}</span>
      </p>
      <LongList
        class="occupancy-list"
        caption={words.caption}
        columns={[
          { key: "name", label: words.partnership },
          { key: "bar", label: "" },
          { key: "number", label: words.running },
          { key: "number", label: words.projected },
          { key: "state", label: words.state },
        ]}
        items={shown}
        keyOf={({ id }) => id}
        rowHeight={44}
        most={9}
        empty={state.partnerships.at === null ? "" : "–"}
        onOpen={({ id }) => onOpen(id)}
        cells={(partnership) => <OccupancyCells partnership={partnership} />}
      />
    </Card>
  );
}

function OccupancyCells({ partnership: { name, municipality, occupancy } }: { partnership: PartnershipNow }) {
  const law = lawWords.useWords();
  const changed = useChanged(`${occupancy?.running}/${occupancy?.granted}`);
  if (!occupancy) return null;
  const { running, granted, ratio, projectedYearEnd, state, roundedTo } = occupancy;
  return (
    <>
      <span role="rowheader" class="cell-name">
        <b>{shortName(name)}</b> <small>{municipality?.name}</small>
      </span>
      <span role="presentation" class="cell-bar">
        <OccupancyBar occupancy={occupancy} />
      </span>
      <span role="cell" class={changed ? "cell-number changed" : "cell-number"}>
        <b>{showFigure(running, roundedTo)}</b>
        <small> / {granted === null ? "–" : formatNumber(granted)}</small>
      </span>
      <span role="cell" class="cell-number">
        {showFigure(projectedYearEnd, roundedTo, 1)}
      </span>
      <span role="cell" class={`cell-state state-${state.toLowerCase()}`}>
        <i class="dot" aria-hidden="true" /> {law.state[state]}
        <small>{ratio === null || roundedTo > 1 ? "" : ` ${formatShare(ratio)}`}</small>
      </span>
    </>
  );
}

function fullestFirst(a: PartnershipNow, b: PartnershipNow): number {
  return (b.occupancy?.ratio ?? -1) - (a.occupancy?.ratio ?? -1) || (a.id < b.id ? -1 : 1);
}

/** Every one of them is a maatwerkbedrijf: the word says nothing in a list of them. */
export function shortName(name: string): string {
  return name.replace(/^Maatwerkbedrijf /, "");
}
