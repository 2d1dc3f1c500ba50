import { expect, test } from "@jest/globals";
import { request } from "undici";
import { adminPlaceOf, openAdmin } from "../../platform/admin.js";
import { adminPort, checkPorts } from "../../platform/check-ports.js";
import { createMetrics } from "../../platform/metrics.js";
import { createHttpServer } from "../../platform/serve.js";
import { readSettings } from "../../platform/settings.js";
import { stopTimesOf } from "../../platform/stop-times.js";

const placeFor = (port: number, environment: Record<string, string> = {}) =>
  adminPlaceOf(readSettings(environment), port);

test("the admin port is on loopback, 900 above the program's own, unless another is set", () => {
  expect(placeFor(4000)).toEqual({ host: "127.0.0.1", port: 4900 });
  expect(placeFor(0)).toEqual({ host: "127.0.0.1", port: 0 });
  expect(placeFor(4001, { AMA_ADMIN_HOST: "10.0.0.7", AMA_ADMIN_PORT: "9000" })).toEqual({
    host: "10.0.0.7",
    port: 9000,
  });
});

test("an admin port that does not exist is refused before anything listens", async () => {
  expect(await checkPorts([adminPort(placeFor(65_000))])).toEqual([
    "port 65900 for health and metrics does not exist: choose one with AMA_ADMIN_PORT",
  ]);
});

test("a program is alive while it starts, and neither started nor ready", async () => {
  const settings = readSettings({});
  const admin = await openAdmin(adminPlaceOf(settings, 0), createMetrics());
  const statuses = () =>
    Promise.all(
      ["startup", "live", "ready"].map(async (path) => {
        const { statusCode, body } = await request(`${admin.address}/health/${path}`);
        await body.dump();
        return statusCode;
      }),
    );
  expect(await statuses()).toEqual([503, 200, 503]);
  const place = { host: "127.0.0.1", port: 0, ...stopTimesOf(settings) };
  let ready = false;
  const program = await admin.serve(createHttpServer({ settings }), place, () => Promise.resolve({ ready }));
  expect(await statuses()).toEqual([200, 200, 503]);
  ready = true;
  expect(await statuses()).toEqual([200, 200, 200]);
  await program.stop();
});

test("a program that is told to stop is not ready at once, answers until balancers have seen it, and ends what it began", async () => {
  const settings = readSettings({ AMA_LEAVE_MS: "1500" });
  const app = createHttpServer({ settings });
  let begin = (): void => undefined;
  let end = (): void => undefined;
  const begun = new Promise<void>((resolve) => (begin = resolve));
  const mayEnd = new Promise<void>((resolve) => (end = resolve));
  app.get("/quick", () => "answered");
  app.get("/slow", async () => {
    begin();
    await mayEnd;
    return "answered";
  });
  const place = { host: "127.0.0.1", port: 0, ...stopTimesOf(settings) };
  const admin = await openAdmin(adminPlaceOf(settings, 0), createMetrics());
  const program = await admin.serve(app, place, () => Promise.resolve({ ready: true }));
  const ask = async (address: string) => {
    const { statusCode, headers, body } = await request(address);
    await body.dump();
    return [statusCode, headers["connection"]];
  };
  expect(await ask(`${program.adminAddress}/health/ready`)).toEqual([200, "keep-alive"]);
  expect(await ask(`${program.address}/quick`)).toEqual([200, "keep-alive"]);
  const slow = ask(`${program.address}/slow`);
  await begun;

  const stopped = program.stop();
  expect((await ask(`${program.adminAddress}/health/ready`))[0]).toBe(503);
  expect((await ask(`${program.adminAddress}/health/live`))[0]).toBe(200);
  expect(await ask(`${program.address}/quick`)).toEqual([200, "close"]);
  const refused = async () => {
    while (await ask(`${program.address}/quick`).catch(() => undefined));
  };
  await refused();
  end();
  expect(await slow).toEqual([200, "close"]);
  await stopped;
});

test("a program leaves before it drains: for ten seconds in production, not elsewhere, and never before its subscribers", () => {
  expect(stopTimesOf(readSettings({}))).toEqual({ leaveMs: 0, drainMs: 15_000 });
  const production = readSettings({ NODE_ENV: "production", AMA_DISMISS_MS: "30000" }, []);
  expect(stopTimesOf(production)).toEqual({ leaveMs: 10_000, drainMs: 35_000 });
  expect(stopTimesOf(readSettings({ AMA_LEAVE_MS: "1", AMA_DRAIN_MS: "6000" }))).toEqual({
    leaveMs: 1,
    drainMs: 6_000,
  });
  expect(() => readSettings({ AMA_DRAIN_MS: "5000" })).toThrow(/AMA_DRAIN_MS: must be more than AMA_DISMISS_MS/);
});
