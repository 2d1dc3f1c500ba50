import { EVENTS } from "../../schema/events.js";
import { Fault, Refusal, type FaultCode } from "../../schema/faults.js";
import type { Mandate } from "../../schema/mandate.js";
import { catchUp } from "./catch-up.js";
import { createChangeFilter, keyOf, type ChangeArguments, type ChangeRoot } from "./change-filter.js";
import type { Push } from "./live-service.js";
import type { Subscriber } from "./subscriber.js";
import { inOrder } from "./in-order.js";
import { pause } from "./pause.js";
import type { HeardEvent, StreamReader } from "./stream.js";

const AT_ONCE = 500;
/** How long an agency may be silent about who may hear of its event before the subscriber is told to come back. */
const SIGHT_WAIT_MS = 30_000;
/** How often it is asked again where it fails at this very person, whom it may fail at forever. */
const SIGHT_TRIES = 3;
/** The agency, or what stands before it, does not answer anybody: that passes, and is waited for. */
const AWAY: ReadonlySet<FaultCode> = new Set([
  "AGENCY_UNAVAILABLE",
  "AGENCY_TIMEOUT",
  "AGENCY_BUSY",
  "SUBGRAPH_UNAVAILABLE",
  "SUBGRAPH_UNREACHABLE",
  "SUBGRAPH_TIMEOUT",
  "PLANNER_UNAVAILABLE",
  "ACCESS_LOG_UNAVAILABLE",
]);

/** Tells of changes as they happen: those asked for, about whom the mandate has in sight. */
export async function* followChanges(
  root: ChangeRoot,
  subscriber: Subscriber,
  mandate: Mandate,
  signal: AbortSignal,
): AsyncGenerator<Push, void> {
  const { stream, metrics, heartbeatMs } = subscriber.parts;
  const asked: ChangeArguments = subscriber.arguments;
  const matches = createChangeFilter(root, asked, mandate, subscriber.parts.ids);
  const key = keyOf(root);
  const resumed = await resume();
  const { reader } = resumed;
  /** Whether it has been told everything once: from then on, whatever waits for it waits because it reads slowly. */
  let isAbreast = false;
  yield { cursor: reader.place() };
  if (asked.snapshot && (!asked.after || resumed.afresh)) yield* snapshots();

  while (!signal.aborted) {
    subscriber.checkMoved();
    await subscriber.renew();
    const events = await nextEvents();
    if (events.length === 0) {
      if (!signal.aborted) yield { cursor: reader.place() };
      continue;
    }
    const wanted = events.filter(({ event }) => matches(event));
    const due = isAbreast ? catchUp(wanted, key) : wanted;
    if (due.length < wanted.length) metrics.coalesced.inc(wanted.length - due.length);
    yield* inOrder(due, tellOf, signal);
    isAbreast ||= events.length < AT_ONCE;
  }

  /** What comes next, or nothing by the time of the next heartbeat. */
  async function nextEvents(): Promise<readonly HeardEvent[]> {
    try {
      return await reader.next(AT_ONCE, heartbeatMs, signal);
    } catch (error) {
      if (!(error instanceof Fault) || error.code !== "BUS_UNAVAILABLE") throw error;
      // It is where it was when the stream is back.
      await pause(Math.min(heartbeatMs, 1_000), signal);
      return [];
    }
  }

  /** At the cursor; or afresh where that has expired and the subscriber is told how things stand anyway. */
  async function resume(): Promise<{ reader: StreamReader; afresh: boolean }> {
    const { after, snapshot } = asked;
    const at = stream.read(after ?? undefined);
    if (!after) return { reader: at, afresh: true };
    try {
      await at.check();
      return { reader: at, afresh: false };
    } catch (error) {
      const expired = error instanceof Refusal && error.code === "CURSOR_EXPIRED";
      if (!expired || !snapshot) throw error;
      return { reader: stream.read(undefined), afresh: true };
    }
  }

  async function* snapshots(): AsyncGenerator<Push, void> {
    const cursor = reader.place() ?? "";
    for (const id of new Set(asked.ids ?? [])) {
      const occurredAt = subscriber.parts.clock().toISOString();
      const change = { cursor, kind: "SNAPSHOT", agency: null, occurredAt };
      yield { cursor, result: await subscriber.answerNow(change, key, id) };
    }
  }

  async function tellOf(heard: HeardEvent): Promise<Push | undefined> {
    const subject = await findInSight(heard);
    if (!subject) return undefined;
    const { cursor, event, heardAt } = heard;
    const { agency } = EVENTS[event.kind];
    const { kind, occurredAt } = event;
    const change = { cursor, kind, agency, occurredAt, [key]: subject };
    return { cursor, heardAt, result: await subscriber.answer(change, cursor) };
  }

  /**
   * Where the agency fails at this very person it stays unknown, and is not told: a query would not tell it either.
   * @throws Fault when the agency is away for long; its event is told to nobody until it is back
   */
  async function findInSight({ cursor, event }: HeardEvent): Promise<object | undefined> {
    const { shared, sight, log } = subscriber.parts;
    const partnership = (root === "participantChanged" && asked.partnership) || undefined;
    const giveUp = performance.now() + SIGHT_WAIT_MS;
    for (let tries = 1, waitMs = 250; ; tries += 1, waitMs = Math.min(2 * waitMs, 4_000)) {
      try {
        const { subject } = await shared.share(`sight ${subscriber.key} ${cursor}`, () =>
          subscriber.within(async (context) => ({ subject: await sight(event, root, partnership, context) })),
        );
        return subject;
      } catch (error) {
        if (!(error instanceof Fault) || signal.aborted) throw error;
        const isAway = AWAY.has(error.code);
        if (isAway && performance.now() > giveUp) throw error;
        if (!isAway && tries >= SIGHT_TRIES) {
          metrics.untold.inc();
          log.warn({ event: event.id, code: error.code }, "a change is not told: its agency does not say who may know");
          return undefined;
        }
        await pause(waitMs, signal);
      }
    }
  }
}
