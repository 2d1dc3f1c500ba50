import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { setTimeout as sleep } from "node:timers/promises";
import { createRedisBus } from "../../../platform/bus/redis-bus.js";
import { createLog } from "../../../platform/log.js";
import { readSettings } from "../../../platform/settings.js";
import { createPublisher } from "../../../subgraphs/kernel/publish/publisher.js";
import { NoticeDesk } from "../../support/notice-desk.js";
import { redisProgram, startRedis, type RealRedis } from "../../support/redis.js";
import { until } from "../../support/until.js";
import { idsOf, wide } from "./bus-contract.js";

const log = createLog("silent");

(redisProgram ? describe : describe.skip)("an agency's changes on the way through Redis", () => {
  let redis: RealRedis;
  beforeAll(async () => {
    redis = await startRedis();
  });
  afterAll(() => redis?.stop());

  it("arrive once and in order, with two publishers, while Redis and publishers are killed and started again", async () => {
    const desk = new NoticeDesk();
    const settings = readSettings({ AMA_NOTICES_POLL_MS: "20" });
    const open = () =>
      createRedisBus({ url: redis.url, window: { ...wide, events: 100_000 }, log, prefix: "test:publish" });
    const start = () => {
      const bus = open();
      const publisher = createPublisher({
        name: "contingents",
        notices: desk.notices,
        source: desk,
        bus,
        settings,
        log,
      });
      return { bus, publisher, stop: () => publisher.stop().then(() => bus.stop()) };
    };
    const reader = open();
    const begin = await reader.end();
    const seen: string[] = [];
    const losses: string[] = [];
    reader.follow(
      begin,
      (events) => seen.push(...idsOf(events)),
      (cursor) => losses.push(cursor),
    );
    const other = start();
    let one = start();
    await until(async () => (await reader.position("contingents")) !== undefined);
    for (let round = 0; round < 4; round += 1) {
      for (let n = 0; n < 10; n += 1) {
        desk.happen(1 + (n % 3));
        await sleep(5);
      }
      await redis.kill();
      desk.happen(5);
      if (round % 2 === 0) {
        await one.stop();
        one = start();
      }
      await redis.restart({ keepsData: true });
    }
    await until(() => seen.length >= desk.newest);
    await sleep(100);
    expect(seen).toEqual(Array.from({ length: desk.newest }, (_, i) => String(i + 1)));
    expect(losses).toEqual([]);
    await one.stop();
    await other.stop();
    await reader.stop();
  });
});
