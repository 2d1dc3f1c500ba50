import { describe, expect, it } from "@jest/globals";
import { countedOf, createRateLimit, type RateLimit } from "../../../gateway/admission/rate/rate-limit.js";
import { NO_ORGANISATION } from "../../../schema/mandate.js";
import { rateHeaders } from "../../../gateway/admission/rate/rate-headers.js";

const KEY = Buffer.alloc(64, 7);
const an = { subject: "an", organisation: "0316380841" };
const bo = { subject: "bo", organisation: "0316380841" };
const limits = { subjectPoints: 100, organisationPoints: 150, windowSeconds: 60, key: KEY };

/** A Redis that answers the limiter's script as Redis would, and keeps what it was told. */
function fakeRedis(mood: { now: "well" | "silent" | "failing" }) {
  const counters = new Map<string, number>();
  return {
    counters,
    isReady: true,
    eval(_script: string, { keys, arguments: [points, , ...limits] }: { keys: string[]; arguments: string[] }) {
      if (mood.now === "silent") return new Promise(() => undefined);
      if (mood.now === "failing") return Promise.reject(new Error("READONLY"));
      const told: number[] = [];
      for (const [i, key] of keys.entries()) {
        const consumed = (counters.get(key) ?? 0) + Number(points);
        counters.set(key, consumed);
        told.push(consumed, 60_000);
        if (consumed > Number(limits[i])) break;
      }
      return Promise.resolve(told);
    },
  };
}

describe("the rate limit", () => {
  let rate: RateLimit;

  it("counts the cost of each question against its subject and its organisation", async () => {
    rate = createRateLimit(limits);
    expect(rateHeaders(await rate.count(an, 30))).toEqual({
      "ratelimit-policy": '"subject";q=100;w=60;qu="cost-points", "organisation";q=150;w=60;qu="cost-points"',
      ratelimit: '"subject";r=70;t=60, "organisation";r=120;t=60',
    });
    expect((await rate.count(bo, 10)).map(({ remaining }) => remaining)).toEqual([90, 110]);
  });

  it("tells a subject that is over when to come back, and leaves its colleagues what they share", async () => {
    rate = createRateLimit(limits);
    await rate.count(an, 90);
    const [over, ...more] = await rate.count(an, 40);
    expect(over).toMatchObject({ remaining: 0, within: false });
    expect(more).toEqual([]);
    expect(rateHeaders([over!])["retry-after"]).toMatch(/^[1-9]\d?$/);
    expect((await rate.count(bo, 1)).at(-1)).toMatchObject({ remaining: 59, within: true });
  });

  it("stops an organisation whose people each stay within their own", async () => {
    rate = createRateLimit(limits);
    await rate.count(an, 80);
    const states = await rate.count(bo, 80);
    expect(states.map(({ within }) => within)).toEqual([true, false]);
  });

  it("leaves citizens what other citizens ask, and refuses who is over without asking Redis again", async () => {
    const redis = fakeRedis({ now: "well" });
    rate = createRateLimit({ ...limits, redis });
    const citizens = ["an", "bo"].map((subject) => countedOf({ subject, organisation: NO_ORGANISATION }));
    for (const citizen of citizens)
      expect(await rate.count(citizen, 90)).toMatchObject([
        { policy: { name: "subject" }, remaining: 10, within: true },
      ]);
    expect(await rate.count(citizens[0]!, 20)).toMatchObject([{ within: false }]);
    const before = new Map(redis.counters);
    const [over] = await rate.count(citizens[0]!, 20);
    expect([over?.within, over!.resetSeconds > 0, redis.counters]).toEqual([false, true, before]);
  });

  it("counts a free question as one point", async () => {
    rate = createRateLimit(limits);
    expect((await rate.count(an, 0))[0]).toMatchObject({ remaining: 99 });
  });

  it("lets gateways count together in Redis, under names that tell nobody anything", async () => {
    const redis = fakeRedis({ now: "well" });
    await createRateLimit({ ...limits, redis }).count(an, 30);
    expect((await createRateLimit({ ...limits, redis }).count(an, 30))[0]).toMatchObject({ remaining: 40 });
    for (const name of redis.counters.keys()) {
      expect(name).toMatch(/^ama:rate:(subject|organisation):\{[\w-]{43}\}(:[\w-]{43})?$/);
      expect(name).not.toMatch(/0316380841|an\b/);
    }
  });

  it.each(["silent", "failing"] as const)("counts for itself while Redis is %s", async (now) => {
    rate = createRateLimit({ ...limits, redis: fakeRedis({ now }) });
    await rate.count(an, 90);
    expect((await rate.count(an, 40))[0]).toMatchObject({ within: false });
  });
});
