import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { createRateLimit } from "../../../gateway/admission/rate/rate-limit.js";
import { createLog } from "../../../platform/log.js";
import { connectRedis, type Redis } from "../../../platform/redis.js";
import { redisProgram, startRedis, type RealRedis } from "../../support/redis.js";
import { until } from "../../support/until.js";

const an = { subject: "an", organisation: "0316380841" };
const limits = { subjectPoints: 100, organisationPoints: 150, windowSeconds: 60, key: Buffer.alloc(64, 7) };

(redisProgram ? describe : describe.skip)("two gateways and one Redis", () => {
  let server: RealRedis;
  let clients: [Redis, Redis];

  beforeAll(async () => {
    server = await startRedis();
    clients = [connectRedis(server.url, createLog("silent")), connectRedis(server.url, createLog("silent"))];
    await until(() => clients.every(({ isReady }) => isReady));
  });
  afterAll(async () => {
    for (const client of clients) client.destroy();
    await server.stop();
  });

  it("count together; each by itself while it hangs, without waiting for it; together again after", async () => {
    const [one, other] = clients.map((redis) => createRateLimit({ ...limits, redis })) as [Counter, Counter];
    expect((await one.count(an, 30))[0]).toMatchObject({ remaining: 70 });
    expect((await other.count(an, 30))[0]).toMatchObject({ remaining: 40 });

    server.signal("SIGSTOP");
    expect((await one.count(an, 10))[0]).toMatchObject({ remaining: 90 });
    await until(() => !clients[0].isReady);
    expect((await one.count(an, 10))[0]).toMatchObject({ remaining: 80 });

    server.signal("SIGCONT");
    await until(() => clients.every(({ isReady }) => isReady));
    // What was sent into the silence counted too, or not: no more than that.
    expect((await other.count(an, 1))[0]!.remaining).toBeLessThanOrEqual(39);
  });
});

type Counter = ReturnType<typeof createRateLimit>;
