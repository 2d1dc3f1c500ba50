import { setTimeout as sleep } from "node:timers/promises";
import { LRUCache } from "lru-cache";
import { agencyOf, type SubgraphName } from "../../../schema/agencies.js";
import { Fault } from "../../../schema/faults.js";
import type { Bus } from "../../../platform/bus/bus.js";
import type { Log } from "../../../platform/log.js";
import type { Settings } from "../../../platform/settings.js";
import type { Asking } from "../asking.js";
import type { Notices, NoticePage, Pushed } from "./notices.js";
import type { KeptAnswers } from "../kept/kept-answers.js";
import { standingMandate } from "./standing-mandate.js";

export interface PublisherParts<S> {
  readonly name: SubgraphName;
  readonly notices: Notices<S>;
  readonly source: S;
  readonly bus: Bus;
  readonly settings: Settings;
  readonly log: Log;
  /** What is kept of the agency's answers, of which its notices say that it no longer holds. */
  readonly kept?: Pick<KeptAnswers, "drop" | "dropAll">;
}

/** Brings an agency's notices onto the stream of events, for as long as it runs. */
export interface Publisher {
  /** There may be something to read. */
  wake(): void;
  /** These came by themselves; what does not follow on what is on the stream is read from the agency instead. */
  push(pushed: Pushed): void;
  /** How long ago all of the agency's notices were on the stream, as far as it was seen; 0 while they are. */
  behindMs(): number;
  stop(): Promise<void>;
}

/** More than these wait nowhere: what is let go of here is read again from the agency. */
const MOST_WAITING = 256;
/** Pages in a row that tell of more and bring nothing new; each further one counts as a failure. */
const MOST_FRUITLESS = 100;
/** Notices remembered, so that one which the agency tells again makes no second event. */
const MOST_REMEMBERED = 10_000;
const FIRST_RETRY_MS = 250;
const LAST_RETRY_MS = 30_000;

/**
 * Starts at the stream's own position of this source, so that whatever happened while it was down comes first. Two of the
 * same source do not harm each other: a step is appended only from where the stream is.
 */
export function createPublisher<S>({ name, notices, source, bus, settings, log, kept }: PublisherParts<S>): Publisher {
  const stopping = new AbortController();
  const { signal } = stopping;
  let waiting: Pushed[] = [];
  /** Some that came by themselves were let go of: they have to be read from the agency. */
  let letGo = false;
  let woken = false;
  let ring = () => {};
  /** How far this process saw the stream come: where Redis lost everything, it goes on from here. */
  let reached: string | undefined;
  /** Positions that this process read from, and notices it told, since the stream last moved without it. */
  const left = new LRUCache<string, true>({ max: MOST_REMEMBERED });
  const told = new LRUCache<string, true>({ max: MOST_REMEMBERED });
  let fruitless = 0;
  let failures = 0;
  let hadAllAt = performance.now();
  let hasAll = false;

  const wake = () => {
    woken = true;
    ring();
  };
  const listening = notices.listen?.(source, wake);
  const running = run();

  return {
    wake,
    push(pushed) {
      if (waiting.length < MOST_WAITING) waiting.push(pushed);
      else letGo = true;
      wake();
    },
    behindMs: () => (hasAll ? 0 : Math.round(performance.now() - hadAllAt)),
    async stop() {
      stopping.abort();
      ring();
      await listening?.stop();
      await running;
    },
  };

  async function run(): Promise<void> {
    while (!signal.aborted) {
      woken = false;
      try {
        const hasMore = await step();
        if (failures > 0) log.info({ subgraph: name }, "the agency's changes are told again");
        failures = 0;
        if (hasMore) continue;
        [hasAll, hadAllAt] = [true, performance.now()];
        await pause(settings.AMA_NOTICES_POLL_MS);
      } catch (error) {
        if (signal.aborted) return;
        hasAll = false;
        tellFailure(error);
        // Not sooner when woken: whoever fails and is called all the time would never rest.
        const waitMs = Math.min(LAST_RETRY_MS, FIRST_RETRY_MS * 2 ** failures);
        failures += 1;
        await sleep(waitMs * (0.5 + Math.random() / 2), undefined, { signal }).catch(() => undefined);
      }
    }
  }

  /** One part of the agency's log, from where the stream is. @returns whether to look again at once */
  async function step(): Promise<boolean> {
    const position = await bus.position(name);
    if (position === undefined) {
      const begin = reached ?? (await notices.end(source, asking()));
      // What happened before is told to nobody.
      await kept?.dropAll();
      await bus.append({ source: name, from: undefined, to: begin, events: [] });
      return true;
    }
    if (position !== reached) {
      left.clear();
      told.clear();
    }
    reached = position;
    const pushed = takePushed(position);
    const page: NoticePage = pushed
      ? { ...pushed, hasMore: waiting.length > 0 || letGo }
      : await notices.readAfter(position, source, asking());
    const { events, to, hasMore, isTorn, unreadable = 0 } = page;
    if (unreadable > 0)
      log.error(
        { subgraph: name, unreadable, after: position },
        "notices that cannot be read: of these nobody is told",
      );
    if (isTorn)
      log.error({ subgraph: name }, "the agency no longer keeps all its changes since the last that was told");
    if (to === position) return false;
    left.set(position, true);
    if (left.has(to)) throw misled("its pages go round in a circle");
    if (isTorn) told.clear();
    const fresh = events.filter(({ id }) => !told.has(id));
    // First: whoever is told of a change, or reads after it, finds nothing of before.
    if (isTorn || unreadable > 0) await kept?.dropAll();
    else await kept?.drop(fresh);
    const appended = await bus.append({ source: name, from: position, to, events: fresh });
    if (appended) {
      reached = to;
      for (const { id } of fresh) told.set(id, true);
    }
    fruitless = hasMore && fresh.length === 0 ? fruitless + 1 : 0;
    if (fruitless > MOST_FRUITLESS) throw misled("page after page without anything new");
    return hasMore || !appended;
  }

  /** The notices that follow right on the position, if they came by themselves; those before it are let go. */
  function takePushed(position: string): Pushed | undefined {
    const next = waiting.find(({ from }) => from === position);
    if (next) waiting = waiting.filter((one) => one !== next);
    // What does not follow is in what is read now, or comes after it.
    else [waiting, letGo] = [[], false];
    return next;
  }

  async function pause(ms: number): Promise<void> {
    if (woken || signal.aborted) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      ring = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    ring = () => {};
  }

  function misled(detail: string): Fault {
    return new Fault("AGENCY_UNREADABLE", agencyOf(name), `changes: ${detail}`);
  }

  function asking(): Asking {
    return { mandate: standingMandate(name, settings), signal };
  }

  function tellFailure(error: unknown): void {
    if (!(error instanceof Fault)) log.error({ subgraph: name, err: error }, "an agency's changes cannot be told");
    else if (failures === 0)
      log.warn({ subgraph: name, code: error.code, detail: error.detail }, "an agency's changes are not told just now");
  }
}
