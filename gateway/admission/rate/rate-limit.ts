import { createHmac, hkdfSync } from "node:crypto";
import { LRUCache } from "lru-cache";
import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import { traced, type Span } from "../../../platform/tracing/tracing.js";
import { NO_ORGANISATION, type Mandate } from "../../../schema/mandate.js";

/** How many points may be used in one window. */
export interface RatePolicy {
  readonly name: "subject" | "organisation";
  readonly points: number;
  readonly windowSeconds: number;
}

/** What is left under a policy, after a request was counted. */
export interface RateState {
  readonly policy: RatePolicy;
  readonly remaining: number;
  readonly resetSeconds: number;
  /** Whether the request was within it. */
  readonly within: boolean;
}

/** Whose questions are counted together. */
export interface Counted {
  readonly subject: string;
  /** With whom a budget is shared; absent for those who ask for no organisation. */
  readonly organisation?: string;
}

/** Citizens have nothing in common but that they ask for no organisation: each has a budget of the own alone. */
export function countedOf({ subject, organisation }: Pick<Mandate, "subject" | "organisation">): Counted {
  return organisation === NO_ORGANISATION ? { subject } : { subject, organisation };
}

export interface RateLimit {
  /**
   * Counts a request of so many points. Who goes over has nothing left until the window ends.
   * @returns each policy as it stands, the subject's own first; a policy that was not reached is left out
   */
  count(who: Counted, points: number, span?: Span): Promise<readonly RateState[]>;
}

/** The part of a node-redis client that is used. */
interface RedisScripts {
  readonly isReady: boolean;
  eval(script: string, options: { keys: string[]; arguments: string[] }): Promise<unknown>;
}

export interface RateLimitOptions {
  readonly subjectPoints: number;
  readonly organisationPoints: number;
  readonly windowSeconds: number;
  /** Secret from which the names of counters are made. */
  readonly key: Buffer;
  /** So that all gateways count together; without it each counts for itself. */
  readonly redis?: RedisScripts | undefined;
  /** Told why Redis does not count, whenever it does not. */
  readonly onFailure?: (error: unknown) => void;
}

/** Longer than this a request does not wait for Redis: then the process counts for itself. */
const REDIS_TIMEOUT_MS = 100;
/** Those who are over are refused from memory until their window ends, without asking Redis again. */
const MOST_OVER = 10_000;

/**
 * Adds the points to the first counter, and to the next ones as long as those before are not over: a subject that is
 * over does not use up what its colleagues share. Gives the points used and the milliseconds left of each.
 */
const COUNT = `local told = {}
for i, key in ipairs(KEYS) do
  redis.call('set', key, 0, 'EX', ARGV[2], 'NX')
  local used = redis.call('incrby', key, ARGV[1])
  told[2 * i - 1] = used
  told[2 * i] = redis.call('pttl', key)
  if used > tonumber(ARGV[2 + i]) then break end
end
return told`;

/** Points used of a counter, and how long they count. */
type Usage = readonly [points: number, leftMs: number];

/**
 * Limits what a subject, and all of its organisation, may ask in a window. Counters are named by a keyed hash: who looks
 * into Redis reads neither a name nor a number.
 */
export function createRateLimit(options: RateLimitOptions): RateLimit {
  const { subjectPoints, organisationPoints, windowSeconds, redis, onFailure = () => undefined } = options;
  const secret = Buffer.from(hkdfSync("sha256", options.key, "", "ama rate limit counters", 32));
  const hash = (text: string) => createHmac("sha256", secret).update(text).digest("base64url");
  const subjectPolicy: RatePolicy = { name: "subject", points: subjectPoints, windowSeconds };
  const organisationPolicy: RatePolicy = { name: "organisation", points: organisationPoints, windowSeconds };
  const over = new LRUCache<string, Usage>({ max: MOST_OVER, ttl: 1, ttlAutopurge: false });
  const memory = new Map(
    [subjectPolicy, organisationPolicy].map(({ name, points }) => [
      name,
      new RateLimiterMemory({ keyPrefix: name, points, duration: windowSeconds }),
    ]),
  );

  return {
    async count({ subject, organisation }, points, span) {
      const policies = organisation === undefined ? [subjectPolicy] : [subjectPolicy, organisationPolicy];
      // The braces keep what is counted in one step on one node of a cluster.
      const shared = hash(organisation ?? subject);
      const own = `ama:rate:subject:{${shared}}:${hash(`${organisation ?? ""} ${subject}`)}`;
      const counters = [own, `ama:rate:organisation:{${shared}}`].slice(0, policies.length);
      const cost = Math.max(1, Math.ceil(points));
      const used =
        knownOver(counters) ??
        (await useInRedis(counters, policies, cost, span)) ??
        (await use(counters, policies, cost));
      return used.map(([consumed, leftMs], i) => {
        const policy = policies[i]!;
        const within = consumed <= policy.points;
        if (!within && leftMs > 0) over.set(counters[i]!, [consumed, leftMs], { ttl: leftMs });
        return {
          policy,
          remaining: Math.max(0, policy.points - consumed),
          resetSeconds: Math.ceil(Math.max(0, leftMs) / 1_000),
          within,
        };
      });
    },
  };

  /** The subject itself is over: nothing more is counted. An organisation's counter alone says nothing of the subject's. */
  function knownOver([own = ""]: readonly string[]): Usage[] | undefined {
    const usage = over.get(own);
    return usage && [[usage[0], over.getRemainingTTL(own)]];
  }

  /** Undefined when Redis is away, silent or failing. */
  async function useInRedis(
    keys: string[],
    policies: readonly RatePolicy[],
    cost: number,
    span: Span | undefined,
  ): Promise<Usage[] | undefined> {
    if (!redis?.isReady) return undefined;
    const limits = policies.map(({ points }) => String(points));
    const ask = () => redis.eval(COUNT, { keys, arguments: [String(cost), String(windowSeconds), ...limits] });
    const told = await traced(span, "redis.rate-limit", { "db.system.name": "redis" }, () =>
      within(REDIS_TIMEOUT_MS, ask()),
    ).catch(onFailure);
    if (!Array.isArray(told)) return undefined;
    return policies.flatMap((_policy, i): Usage[] =>
      told.length > 2 * i ? [[Number(told[2 * i]), Number(told[2 * i + 1])]] : [],
    );
  }

  async function use(counters: readonly string[], policies: readonly RatePolicy[], cost: number): Promise<Usage[]> {
    const used: Usage[] = [];
    for (const [i, { name, points }] of policies.entries()) {
      const told = await memory
        .get(name)!
        .consume(counters[i]!, cost)
        .catch((refused: unknown) => {
          if (refused instanceof RateLimiterRes) return refused;
          throw refused;
        });
      used.push([told.consumedPoints, told.msBeforeNext]);
      if (told.consumedPoints > points) break;
    }
    return used;
  }
}

/** @throws when it takes longer */
async function within<T>(ms: number, promise: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error("too late")), ms);
  });
  // Whichever loses the race is nobody's to catch any more.
  promise.catch(() => undefined);
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
