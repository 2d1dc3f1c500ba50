import { hash } from "node:crypto";
import type { Log } from "../../platform/log.js";
import type { Redis } from "../../platform/redis.js";
import { SKEW_SECONDS } from "./issuer-keys.js";

/**
 * What is refused though it is signed and has not expired: access tokens, and logins of the pages, that somebody logged
 * out of. Each is known by a digest alone, and until it would have ended anyway.
 */
export interface RevokedTokens {
  /** Refused from now on by this process, and by the others that share its Redis within `EVERY_MS`. */
  revoke(revoked: readonly Revoked[]): Promise<void>;
  has(digest: string): boolean;
  /** Calls back with each digest that becomes revoked, by this process or another. */
  onRevoked(listener: (digest: string) => void): () => void;
  stop(): void;
}

export interface Revoked {
  readonly digest: string;
  /** In seconds since the epoch. */
  readonly until: number;
}

/** How often a process reads what others revoked: no revocation takes longer to reach it. */
export const EVERY_MS = 1_000;
/** In braces, so that a cluster keeps both in one place. */
const UNTIL = "ama:{revoked}:until";
const COUNT = "ama:{revoked}:count";

/** Names a token without revealing it. The signature is left out: one may be written in several ways. */
export function digestOf(token: string): string {
  return hash("sha256", token.slice(0, token.lastIndexOf(".")), "base64url");
}

/** A token is accepted a little longer than it says, and refused at least as long. */
export function revokedOf(token: string, { expiresAt }: { expiresAt: number }): Revoked {
  return { digest: digestOf(token), until: expiresAt + 2 * SKEW_SECONDS };
}

export interface RevokedTokensParts {
  readonly redis: Redis | undefined;
  /** Milliseconds since the epoch. */
  readonly nowMs: () => number;
  readonly log: Log;
}

export function createRevokedTokens({ redis, nowMs, log }: RevokedTokensParts): RevokedTokens {
  const revoked = new Map<string, number>();
  const listeners = new Set<(digest: string) => void>();
  /** Not in Redis yet. */
  const unpublished = new Map<string, number>();
  let countSeen: string | null = null;
  let looking: Promise<void> | undefined;
  const timer = setInterval(() => {
    forgetEnded();
    void look();
  }, EVERY_MS).unref();

  return {
    async revoke(some) {
      for (const { digest, until } of some) {
        take(digest, until);
        if (redis) unpublished.set(digest, until);
      }
      await publish();
    },
    has: (digest) => revoked.has(digest),
    onRevoked(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    stop: () => clearInterval(timer),
  };

  function take(digest: string, until: number): void {
    if (revoked.has(digest) || until * 1_000 <= nowMs()) return;
    revoked.set(digest, until);
    for (const listener of [...listeners]) listener(digest);
  }

  function forgetEnded(): void {
    for (const all of [revoked, unpublished])
      for (const [digest, until] of all) if (until * 1_000 <= nowMs()) all.delete(digest);
  }

  /** What Redis did not take is written with the next look. */
  async function publish(): Promise<void> {
    if (!redis?.isReady || unpublished.size === 0) return;
    const pending = [...unpublished];
    try {
      await redis
        .multi()
        .zAdd(
          UNTIL,
          pending.map(([value, score]) => ({ value, score })),
        )
        .zRemRangeByScore(UNTIL, 0, Math.floor(nowMs() / 1_000))
        .incr(COUNT)
        .exec();
      for (const [digest] of pending) unpublished.delete(digest);
    } catch (error) {
      log.warn({ reason: (error as Error).message }, "revoked tokens could not be written to Redis yet");
    }
  }

  function look(): Promise<void> {
    return (looking ??= lookNow().finally(() => (looking = undefined)));
  }

  /** The list itself is read only when there is more of it. */
  async function lookNow(): Promise<void> {
    if (!redis?.isReady) return;
    await publish();
    try {
      const count = await redis.get(COUNT);
      if (count === countSeen) return;
      const found = await redis.zRangeByScoreWithScores(UNTIL, Math.floor(nowMs() / 1_000), "+inf");
      for (const { value, score } of found) take(value, score);
      countSeen = count;
    } catch (error) {
      log.debug({ reason: (error as Error).message }, "revoked tokens could not be read from Redis yet");
    }
  }
}
