import { AGENCIES } from "../../../../schema/agencies.js";
import { agencyWords } from "../../shell/agencies.js";
import { formatDuration } from "../../shell/formats.js";
import type { DashboardState } from "../data/state.js";
import { Age } from "../parts/age.js";
import { Card } from "../parts/card.js";
import { dashboardWords } from "../words.js";

/** How well each agency's system answers now. */
export function AgencyHealth({ state }: { state: DashboardState }) {
  const words = dashboardWords.useWords().agencies;
  const agencies = agencyWords.useWords();
  return (
    <Card id="agencies" title={words.title} owner="GATEWAY" part={state.agencies} class="agencies-card">
      <ul class="agencies">
        {AGENCIES.map(({ name }) => {
          const status = state.agencies.value.get(name);
          const health = status?.state ?? "UNKNOWN";
          return (
            <li key={name} class={`agency-health of-${name.toLowerCase()} is-${health.toLowerCase()}`}>
              <b>{agencies[name].name}</b>
              <span class="agency-state">
                <i class="dot" aria-hidden="true" /> {words[health]}
              </span>
              <small>
                {status?.latencyMs == null ? null : `${formatDuration(status.latencyMs)} · `}
                {status ? <Age of={status.since} say={words.since} /> : null}
              </small>
            </li>
          );
        })}
      </ul>
    </Card>
  );
}
