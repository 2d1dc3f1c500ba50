import { describe, expect, it } from "@jest/globals";
import { Fault, FAULTS, type FaultCode } from "../../../schema/faults.js";
import type { ParticipantId } from "../../../schema/identifiers.js";
import { createSight, inSight, Sight } from "../../../subgraphs/kernel/authorise.js";
import { inspector } from "../../support/asking.js";

const own = "own" as ParticipantId;
const citizen = { ...inspector, capacity: "CITIZEN", participant: own } as const;
const never = () => Promise.reject(new Error("asked"));

describe("who is in sight", () => {
  it("is decided without the agency where the capacity decides", async () => {
    expect(await createSight(Sight.EVERYBODY, inspector, never)("x")).toBe(true);
    expect(await createSight(Sight.NOBODY, inspector, never)("x")).toBe(false);
    const sees = createSight(Sight.SELF, citizen, never);
    expect([await sees("own"), await sees("x"), await createSight(Sight.SELF, inspector, never)("x")]).toEqual([
      true,
      false,
      false,
    ]);
  });

  it("is decided by the agency's facts, or was by the agency's own search", async () => {
    const sees = createSight(Sight.RELATED, inspector, (id) => Promise.resolve(id === "known"));
    expect([await sees("known"), await sees("x")]).toEqual([true, false]);
    sees.prime("x");
    expect(await sees("x")).toBe(true);
    const others = createSight(Sight.NOBODY, inspector, never);
    others.prime("x");
    expect(await others("x")).toBe(false);
  });

  it.each(Object.keys(FAULTS) as FaultCode[])(
    "%s: what is about one person is not told, what is about all is",
    async (code) => {
      const aboutAll =
        /UNAVAILABLE|TIMEOUT|BUSY|REFUSED_US|UNREADABLE|INTERNAL|SUBGRAPH|PLAN|VALUE|NULL|UNIT|STALE|OVERLOADED/.test(
          code,
        );
      const sees = createSight(Sight.RELATED, inspector, () => Promise.reject(new Fault(code)));
      if (aboutAll) await expect(sees("x")).rejects.toMatchObject({ code });
      else expect(await sees("x")).toBe(false);
    },
  );

  it("whoever is out of sight is refused, and not loaded", async () => {
    const asked: string[] = [];
    const loader = inSight(
      createSight(Sight.RELATED, inspector, (id) => Promise.resolve(id === "known")),
      { load: (id) => Promise.resolve(asked.push(id) > 0 ? "told" : null) },
    );
    expect(await loader.load("known")).toBe("told");
    await expect(loader.load("x")).rejects.toMatchObject({ code: "OUT_OF_SIGHT" });
    expect(asked).toEqual(["known"]);
  });
});
