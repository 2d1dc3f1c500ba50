import { useMemo } from "preact/hooks";
import { formatDay, formatNumber } from "../../shell/formats.js";
import { sumYears, type Focus } from "../data/figures.js";
import type { DashboardState } from "../data/state.js";
import { Card } from "../parts/card.js";
import { PictureTable } from "../parts/picture-table.js";
import { YearLine } from "../pictures/year-line.js";
import { dashboardWords } from "../words.js";

/** How the year went in trajectories, and where it is expected to end. */
export function YearSection({ state, focus }: { state: DashboardState; focus: Focus }) {
  const words = dashboardWords.useWords().year;
  const year = useMemo(() => {
    const years = focus === null ? [...state.years.value.values()] : [state.years.value.get(focus) ?? []];
    return sumYears(years);
  }, [state.years.value, focus]);
  const last = year.at(-1);
  return (
    <Card id="year" title={words.title} owner="LOKET" part={state.years} class="span-main">
      <p class="legend" aria-hidden="true">
        <span class="legend-running">{words.running}</span>
        <span class="legend-used">{words.used}</span>
        <span class="legend-expected">
          {words.projected}
          {last ? <b> {formatNumber(last.projectedYearEnd, 1)}</b> : null}
        </span>
        <span class="legend-ceiling">
          {words.granted}
          {last?.granted ? <b> {formatNumber(last.granted)}</b> : null}
        </span>
      </p>
      {state.years.at !== null && year.length === 0 ? <p class="empty">{words.none}</p> : null}
      <YearLine year={year} />
      <PictureTable
        caption={words.caption}
        head={[words.day, words.running, words.used, words.projected, words.granted]}
        rows={year.map(({ on, running, used, projectedYearEnd, granted }) => [
          formatDay(on),
          formatNumber(running),
          formatNumber(used, 1),
          formatNumber(projectedYearEnd, 1),
          granted === 0 ? "–" : formatNumber(granted),
        ])}
      />
    </Card>
  );
}
