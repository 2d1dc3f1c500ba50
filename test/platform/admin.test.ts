import { expect, test } from "@jest/globals";
import { adminPlaceOf } from "../../platform/admin.js";
import { adminPort, checkPorts } from "../../platform/check-ports.js";
import { readSettings } from "../../platform/settings.js";

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
