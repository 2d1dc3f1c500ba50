import type { AgencyStatus } from "./answers.js";
import { AskFailed, type Ask } from "./ask.js";
import { addChange, type Change } from "./change.js";
import { whatToReread, type Reread } from "./what-to-reread.js";
import { createRereadQueue } from "./reread-queue.js";
import { createReader, type ReaderParts } from "./reader.js";
import { emptyState, withEntry, type DashboardState, type LinkState } from "./state.js";

const MOST_CHANGES = 200;
const GATHER_MS = 400;
const DRAW_MS = 80;
const READS_AT_ONCE = 3;
const AGAIN_MS = 20_000;
/** What no agency tells of changes too: the day itself, and what is counted by it. */
const AFRESH_MS = 30 * 60_000;

/** What the page knows, and what brings it up to date. */
export interface Dashboard {
  state(): DashboardState;
  subscribe(listener: () => void): () => void;
  /** Reads everything, whatever was read before. */
  readAll(): void;
  /** Reads again what could not be read. */
  readFailed(): void;
  takeChange(change: Change): void;
  takeAgency(status: AgencyStatus): void;
  setLink(link: LinkState): void;
  stop(): void;
}

export type DashboardParts = Omit<ReaderParts, "state" | "change">;

export function createDashboard(parts: DashboardParts): Dashboard {
  const { now, view } = parts;
  let state = emptyState(parts.today, now());
  let drawn: ReturnType<typeof setTimeout> | undefined;
  let stopped = false;
  const listeners = new Set<() => void>();

  /** Tells listeners soon, once for all that changes until then: thousands of rows may come in at a time. */
  const change = (next: (state: DashboardState) => DashboardState) => {
    if (stopped) return;
    state = next(state);
    if (state.partnerships.at !== null) for (const one of early.splice(0)) take(one);
    drawn ??= setTimeout(() => {
      drawn = undefined;
      for (const listener of listeners) listener();
    }, DRAW_MS);
  };
  /** What happened before it was known which partnerships are shown. */
  const early: Change[] = [];
  const take = (one: Change) => {
    const { partnership } = one;
    const shown = view.partnerships === "ALL" || partnership === undefined || state.partnerships.value.has(partnership);
    if (!shown) return;
    change((before) => ({ ...before, changes: addChange(before.changes, one, MOST_CHANGES) }));
    queue.add(whatToReread(one).filter((key) => reader.concerns(key)));
  };
  // Whatever is being read when the dashboard ends is read no further.
  const ask: Ask = async (...question) => {
    if (stopped) throw new AskFailed("ENDED");
    return parts.ask(...question);
  };
  const reader = createReader({ ...parts, ask, state: () => state, change });
  const queue = createRereadQueue<Reread>({
    run: (key) => reader.reread(key),
    later: (callback) => void setTimeout(callback, GATHER_MS),
    atOnce: READS_AT_ONCE,
  });

  // An agency that was silent may answer by now.
  const again = setInterval(() => {
    if (state.link !== "AWAY") void reader.readFailed();
  }, AGAIN_MS);

  const afresh = setInterval(() => void reader.readAll(), AFRESH_MS);

  return {
    state: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    readAll() {
      queue.clear();
      void reader.readAll();
    },
    readFailed: () => void reader.readFailed(),
    takeChange(one) {
      if (state.partnerships.at === null) early.push(one);
      else take(one);
    },
    takeAgency(status) {
      change((before) => ({
        ...before,
        agencies: { ...before.agencies, at: now(), value: withEntry(before.agencies.value, status.agency, status) },
      }));
    },
    setLink(link) {
      if (state.link !== link) change((before) => ({ ...before, link, linkSince: now() }));
    },
    stop() {
      stopped = true;
      clearTimeout(drawn);
      clearInterval(again);
      clearInterval(afresh);
      queue.clear();
      listeners.clear();
    },
  };
}
