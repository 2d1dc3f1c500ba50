import type { DashboardState } from "../data/state.js";
import { dashboardWords } from "../words.js";
import { Age } from "./age.js";

/** Whether the page lives on what agencies tell. */
export function LinkBadge({ state: { link, changes } }: { state: DashboardState }) {
  const words = dashboardWords.useWords();
  const [newest] = changes;
  const text = { LIVE: words.live, CONNECTING: words.connecting, AWAY: words.away }[link];
  return (
    <p class={`link-badge is-${link.toLowerCase()}`}>
      <i class="pulse" aria-hidden="true" />
      <b>{text}</b>
      {link === "LIVE" ? (
        <span>{newest ? <Age of={newest.occurredAt} say={words.lastChange} /> : words.noChange}</span>
      ) : null}
    </p>
  );
}

/** Says plainly that the gateway is away, for as long as it is. */
export function AwayBanner({ state: { link, linkSince } }: { state: DashboardState }) {
  const words = dashboardWords.useWords();
  return (
    <div role="status">
      {link === "AWAY" ? (
        <p class="away-banner">
          <b>
            <Age of={linkSince} say={words.awaySince} />
          </b>{" "}
          {words.awayLong}
        </p>
      ) : null}
    </div>
  );
}
