import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { createRateLimit } from "../../gateway/admission/rate/rate-limit.js";
import { createRevokedTokens } from "../../gateway/identity/revoked-tokens.js";
import { createSessionStore } from "../../gateway/pages/session/session-store.js";
import { createRedisBus } from "../../platform/bus/redis-bus.js";
import type { Bus } from "../../platform/bus/bus.js";
import { createLog } from "../../platform/log.js";
import { connectRedis, pingRedis, type Redis } from "../../platform/redis.js";
import { redisProgram } from "../support/redis.js";
import { startCluster, startSentinels, type RedisSet } from "../support/redis-sets.js";

const EVENTS = 60;
const KILLED_AT = 20;
const FOLLOWERS = 5;

/** What the gateway and the subgraphs do with one Redis they do with a set of them, under the logins of deploy/redis. */
(redisProgram ? describe : describe.skip).each([
  ["a cluster of three primaries and their replicas", startCluster],
  ["a primary and its replica under three sentinels", startSentinels],
] as const)("%s", (_name, start) => {
  let set: RedisSet;
  let redis: Redis;
  let bus: Bus;
  let follower: Bus;
  const log = createLog("silent");
  const nowMs = Date.now;

  beforeAll(async () => {
    set = await start();
    redis = connectRedis(set.urlFor("gateway"), log);
    bus = createRedisBus({ url: set.urlFor("subgraph"), window: { ageMs: 60_000, events: 1_000 }, log });
    follower = createRedisBus({ url: set.urlFor("gateway"), window: { ageMs: 60_000, events: 1_000 }, log });
    await follower.end();
    for (let tries = 0; !redis.isReady && tries < 100; tries += 1) await sleep(50);
  }, 60_000);
  afterAll(async () => {
    await Promise.all([bus.stop(), follower.stop()]);
    redis.destroy();
    await set.stop();
  });

  test("answers a sign of life", async () => {
    await expect(pingRedis(set.urlFor("gateway"))).resolves.toBeUndefined();
    await expect(pingRedis(set.urlFor("gateway").replace("pass-", "no-pass-"))).rejects.toThrow();
  });

  test("counts rates, keeps sessions and revocations", async () => {
    const key = Buffer.alloc(64, "k");
    const failures: unknown[] = [];
    const rate = createRateLimit({
      ...{ subjectPoints: 10, organisationPoints: 100, windowSeconds: 60, key, redis },
      onFailure: (error) => failures.push(error),
    });
    await rate.count({ subject: "somebody", organisation: "0316380841" }, 3);
    const states = await rate.count({ subject: "somebody", organisation: "0316380841" }, 3);
    expect(states.map(({ remaining }) => remaining)).toEqual([4, 94]);
    expect(failures).toEqual([]);

    const sessions = createSessionStore(redis, nowMs);
    const session = { version: "1", accessToken: "t", expiresAt: nowMs(), endsAt: nowMs() / 1_000 + 60, given: [] };
    await sessions.add("an id", session);
    expect(await sessions.find("an id")).toEqual(session);
    expect(await sessions.replace("an id", { ...session, version: "2" })).toBe(true);
    expect((await sessions.remove("an id"))?.version).toBe("2");

    const [one, other] = [createRevokedTokens({ redis, nowMs, log }), createRevokedTokens({ redis, nowMs, log })];
    await one.revoke([{ digest: "digest", until: nowMs() / 1_000 + 60 }]);
    await new Promise<void>((resolve) => (other.has("digest") ? resolve() : other.onRevoked(() => resolve())));
    one.stop();
    other.stop();
  });

  test("gives each follower each event once, in order, though the server that has them is killed", async () => {
    const after = await follower.end();
    const received = Array.from({ length: FOLLOWERS }, () => [] as string[]);
    let lost = 0;
    const following = received.map((mine) =>
      follower.follow(
        after,
        (events) => mine.push(...events.map(({ event }) => event.id)),
        () => (lost += 1),
      ),
    );
    const sent: string[] = [];
    let killed: Promise<void> | undefined;
    for (let number = 1; number <= EVENTS; number += 1) {
      const event = { id: `event-${number}`, kind: "DOSSIER_CHANGED", occurredAt: "2026-11-21T09:00:00Z" } as const;
      const step = { source: "referrals", from: number === 1 ? undefined : String(number - 1), to: String(number) };
      // As the publisher does: what failed may have been done, and the position says so.
      for (;;)
        try {
          await bus.append({ ...step, events: [event] });
          break;
        } catch {
          await sleep(50);
        }
      sent.push(event.id);
      // What the replica has not heard of yet is lost with the primary: nothing was told of it here.
      if (number === KILLED_AT) await sleep(100);
      if (number === KILLED_AT) killed = set.killPrimary();
    }
    await killed;
    for (let tries = 0; received.some(({ length }) => length < EVENTS) && tries < 600; tries += 1) await sleep(50);
    for (const one of following) one.stop();
    expect(received).toEqual(received.map(() => sent));
    expect(lost).toBe(0);
  }, 60_000);
});
