import { afterAll, afterEach, beforeAll, describe, expect, it } from "@jest/globals";
import { createRevokedTokens, type RevokedTokens } from "../../../gateway/identity/revoked-tokens.js";
import { newSessionId } from "../../../gateway/pages/session/session-cookie.js";
import { createSessionStore, type KeptSession } from "../../../gateway/pages/session/session-store.js";
import { createLog } from "../../../platform/log.js";
import { connectRedis, type Redis } from "../../../platform/redis.js";
import { redisProgram, startRedis, type RealRedis } from "../../support/redis.js";
import { until } from "../../support/until.js";

const log = createLog("silent");
const nowMs = () => Date.now();
const inAnHour = () => Math.floor(nowMs() / 1_000) + 3_600;

(redisProgram ? describe : describe.skip)("gateways that share a Redis", () => {
  let server: RealRedis;
  const open: { redis: Redis; revoked: RevokedTokens }[] = [];
  beforeAll(async () => {
    server = await startRedis();
  });
  afterAll(() => server.stop());
  afterEach(() => {
    for (const { redis, revoked } of open.splice(0)) {
      revoked.stop();
      redis.destroy();
    }
  });

  async function gateway() {
    const redis = connectRedis(server.url, log);
    const one = { redis, revoked: createRevokedTokens({ redis, nowMs, log }), store: createSessionStore(redis, nowMs) };
    open.push(one);
    await until(() => redis.isReady);
    return one;
  }

  const session = (version: string): KeptSession => ({
    version,
    accessToken: "eyJhbGciOi.a-token.signed",
    refreshToken: "what-renews-it",
    expiresAt: inAnHour(),
    endsAt: inAnHour(),
    given: [],
  });

  it("refuse what one of them revoked, also one that starts later; each is told once", async () => {
    const [one, other] = await Promise.all([gateway(), gateway()]);
    const heard: string[] = [];
    other.revoked.onRevoked((digest) => heard.push(digest));
    await one.revoked.revoke([{ digest: "first", until: inAnHour() }]);
    expect(one.revoked.has("first")).toBe(true);
    await until(() => other.revoked.has("first"));
    await other.revoked.revoke([{ digest: "second", until: inAnHour() }]);
    await until(() => one.revoked.has("second"));
    expect(heard).toEqual(["first", "second"]);
    const later = await gateway();
    await until(() => later.revoked.has("first") && later.revoked.has("second"));
    expect(later.revoked.has("third")).toBe(false);
  });

  it("hear of what was revoked while Redis was away, when it is back", async () => {
    const [one, other] = await Promise.all([gateway(), gateway()]);
    await server.kill();
    await until(() => !one.redis.isReady);
    await one.revoked.revoke([{ digest: "meanwhile", until: inAnHour() }]);
    expect(one.revoked.has("meanwhile")).toBe(true);
    await server.restart({ keepsData: false });
    await until(() => other.revoked.has("meanwhile"));
  });

  it("keep no token longer than it would be accepted", async () => {
    const one = await gateway();
    await one.revoked.revoke([{ digest: "ended", until: Math.floor(nowMs() / 1_000) - 1 }]);
    await one.revoked.revoke([{ digest: "another", until: inAnHour() }]);
    expect([one.revoked.has("ended"), one.revoked.has("another")]).toEqual([false, true]);
    expect(await one.redis.zScore("ama:{revoked}:until", "ended")).toBeNull();
    expect(await one.redis.zScore("ama:{revoked}:until", "another")).not.toBeNull();
  });

  it("know each other's sessions; what ended is not renewed; who looks into Redis finds no token and no id", async () => {
    const [one, other] = await Promise.all([gateway(), gateway()]);
    const id = newSessionId();
    await one.store.add(id, session("1"));
    expect(await other.store.find(id)).toEqual(session("1"));
    expect(await other.store.replace(id, session("2"))).toBe(true);
    const names = await one.redis.keys("ama:session:*");
    expect(names).toHaveLength(1);
    const told = `${names[0]!} ${await one.redis.get(names[0]!)}`;
    for (const secret of [id, "a-token", "what-renews-it", "eyJ"]) expect(told).not.toContain(secret);
    expect(await one.redis.pTTL(names[0]!)).toBeGreaterThan(3_000_000);
    await one.redis.set(names[0]!, "not ours");
    expect(await other.store.find(id)).toBeUndefined();
    await one.store.add(id, session("3"));
    expect(await one.store.remove(id)).toEqual(session("3"));
    expect(await other.store.replace(id, session("4"))).toBe(false);
    expect(await one.store.find(id)).toBeUndefined();
  });
});
