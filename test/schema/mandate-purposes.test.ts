import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { CAPACITIES, PURPOSES, type Capacity, type Purpose } from "../../schema/mandate.js";
import { PURPOSE_RULES, purposeRulesOf } from "../../schema/purposes.js";

/** Written from the regulation and the issue of access, not from the rules. */
const EXPECTED: Record<Capacity, Purpose[]> = {
  VDAB_MEDIATOR: ["GUIDANCE"],
  OCMW_WORKER: ["PERMISSION_DECISION"],
  SICKNESS_FUND_EMPLOYEE: ["PERMISSION_DECISION"],
  LEAD: ["GUIDANCE", "PARTNERSHIP_MANAGEMENT", "FUNDING"],
  PARTNER_GUIDE: ["GUIDANCE"],
  DOSSIER_MANAGER: ["PARTNERSHIP_MANAGEMENT", "FUNDING"],
  INSPECTOR: ["INSPECTION"],
  ANALYST: ["STATISTICS"],
  CITIZEN: ["OWN_FILE"],
};

const days = fc
  .date({ min: new Date("2021-04-01T00:00:00Z"), max: new Date("2040-01-01T00:00:00Z"), noInvalidDate: true })
  .map((day) => day.toISOString().slice(0, 10));

describe("which capacity may ask for which purpose", () => {
  it.each(CAPACITIES)("%s, on any day since AMA WSE exists", (capacity) => {
    fc.assert(
      fc.property(days, (day) => {
        expect(purposeRulesOf(capacity, day).map(({ purpose }) => purpose)).toEqual(EXPECTED[capacity]);
      }),
    );
  });

  it("before 1 April 2021 there is no AMA WSE to ask about", () => {
    for (const capacity of CAPACITIES) expect(purposeRulesOf(capacity, "2021-03-31")).toEqual([]);
  });

  it("the ground is that of the regulation in force", () => {
    const ground = (day: string) => purposeRulesOf("LEAD", day)[0]?.legalContext;
    expect(ground("2023-12-31")).toBe("BVR 2/2/2018, hoofdstuk 3/1 (BVR 8/1/2021, art. 5): Begeleiding");
    expect(ground("2024-01-01")).toBe("BVR 18/11/2022, hoofdstuk 3, afdeling 2: Begeleiding");
  });

  it("each purpose is somebody's, and none but inspection lacks a ground", () => {
    expect(new Set(PURPOSE_RULES.map(({ purpose }) => purpose))).toEqual(new Set(PURPOSES));
    const groundless = PURPOSE_RULES.filter(({ legalContext }) => legalContext === undefined);
    expect(groundless.map(({ purpose }) => purpose)).toEqual(["INSPECTION"]);
  });
});
