import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createServer, type AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { createRateLimit } from "../../../gateway/admission/rate/rate-limit.js";
import { createLog } from "../../../platform/log.js";
import { connectRedis, pingRedis, type Redis } from "../../../platform/redis.js";

const installed = spawnSync("redis-server", ["--version"]).status === 0;
const an = { subject: "an", organisation: "0316380841" };
const limits = { subjectPoints: 100, organisationPoints: 150, windowSeconds: 60, key: Buffer.alloc(64, 7) };

(installed ? describe : describe.skip)("two gateways and one Redis", () => {
  let server: ChildProcess;
  let clients: [Redis, Redis];

  beforeAll(async () => {
    const port = await freePort();
    server = spawn("redis-server", ["--port", String(port), "--bind", "127.0.0.1", "--save", ""], { stdio: "ignore" });
    const url = `redis://127.0.0.1:${port}`;
    await until(() =>
      pingRedis(url).then(
        () => true,
        () => false,
      ),
    );
    clients = [connectRedis(url, createLog("silent")), connectRedis(url, createLog("silent"))];
    await until(() => Promise.resolve(clients.every(({ isReady }) => isReady)));
  });
  afterAll(async () => {
    for (const client of clients) client.destroy();
    server.kill("SIGKILL");
    await once(server, "exit");
  });

  it("count together; each by itself while it hangs, without waiting for it; together again after", async () => {
    const [one, other] = clients.map((redis) => createRateLimit({ ...limits, redis })) as [Counter, Counter];
    expect((await one.count(an, 30))[0]).toMatchObject({ remaining: 70 });
    expect((await other.count(an, 30))[0]).toMatchObject({ remaining: 40 });

    server.kill("SIGSTOP");
    const began = performance.now();
    expect((await one.count(an, 10))[0]).toMatchObject({ remaining: 90 });
    expect(performance.now() - began).toBeLessThan(1_000);
    await until(() => Promise.resolve(!clients[0].isReady));
    const noticed = performance.now();
    await one.count(an, 10);
    expect(performance.now() - noticed).toBeLessThan(50);

    server.kill("SIGCONT");
    await until(() => Promise.resolve(clients.every(({ isReady }) => isReady)));
    // What was sent into the silence counted too, or not: no more than that.
    expect((await other.count(an, 1))[0]!.remaining).toBeLessThanOrEqual(39);
  });
});

type Counter = ReturnType<typeof createRateLimit>;

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, "close");
  return port;
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 200; tries += 1) {
    if (await holds()) return;
    await sleep(100);
  }
  throw new Error("did not come about in 20 s");
}
