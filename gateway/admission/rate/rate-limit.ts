import { createHmac, hkdfSync } from "node:crypto";
import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes, RLWrapperTimeouts } from "rate-limiter-flexible";
import type { RateLimiterAbstract } from "rate-limiter-flexible";
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
  count(who: Counted, points: number): Promise<readonly RateState[]>;
}

export interface RateLimitOptions {
  readonly subjectPoints: number;
  readonly organisationPoints: number;
  readonly windowSeconds: number;
  /** Secret from which the names of counters are made. */
  readonly key: Buffer;
  /** A node-redis client, so that all gateways count together; without one each counts for itself. */
  readonly redis?: object | undefined;
}

/** Longer than this a request does not wait for Redis: then the process counts for itself. */
const REDIS_TIMEOUT_MS = 100;

/**
 * Limits what a subject, and all of its organisation, may ask in a window. Counters are named by a keyed hash: who looks
 * into Redis reads neither a name nor a number.
 */
export function createRateLimit(options: RateLimitOptions): RateLimit {
  const { subjectPoints, organisationPoints, windowSeconds, redis } = options;
  const secret = Buffer.from(hkdfSync("sha256", options.key, "", "ama rate limit counters", 32));
  const policies: { policy: RatePolicy; limiter: Limiter }[] = [
    { name: "subject" as const, points: subjectPoints, windowSeconds },
    { name: "organisation" as const, points: organisationPoints, windowSeconds },
  ].map((policy) => ({ policy, limiter: createLimiter(policy, redis) }));

  return {
    async count(who, points) {
      const states: RateState[] = [];
      const cost = Math.max(1, Math.ceil(points));
      for (const { policy, limiter } of policies) {
        const { subject, organisation } = who;
        if (policy.name === "organisation" && organisation === undefined) continue;
        const name = policy.name === "subject" ? `${organisation ?? ""} ${subject}` : organisation!;
        const counter = createHmac("sha256", secret).update(name).digest("base64url");
        const { result, within } = await consume(limiter, counter, cost);
        states.push({
          policy,
          remaining: result.remainingPoints,
          resetSeconds: Math.ceil(Math.max(0, result.msBeforeNext) / 1000),
          within,
        });
        // A subject that is over does not use up what its colleagues share.
        if (!within) break;
      }
      return states;
    },
  };
}

type Limiter = Pick<RateLimiterAbstract, "consume">;

function createLimiter({ name, points, windowSeconds }: RatePolicy, redis: object | undefined): Limiter {
  const common = { keyPrefix: `ama:rate:${name}`, points, duration: windowSeconds };
  const memory = new RateLimiterMemory(common);
  if (!redis) return memory;
  const limiter = new RateLimiterRedis({
    ...common,
    storeClient: redis,
    useRedisPackage: true,
    rejectIfRedisNotReady: true,
    // Who is over is refused from memory until the window ends, without asking Redis again.
    inMemoryBlockOnConsumed: points,
  });
  return new RLWrapperTimeouts({
    keyPrefix: common.keyPrefix,
    limiter: limiter,
    insuranceLimiter: memory,
    timeoutMs: REDIS_TIMEOUT_MS,
  });
}

async function consume(limiter: Limiter, counter: string, points: number) {
  try {
    return { result: await limiter.consume(counter, points), within: true };
  } catch (refused) {
    if (refused instanceof RateLimiterRes) return { result: refused, within: false };
    throw refused;
  }
}
