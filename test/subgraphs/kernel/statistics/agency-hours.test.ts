import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { createLog } from "../../../../platform/log.js";
import { Fault } from "../../../../schema/faults.js";
import { openAgencyHours, type AgencyHours } from "../../../../subgraphs/kernel/guards/agency-hours.js";
import { redisProgram, startRedis, type RealRedis } from "../../../support/redis.js";
import { until } from "../../../support/until.js";

const log = createLog("silent");
let now = new Date("2026-11-21T09:30:00Z");
const open = (REDIS_URL?: string): AgencyHours =>
  openAgencyHours({
    agency: "VDAB",
    settings: { REDIS_URL, AMA_AVAILABILITY_DAYS: 2 },
    clock: () => now,
    log,
  });
const WEEK = ["2026-11-15T00:00:00Z", "2026-11-22T00:00:00Z"] as const;

describe("how an agency answered", () => {
  it("is kept by the hour, a fault once, for so many days", async () => {
    const hours = open();
    const fault = new Fault("AGENCY_TIMEOUT", "VDAB");
    now = new Date("2026-11-19T08:00:00Z");
    hours.record(true, 12);
    now = new Date("2026-11-21T09:30:00Z");
    hours.record(true, 10);
    hours.record(false, 20, fault);
    hours.tell(fault);
    hours.tell(new Fault("AGENCY_UNREADABLE", "VDAB"));
    hours.tell(new Fault("AGENCY_FAILED", "LOKET"));
    hours.tell(new Fault("DOSSIER_CLOSED", "VDAB"));
    expect(await hours.read(...WEEK)).toEqual([
      {
        at: "2026-11-21T09:00:00Z",
        asked: 2,
        answered: 1,
        ms: 30,
        faults: { AGENCY_TIMEOUT: 1, AGENCY_UNREADABLE: 1 },
      },
    ]);
    hours.stop();
  });
});

(redisProgram ? describe : describe.skip)("with a Redis, under the login of subgraphs", () => {
  let server: RealRedis;
  beforeAll(async () => {
    server = await startRedis({ gateway: "password-of-gateways", subgraph: "password-of-subgraphs" });
  });
  afterAll(() => server.stop());

  it("is that of all processes together, and each one's own while Redis is away", async () => {
    const url = server.url.replace("gateway:password-of-gateways", "subgraph:password-of-subgraphs");
    const [one, other] = [open(url), open(url)];
    one.record(true, 10);
    other.record(false, 30, new Fault("AGENCY_BUSY", "VDAB"));
    await until(async () => (await other.read(...WEEK))[0]?.asked === 2);
    // What the other noted is there once it has sent it.
    await until(async () => (await one.read(...WEEK))[0]?.asked === 2);
    expect(await one.read(...WEEK)).toEqual([
      { at: "2026-11-21T09:00:00Z", asked: 2, answered: 1, ms: 40, faults: { AGENCY_BUSY: 1 } },
    ]);
    await server.kill();
    await until(async () => (await one.read(...WEEK))[0]?.asked === 1);
    one.stop();
    other.stop();
  });
});
