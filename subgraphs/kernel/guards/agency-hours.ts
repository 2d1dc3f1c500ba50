import type { AgencyName } from "../../../schema/agencies.js";
import type { Fault, FaultCode } from "../../../schema/faults.js";
import type { Clock } from "../../../platform/clock.js";
import type { Log } from "../../../platform/log.js";
import { connectRedis, type Redis } from "../../../platform/redis.js";
import type { Settings } from "../../../platform/settings.js";

/** How one agency answered within one hour. */
export interface AgencyHour {
  /** First moment of the hour, ISO. */
  readonly at: string;
  readonly asked: number;
  readonly answered: number;
  /** Of all that were asked, together. */
  readonly ms: number;
  /** By code. */
  readonly faults: Readonly<Record<string, number>>;
}

/** What the guards of an agency saw, by the hour: of all processes that share a Redis, or of this one. Bounded in time. */
export interface AgencyHours {
  /** One call. */
  record(ok: boolean, ms: number, fault?: Fault): void;
  /** A fault that a client is told of; one that a call came to is counted already. */
  tell(fault: Fault): void;
  /** Counts nothing, now or when a client is told of it: the call ended because its caller stopped waiting. */
  pass(fault: Fault): void;
  /** The hours that begin from `from` on and before `to`, ISO, the oldest first; hours without a call are left out. */
  read(from: string, to: string): Promise<AgencyHour[]>;
  stop(): void;
}

type Counts = Map<string, number>;

/** What an agency answers about somebody: no fault of the agency, and by the hour it would tell of the person. */
const STATES_OF_PERSONS: ReadonlySet<FaultCode> = new Set([
  "DOSSIER_CLOSED",
  "NOT_INSCRIBED",
  "FILTERED",
  "INSZ_NOT_KNOWN",
]);

const HOUR_MS = 3_600_000;
const FLUSH_MS = 1_000;

export interface AgencyHoursParts {
  readonly agency: AgencyName;
  readonly settings: Pick<Settings, "REDIS_URL" | "AMA_AVAILABILITY_DAYS">;
  readonly clock: Clock;
  readonly log: Log;
}

export function openAgencyHours({ agency, settings, clock, log }: AgencyHoursParts): AgencyHours {
  const keptMs = settings.AMA_AVAILABILITY_DAYS * 86_400_000;
  const redis = settings.REDIS_URL === undefined ? undefined : connectRedis(settings.REDIS_URL, log);
  const seen = new Map<string, Counts>();
  /** Not in Redis yet. */
  const unsent = new Map<string, Counts>();
  const keyOf = (hour: string) => `ama:agency-hours:${agency}:${hour}`;
  const counted = new WeakSet<Fault>();
  let sending: Promise<void> | undefined;
  const timer = redis && setInterval(() => void flush(redis), FLUSH_MS).unref();

  /** What cannot be sent is sent the next time. */
  function flush(connected: Redis): Promise<void> {
    return (sending ??= send(connected).finally(() => (sending = undefined)));
  }

  async function send(connected: Redis): Promise<void> {
    for (const [hour, counts] of [...unsent]) {
      if (!connected.isReady) return;
      unsent.delete(hour);
      const batch = connected.multi();
      for (const [name, count] of counts) batch.hIncrBy(keyOf(hour), name, count);
      try {
        await batch.pExpire(keyOf(hour), keptMs + HOUR_MS).exec();
      } catch {
        for (const [name, count] of counts) add(unsent, hour, name, count);
      }
    }
  }

  function note(counts: Readonly<Record<string, number>>, fault: Fault | undefined): void {
    const now = clock().getTime();
    const first = hourOf(now - keptMs);
    for (const books of redis ? [seen, unsent] : [seen]) {
      forgetBefore(books, first);
      for (const [name, count] of Object.entries(counts)) add(books, hourOf(now), name, count);
      if (fault && !STATES_OF_PERSONS.has(fault.code)) add(books, hourOf(now), fault.code, 1);
    }
    if (fault) counted.add(fault);
  }

  return {
    record: (ok, ms, fault) => note({ asked: 1, answered: ok ? 1 : 0, ms: Math.round(ms) }, fault),
    tell(fault) {
      if (fault.agency === agency && !counted.has(fault)) note({}, fault);
    },
    pass: (fault) => void counted.add(fault),
    async read(from, to) {
      const hours = hoursBetween(Math.max(Date.parse(from), clock().getTime() - keptMs), Date.parse(to));
      const shared = redis?.isReady ? await readShared(redis, hours).catch(() => undefined) : undefined;
      return hours.flatMap((hour, at) => {
        const counts = shared?.[at] ?? (shared ? undefined : seen.get(hour));
        return counts?.size ? [asHour(hour, counts)] : [];
      });
    },
    stop() {
      clearInterval(timer);
      redis?.destroy();
    },
  };

  async function readShared(connected: Redis, hours: readonly string[]): Promise<Counts[]> {
    await flush(connected);
    const found = await Promise.all(hours.map((hour) => connected.hGetAll(keyOf(hour))));
    return found.map(
      (fields) => new Map<string, number>(Object.entries(fields).map(([name, count]) => [name, Number(count)])),
    );
  }
}

function asHour(hour: string, counts: Counts): AgencyHour {
  const { asked = 0, answered = 0, ms = 0, ...faults } = Object.fromEntries(counts);
  return { at: `${hour}:00:00Z`, asked, answered, ms, faults };
}

function add(books: Map<string, Counts>, hour: string, name: string, count: number): void {
  let counts = books.get(hour);
  if (!counts) books.set(hour, (counts = new Map<string, number>()));
  counts.set(name, (counts.get(name) ?? 0) + count);
}

function forgetBefore(books: Map<string, Counts>, first: string): void {
  for (const hour of books.keys()) if (hour < first) books.delete(hour);
}

/** `2026-11-21T09` */
function hourOf(ms: number): string {
  return new Date(ms).toISOString().slice(0, 13);
}

function hoursBetween(fromMs: number, toMs: number): string[] {
  const hours: string[] = [];
  for (let at = Math.floor(fromMs / HOUR_MS) * HOUR_MS; at < toMs; at += HOUR_MS) hours.push(hourOf(at));
  return hours;
}
