import { useEffect, useState, useSyncExternalStore } from "preact/compat";
import { now } from "../shell/clock.js";
import { renewSession } from "../shell/session/renew-session.js";
import { currentSession, sessionHeaders, type Session } from "../shell/session/session.js";
import { ask } from "./data/ask.js";
import { createDashboard, type Dashboard } from "./data/create-dashboard.js";
import { viewOf, type MandateView } from "./data/mandate-view.js";
import { emptyState, type DashboardState } from "./data/state.js";
import { openLiveLink } from "./live/live-link.js";
import { streamsOf } from "./live/streams.js";

export interface Shown {
  readonly view: MandateView;
  readonly state: DashboardState;
}

const NOTHING = { state: emptyState(dayHere(), 0) };

/** The dashboard of who is logged in: another mandate is another dashboard, a renewed token is not. */
export function useDashboard({ caller: { capacity, organisationName }, purpose }: Session): Shown | undefined {
  const [current, setCurrent] = useState<{ dashboard: Dashboard; view: MandateView }>();
  useEffect(() => {
    if (!purpose) return;
    const view = viewOf({ capacity, purpose });
    const dashboard = createDashboard({ ask, view, today: dayHere(), now: () => now().getTime() });
    let wasAway = false;
    let asker: Session | undefined;
    // Followed before anything is read, so that no change falls between the two.
    const link = openLiveLink({
      url: `${location.origin.replace(/^http/, "ws")}/graphql`,
      parameters() {
        asker = currentSession();
        return sessionHeaders();
      },
      streams: streamsOf(view, dashboard),
      onLink(state) {
        dashboard.setLink(state);
        if (state === "LIVE" && wasAway) dashboard.readFailed();
        wasAway = state === "AWAY";
      },
      onGap: once(() => dashboard.readAll()),
      renew: () => renewSession(asker),
    });
    dashboard.readAll();
    setCurrent({ dashboard, view });
    return () => {
      link.stop();
      dashboard.stop();
      setCurrent(undefined);
    };
  }, [capacity, organisationName, purpose]);

  const state = useSyncExternalStore(
    (listener) => current?.dashboard.subscribe(listener) ?? (() => undefined),
    () => current?.dashboard.state() ?? NOTHING.state,
  );
  return current && { view: current.view, state };
}

/** Several streams find the same gap at about the same time: one reading does for all. */
function once(callback: () => void): () => void {
  let planned = false;
  return () => {
    if (planned) return;
    planned = true;
    setTimeout(() => {
      planned = false;
      callback();
    }, 200);
  };
}

/** The day it is in Flanders, by the reader's own clock, until the counter tells. */
function dayHere(): string {
  return new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Brussels" }).format(now());
}
