import { formatMoney, formatNumber, formatShare } from "../../shell/formats.js";
import { dueItems, dueWithin, partnershipsIn, peopleIn, sumFunding, sumOccupancy, verdictOf } from "../data/figures.js";
import type { Focus } from "../data/figures.js";
import type { MandateView } from "../data/mandate-view.js";
import type { DashboardState, Part } from "../data/state.js";
import { Freshness } from "../parts/card.js";
import { useChanged } from "../parts/use-changed.js";
import { dashboardWords } from "../words.js";

interface KeyFigureParts {
  readonly label: string;
  readonly value: string;
  readonly about: string;
  readonly tone?: "good" | "warn" | "bad" | undefined;
  readonly part: Part<unknown>;
  /** 0 to 1: a thin bar below the figure. */
  readonly share?: number | null;
}

/** Characters that fit a tile at full size. */
const FITS = 9;

/** The few strong figures on top. */
export function KeyFigures({ state, focus, view }: { state: DashboardState; focus: Focus; view: MandateView }) {
  const words = dashboardWords.useWords().kpi;
  const { running, granted, projected, isLeast } = sumOccupancy(partnershipsIn(state, focus));
  const people = peopleIn(state.people.value, focus);
  const inactive = people.filter((person) => verdictOf(person) === "MAY_NOT").length;
  const due = dueItems(state, focus);
  const soon = dueWithin(due, "ASSESSMENT", state.today, 30);
  const late = soon.filter(({ on }) => on < state.today).length;
  const ending = dueWithin(due, "PERMISSION", state.today, 60).length;
  const years = [...state.funding.value.values()].filter(({ partnership: { id } }) => focus === null || id === focus);
  const funding = sumFunding(years);
  const findings = [...state.findings.value].filter(([id]) => focus === null || id === focus);
  const open = findings.map(([, list]) => list.filter(({ met }) => met === false).length);
  const least = isLeast ? "≥ " : "";
  const share = granted > 0 ? running / granted : null;
  return (
    <section class="key-figures" aria-label={words.title}>
      <KeyFigure
        label={words.running}
        value={`${least}${formatNumber(running)}`}
        about={words.runningOf(formatNumber(granted), share === null ? "–" : `${least}${formatShare(share)}`)}
        share={share}
        tone={share !== null && share > 1 ? "bad" : undefined}
        part={state.partnerships}
      />
      <KeyFigure
        label={words.projected}
        value={`${least}${formatNumber(projected, 1)}`}
        about={words.projectedOf(granted > 0 ? `${least}${formatShare(projected / granted)}` : "–")}
        share={granted > 0 ? projected / granted : null}
        part={state.partnerships}
      />
      {view.readiness ? (
        <KeyFigure
          label={words.inactive}
          value={formatNumber(inactive)}
          about={
            state.people.reading && people.length < running
              ? words.inactiveOf(formatNumber(people.length), formatNumber(running))
              : words.inactiveAll(formatNumber(people.length))
          }
          tone={inactive > 0 ? "bad" : "good"}
          part={state.people}
        />
      ) : null}
      {view.assessments ? (
        <KeyFigure
          label={words.assessments}
          value={formatNumber(soon.length)}
          about={words.overdue(formatNumber(late))}
          tone={late > 0 ? "warn" : undefined}
          part={state.assessments}
        />
      ) : null}
      {view.readiness ? (
        <KeyFigure label={words.permissions} value={formatNumber(ending)} about={words.within60} part={state.people} />
      ) : null}
      {view.funding ? (
        <KeyFigure
          label={words.balance}
          value={`${funding.isLeast ? "≥ " : ""}${formatMoney(funding.balance, { whole: true })}`}
          about={words.balanceOf}
          tone={funding.balance < 0 && !funding.isLeast ? "warn" : undefined}
          part={state.funding}
        />
      ) : (
        <KeyFigure
          label={words.findings}
          value={formatNumber(open.reduce((sum, count) => sum + count, 0))}
          about={words.findingsOf(formatNumber(open.filter((count) => count > 0).length))}
          part={state.findings}
        />
      )}
    </section>
  );
}

function KeyFigure({ label, value, about, tone, part, share }: KeyFigureParts) {
  const settled = part.at !== null && !part.reading;
  const changed = useChanged(value, settled);
  return (
    <div class={`key-figure ${tone ?? ""}`}>
      <h2 class="key-figure-label">{label}</h2>
      <p class={`key-figure-value ${changed ? "changed" : ""} ${value.length > FITS ? "long" : ""}`}>
        {part.at === null ? "–" : value}
      </p>
      <p class="key-figure-about">{part.at === null ? "" : about}</p>
      {share === undefined || share === null ? null : (
        <svg class="key-figure-bar" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
          <rect class="bar-ground" width="100" height="4" rx="2" />
          <rect class="bar-fill" width={Math.min(1, share) * 100} height="4" rx="2" />
        </svg>
      )}
      <Freshness part={part} />
    </div>
  );
}
