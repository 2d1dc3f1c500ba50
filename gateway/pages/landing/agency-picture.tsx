import { AGENCIES } from "../../../schema/agencies.js";
import { agencyWords } from "../shell/agencies.js";
import { formatDuration, formatTime } from "../shell/formats.js";
import { landingWords } from "./landing-words.js";
import { useAgencies, type AgencyState } from "./use-agencies.js";

/** The four agencies as they answer now, and the graph in which they meet. */
export function AgencyPicture() {
  const words = landingWords.useWords();
  const { agencies, failed } = useAgencies();
  const asOf = agencies
    .map((one) => one.asOf ?? "")
    .sort()
    .at(-1);
  return (
    <section class="picture" aria-labelledby="agencies-title">
      <div class="picture-head">
        <h2 id="agencies-title">{words.agencies}</h2>
        <p role="status">{failed ? words.unreachable : asOf ? words.asOf(formatTime(asOf)) : ""}</p>
      </div>
      <ul class="agencies">
        {AGENCIES.map(({ name }) => (
          <AgencyCard key={name} name={name} state={agencies.find(({ agency }) => agency === name)} />
        ))}
      </ul>
      <Lines />
      <p class="hub">
        <b>{words.graph}</b>
        <span>{words.graphAbout}</span>
      </p>
    </section>
  );
}

function AgencyCard({ name, state }: { name: (typeof AGENCIES)[number]["name"]; state: AgencyState | undefined }) {
  const words = landingWords.useWords();
  const agency = agencyWords.useWords()[name];
  const how = state?.state ?? "UNKNOWN";
  return (
    <li class={`agency-card of-${name.toLowerCase()}`}>
      <h3>{agency.name}</h3>
      <p class="agency-owner">{agency.owner}</p>
      <p class="agency-brings">{agency.brings}</p>
      <p class={`agency-state ${how.toLowerCase()}`}>
        <StateSign state={how} />
        <b>{words.states[how]}</b>
        {state?.latencyMs != null && how !== "DOWN" ? (
          <span>{words.answersIn(formatDuration(state.latencyMs))}</span>
        ) : null}
      </p>
    </li>
  );
}

/** Not by colour alone: a tick, a dash, a cross, a ring. */
function StateSign({ state }: { state: AgencyState["state"] }) {
  return (
    <svg viewBox="0 0 16 16" aria-hidden="true">
      <circle cx="8" cy="8" r="7" />
      {state === "UP" ? <path d="m4.8 8.3 2.2 2.2 4.2-4.6" /> : null}
      {state === "DEGRADED" ? <path d="M4.8 8h6.4" /> : null}
      {state === "DOWN" ? <path d="m5.4 5.4 5.2 5.2m0-5.2-5.2 5.2" /> : null}
    </svg>
  );
}

/** From each agency to the middle. */
function Lines() {
  return (
    <svg class="lines" viewBox="0 0 100 20" preserveAspectRatio="none" aria-hidden="true">
      {AGENCIES.map(({ name }, index) => {
        const x = 12.5 + index * 25;
        return <path key={name} class={`of-${name.toLowerCase()}`} d={`M${x} 0 C ${x} 14, 50 6, 50 20`} />;
      })}
    </svg>
  );
}
