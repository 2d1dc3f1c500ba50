import { formatDay } from "../../shell/formats.js";
import type { DueKind, DueWeek } from "../data/due-weeks.js";
import { dashboardWords } from "../words.js";

const KINDS: readonly DueKind[] = ["ASSESSMENT", "PERMISSION", "AGREEMENT"];
const HEIGHT = 96;

/** A column a week, stacked by kind; a column is chosen to see who is in it. */
export function DueStrip({
  weeks,
  chosen,
  onChoose,
}: {
  weeks: readonly DueWeek[];
  chosen: number;
  onChoose: (place: number) => void;
}) {
  const words = dashboardWords.useWords().due;
  const most = Math.max(1, ...weeks.map(({ total }) => total));
  return (
    <div class="due-strip" role="group" aria-label={words.title}>
      {weeks.map(({ monday, counts, total }, place) => {
        const title = monday === undefined ? words.past : `${words.week} ${formatDay(monday)}`;
        let below = 0;
        return (
          <button
            key={monday ?? "past"}
            type="button"
            class={monday === undefined ? "due-week past" : "due-week"}
            aria-pressed={place === chosen}
            aria-label={`${title}: ${total}`}
            title={`${title}: ${KINDS.map((kind) => `${words[kind]} ${counts[kind]}`).join(", ")}`}
            onClick={() => onChoose(place)}
          >
            <span class="due-total">{total || ""}</span>
            <svg viewBox={`0 0 10 ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
              {KINDS.map((kind) => {
                const height = (counts[kind] / most) * HEIGHT;
                below += height;
                return height > 0 ? (
                  <rect key={kind} class={`due-${kind.toLowerCase()}`} y={HEIGHT - below} width="10" height={height} />
                ) : null;
              })}
            </svg>
            <span class="due-label">{monday === undefined ? words.past : shortDay(monday)}</span>
          </button>
        );
      })}
    </div>
  );
}

/** `23 nov`: the year is plain. */
function shortDay(day: string): string {
  return formatDay(day).replace(/\s?\d{4}$/, "");
}
