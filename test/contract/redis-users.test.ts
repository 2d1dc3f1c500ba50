import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { examineRedis } from "../../cli/examine-redis.js";
import { createRateLimit } from "../../gateway/admission/rate/rate-limit.js";
import { createRevokedTokens } from "../../gateway/identity/revoked-tokens.js";
import { newSessionId } from "../../gateway/pages/session/session-cookie.js";
import { createSessionStore } from "../../gateway/pages/session/session-store.js";
import type { Bus } from "../../platform/bus/bus.js";
import { createRedisBus } from "../../platform/bus/redis-bus.js";
import { createLog } from "../../platform/log.js";
import { connectRedis, pingRedis, type Redis } from "../../platform/redis.js";
import { createRefusalLog } from "../../platform/redis-refusals.js";
import { redisProgram, startRedis, type RealRedis } from "../support/redis.js";
import { until } from "../support/until.js";
import { event, idsOf } from "./bus/bus-contract.js";

/* A real Redis with the users of deploy/redis, started by its own script. */

const passwords = { gateway: "password-of-gateways", subgraph: "password-of-subgraphs" };
const key = Buffer.alloc(64, 7);
// Short, so that appending also trims.
const window = { ageMs: 60_000, events: 3 };

(redisProgram ? describe : describe.skip)("Redis with the users of deploy/redis", () => {
  let server: RealRedis;
  let url: { gateway: string; subgraph: string; wrong: string; nobody: string };
  const buses: Bus[] = [];
  const clients: Redis[] = [];
  let lines = "";
  const log = createLog("info", { write: (line) => void (lines += line) });
  const open = (address: string) => {
    const bus = createRedisBus({ url: address, window, log });
    buses.push(bus);
    return bus;
  };
  const connect = async (address: string) => {
    const client = connectRedis(address, log);
    clients.push(client);
    await until(() => client.isReady);
    return client;
  };

  beforeAll(async () => {
    server = await startRedis(passwords);
    const withLogin = (login: string) => server.url.replace(/\/\/.*@/, `//${login}`);
    url = {
      gateway: server.url,
      subgraph: withLogin(`subgraph:${passwords.subgraph}@`),
      wrong: withLogin(`subgraph:${passwords.gateway}@`),
      nobody: withLogin(""),
    };
  });
  afterAll(async () => {
    for (const bus of buses) await bus.stop();
    for (const client of clients) client.destroy();
    await server.stop();
  });

  it("a subgraph appends to the stream of events, and gateways read and follow it", async () => {
    const [subgraph, gateway] = [open(url.subgraph), open(url.gateway)];
    const begin = await gateway.end();
    const heard: string[] = [];
    gateway.follow(
      begin,
      (events) => heard.push(...idsOf(events)),
      () => undefined,
    );
    expect(await subgraph.position("referrals")).toBeUndefined();
    for (let number = 1; number <= 5; number += 1) {
      const from = number === 1 ? undefined : String(number - 1);
      expect(await subgraph.append({ source: "referrals", from, to: String(number), events: [event(number)] })).toBe(
        true,
      );
      await until(() => heard.length === number);
    }
    expect(await subgraph.position("referrals")).toBe("5");
    await expect(gateway.read(begin, 10)).rejects.toMatchObject({ code: "CURSOR_EXPIRED" });
    expect(lines).toBe("");
  });

  it("gateways count rate limits together", async () => {
    const an = { subject: "an", organisation: "0316380841" };
    const failures: unknown[] = [];
    const [one, other] = await Promise.all(
      [0, 1].map(async () => {
        const redis = await connect(url.gateway);
        const limits = { subjectPoints: 100, organisationPoints: 150, windowSeconds: 60, key };
        return createRateLimit({ ...limits, redis, onFailure: (error) => void failures.push(error) });
      }),
    );
    await one!.count(an, 30);
    expect(failures).toEqual([]);
    expect((await other!.count(an, 30)).map(({ remaining }) => remaining)).toEqual([40, 90]);
  });

  it("gateways keep sessions and tell each other which tokens were revoked", async () => {
    const [one, other] = await Promise.all([connect(url.gateway), connect(url.gateway)]);
    const nowMs = () => Date.now();
    const endsAt = Math.floor(nowMs() / 1_000) + 3_600;
    const [revokes, hears] = [one, other].map((redis) => createRevokedTokens({ redis, nowMs, log }));
    await revokes!.revoke([{ digest: "digest", until: endsAt }]);
    await until(() => hears!.has("digest"));
    for (const revoked of [revokes!, hears!]) revoked.stop();

    const session = { version: "1", accessToken: "a", refreshToken: "r", expiresAt: endsAt, endsAt, given: [] };
    const [id, stores] = [newSessionId(), [one, other].map((redis) => createSessionStore(redis, nowMs))];
    await stores[0]!.add(id, session);
    expect(await stores[1]!.replace(id, { ...session, version: "2" })).toBe(true);
    expect(await stores[0]!.find(id)).toMatchObject({ version: "2" });
    expect(await stores[1]!.remove(id)).toMatchObject({ version: "2" });
    expect(lines).toBe("");
  });

  it.each(["gateway", "subgraph"] as const)("a %s's login may do nothing else", async (user) => {
    const client = await connect(url[user]);
    const stream = "{ama:bus}:stream";
    for (const command of [
      ["KEYS", "*"],
      ["SCAN", "0"],
      ["FLUSHALL"],
      ["FLUSHDB"],
      ["CONFIG", "GET", "*"],
      ["ACL", "LIST"],
      ["CLIENT", "LIST"],
      ["MONITOR"],
      ["SHUTDOWN"],
      ["SCRIPT", "FLUSH"],
      ["RENAME", stream, "{ama:bus}:other"],
      ["DEL", "somebody-else"],
      ["HGET", "somebody-else", "field"],
      ["EVAL", "return redis.call('DEL', 'somebody-else')", "1", stream],
      ["EVAL", "return redis.call('KEYS', '*')", "1", stream],
      ["EVAL", "return 1", "1", "somebody-else"],
    ])
      await expect(client.sendCommand(command)).rejects.toThrow(/NOPERM|executing the script can't/);
  });

  it("a subgraph reads no event and touches no rate limit, session or revoked token", async () => {
    const client = await connect(url.subgraph);
    for (const command of [
      ["XRANGE", "{ama:bus}:stream", "-", "+"],
      ["XREAD", "STREAMS", "{ama:bus}:stream", "0"],
      ["SET", "ama:rate:subject:{x}:x", "0"],
      ["DEL", "ama:rate:subject:{x}:x"],
      ["GET", "ama:session:x"],
      ["ZADD", "ama:{revoked}:until", "1", "x"],
    ])
      await expect(client.sendCommand(command)).rejects.toThrow("NOPERM");
  });

  it("nobody comes in without a login, or with another's password", async () => {
    await expect(pingRedis(url.nobody)).rejects.toThrow("NOAUTH");
    await expect(pingRedis(url.wrong)).rejects.toThrow("WRONGPASS");
  });

  it("what is refused is logged, once and with what to do, and never with the password", async () => {
    lines = "";
    const reader = open(url.subgraph);
    for (let time = 0; time < 2; time += 1)
      await expect(reader.end()).rejects.toMatchObject({ code: "BUS_UNAVAILABLE" });
    expect(lines.match(/Redis refuses a command: give the login/g)).toHaveLength(1);
    createRefusalLog(log)(await (await connect(url.subgraph)).sendCommand(["GET", "x"]).catch((e: unknown) => e));
    expect(lines.match(/Redis refuses a command/g)).toHaveLength(2);
    lines = "";
    await expect(open(url.wrong).end()).rejects.toMatchObject({ code: "BUS_UNAVAILABLE" });
    expect(lines).toContain("Redis refuses the login: check the user and password in REDIS_URL");
    expect(lines).not.toMatch(/password-of/);
  });

  it("ama doctor finds it, and says so", async () => {
    const examined = async (REDIS_URL: string) => {
      const [finding, ...others] = await examineRedis({ REDIS_URL, AMA_PARTICIPANT_KEY: key });
      expect(others).toEqual([]);
      return finding!;
    };
    const { port } = new URL(server.url);
    expect(await examined(url.gateway)).toMatchObject({ level: "well", words: `answers at redis://127.0.0.1:${port}` });
    expect(await examined(url.subgraph)).toMatchObject({
      level: "well",
      words: expect.stringContaining("rate limits"),
    });
    for (const [address, words] of [
      [url.wrong, "refuses the login"],
      [url.nobody, "refuses the login"],
      ["redis://127.0.0.1:1", "ECONNREFUSED"],
    ] as const) {
      const finding = await examined(address);
      expect(finding).toMatchObject({ level: "wrong", words: expect.stringContaining(words) });
      expect(finding.words).not.toMatch(/password-of/);
    }
  });
});
