import { describe, expect, it } from "@jest/globals";
import { Fault } from "../../../schema/faults.js";
import { createGuard } from "../../../subgraphs/kernel/guards/guard.js";
import { asking } from "../../support/asking.js";

const guard = () => createGuard({ agency: "VDAB", clock: () => new Date("2026-01-01T00:00:00Z"), timeoutMs: 50 });
const never = () => new Promise<never>(() => undefined);

describe("guard", () => {
  it("asks again when the agency could not be reached", async () => {
    let calls = 0;
    const answer = guard().read(asking(), () => {
      calls += 1;
      return calls < 3 ? Promise.reject(new Error("ECONNREFUSED")) : Promise.resolve("here");
    });
    await expect(answer).resolves.toBe("here");
    expect(calls).toBe(3);
  });

  it("does not ask again after a time-out", async () => {
    let calls = 0;
    const answer = guard().read(asking(), () => ((calls += 1), never()));
    await expect(answer).rejects.toMatchObject({ code: "AGENCY_TIMEOUT", agency: "VDAB" });
    expect(calls).toBe(1);
  });

  it("does not ask again what the agency refused", async () => {
    let calls = 0;
    const answer = guard().read(asking(), () => ((calls += 1), Promise.reject(new Fault("DOSSIER_CLOSED", "VDAB"))));
    await expect(answer).rejects.toMatchObject({ code: "DOSSIER_CLOSED" });
    expect(calls).toBe(1);
  });

  it("leaves an agency alone that failed five times in a row, and calls it down", async () => {
    const one = guard();
    let calls = 0;
    for (let i = 0; i < 5; i += 1) await one.read(asking(), () => ((calls += 1), never())).catch(() => undefined);
    await expect(one.read(asking(), () => Promise.resolve((calls += 1)))).rejects.toMatchObject({
      code: "AGENCY_UNAVAILABLE",
    });
    expect(calls).toBe(5);
    expect(one.health()).toMatchObject({ state: "DOWN", errorRate: 1 });
  });

  it("another way into the agency that fails is not asked any more; the first still is, and its health says so", async () => {
    const one = guard();
    const other = one.apart();
    for (let i = 0; i < 5; i += 1) await other.read(asking(), never).catch(() => undefined);
    await expect(other.read(asking(), () => Promise.resolve())).rejects.toMatchObject({ code: "AGENCY_UNAVAILABLE" });
    expect(one.health().state).toBe("DOWN");
    await expect(one.read(asking(), () => Promise.resolve("here"))).resolves.toBe("here");
    expect(one.health().state).toBe("DEGRADED");
  });

  it("stops waiting when the caller is gone", async () => {
    const gone = new AbortController();
    const answer = guard().read(asking(gone.signal), never);
    gone.abort();
    await expect(answer).rejects.toMatchObject({ code: "AGENCY_TIMEOUT" });
  });

  it("an agency that refuses is up", async () => {
    const one = guard();
    await one.read(asking(), () => Promise.reject(new Fault("DOSSIER_CLOSED", "VDAB"))).catch(() => undefined);
    expect(one.health().state).toBe("UP");
  });
});
