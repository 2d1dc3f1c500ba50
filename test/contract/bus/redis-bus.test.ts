import { afterAll, afterEach, beforeAll, describe, expect, it } from "@jest/globals";
import type { Bus, Cursor } from "../../../platform/bus/bus.js";
import { createRedisBus } from "../../../platform/bus/redis-bus.js";
import { createLog } from "../../../platform/log.js";
import { redisProgram, startRedis, type RealRedis } from "../../support/redis.js";
import { until } from "../../support/until.js";
import { appendEach, busContract, event, idsOf, wide } from "./bus-contract.js";

const log = createLog("silent");

if (redisProgram) {
  let redis: RealRedis;
  let streams = 0;
  beforeAll(async () => {
    redis = await startRedis();
  });
  afterAll(() => redis.stop());

  busContract("the stream in Redis", (window) => {
    streams += 1;
    return Promise.resolve(createRedisBus({ url: redis.url, window, log, prefix: `test:${streams}` }));
  });

  describe("the stream in a Redis that goes away", () => {
    const open: Bus[] = [];
    const connect = () => {
      const bus = createRedisBus({ url: redis.url, window: wide, log, prefix: `test:${streams}` });
      open.push(bus);
      return bus;
    };
    const newStream = () => {
      streams += 1;
      return connect();
    };
    afterEach(async () => {
      for (const bus of open.splice(0)) await bus.stop();
    });

    it("is the same for two processes, and for one that comes later", async () => {
      const one = newStream();
      const begin = await one.end();
      const other = connect();
      await appendEach(one, 1, 2);
      expect(await other.position("referrals")).toBe("2");
      const seen: string[] = [];
      other.follow(begin, (events) => seen.push(...idsOf(events)), fail);
      await appendEach(one, 3, 3);
      await until(() => seen.length === 3);
      await one.stop();
      expect(idsOf(await connect().read(begin, 10))).toEqual(["1", "2", "3"]);
    });

    it("refuses while Redis is away; once it is back with its data nothing is lost or doubled", async () => {
      const bus = newStream();
      const begin = await bus.end();
      const seen: string[] = [];
      const following = bus.follow(begin, (events) => seen.push(...idsOf(events)), fail);
      await appendEach(bus, 1, 3);
      await until(() => seen.length === 3);

      await redis.kill();
      await expect(bus.position("referrals")).rejects.toMatchObject({ code: "BUS_UNAVAILABLE" });
      await expect(bus.read(begin, 10)).rejects.toMatchObject({ code: "BUS_UNAVAILABLE" });
      const step = { source: "referrals", from: "3", to: "4", events: [event(4)] };
      await expect(bus.append(step)).rejects.toMatchObject({ code: "BUS_UNAVAILABLE" });
      await until(() => following.lagMs() > 0);

      await redis.restart({ keepsData: true });
      await until(() => isBack(bus));
      expect(await bus.position("referrals")).toBe("3");
      await appendEach(bus, 4, 6);
      await until(() => seen.length === 6);
      expect(seen).toEqual(["1", "2", "3", "4", "5", "6"]);
      expect(idsOf(await bus.read(begin, 10))).toEqual(seen);
      await until(() => following.lagMs() === 0);
    });

    it("one that hangs is left after some seconds, and returned to", async () => {
      const bus = newStream();
      const begin = await bus.end();
      redis.signal("SIGSTOP");
      await expect(bus.end()).rejects.toMatchObject({ code: "BUS_UNAVAILABLE" });
      redis.signal("SIGCONT");
      await until(() => isBack(bus));
      expect(await bus.read(begin, 10)).toEqual([]);
    });

    it("when Redis lost its data, each old cursor has expired and its followers are told", async () => {
      const bus = newStream();
      await appendEach(bus, 1, 3);
      const old = await bus.end();
      const seen: string[] = [];
      const lost: Cursor[] = [];
      bus.follow(
        old,
        (events) => seen.push(...idsOf(events)),
        (goesOnAfter) => lost.push(goesOnAfter),
      );
      await redis.restart({ keepsData: false });
      await until(() => lost.length === 1);
      await expect(bus.read(old, 10)).rejects.toMatchObject({ code: "CURSOR_EXPIRED" });
      expect(await bus.position("referrals")).toBeUndefined();
      await bus.append({ source: "referrals", from: undefined, to: "9", events: [event(9)] });
      await until(() => seen.length === 1);
      expect(seen).toEqual(["9"]);
      expect(lost).toHaveLength(1);
    });
  });
} else {
  describe("the stream in Redis", () => {
    console.warn("No redis-server on this machine: the stream of events is tested in memory alone.");
    it.skip("needs redis-server", () => undefined);
  });
}

async function isBack(bus: Bus): Promise<boolean> {
  return bus.end().then(
    () => true,
    () => false,
  );
}

function fail(): never {
  throw new Error("not expected here");
}
