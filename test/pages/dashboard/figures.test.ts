import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import type { Connection, PartnershipNow } from "../../../gateway/pages/dashboard/data/answers.js";
import { addDays, daysBetween, mondayOf, yearDays } from "../../../gateway/pages/dashboard/data/days.js";
import { dueWeeks, type DueItem } from "../../../gateway/pages/dashboard/data/due-weeks.js";
import {
  callPerson,
  hasPeople,
  sumOccupancy,
  sumYears,
  verdictOf,
} from "../../../gateway/pages/dashboard/data/figures.js";
import { viewOf } from "../../../gateway/pages/dashboard/data/mandate-view.js";
import { readPages } from "../../../gateway/pages/dashboard/data/read-pages.js";
import { emptyState } from "../../../gateway/pages/dashboard/data/state.js";
import { takePerson } from "../../../gateway/pages/dashboard/data/take-person.js";
import { backoff } from "../../../gateway/pages/dashboard/live/backoff.js";
import { rowsInView } from "../../../gateway/pages/dashboard/parts/rows-in-view.js";

const TODAY = "2026-11-21";

describe("what falls due", () => {
  const item = (on: string, kind: DueItem["kind"] = "ASSESSMENT"): DueItem => ({ kind, on, participant: "amina" });

  it("stands in the week of its day, and what is past before all weeks", () => {
    const weeks = dueWeeks(
      [item("2026-06-06"), item("2026-11-20"), item(TODAY), item("2026-11-23", "PERMISSION"), item("2027-05-01")],
      TODAY,
      2,
    );
    expect(weeks.map(({ monday, total }) => [monday, total])).toEqual([
      [undefined, 2],
      ["2026-11-16", 1],
      ["2026-11-23", 1],
    ]);
    expect(weeks[2]?.counts).toEqual({ ASSESSMENT: 0, PERMISSION: 1, AGREEMENT: 0 });
  });

  it("each item that is not later than the last week is counted once", () => {
    const day = fc.integer({ min: -400, max: 400 }).map((days) => addDays(TODAY, days));
    fc.assert(
      fc.property(fc.array(day), (days) => {
        const weeks = dueWeeks(days.map((on) => item(on)), TODAY, 12); // prettier-ignore
        const end = addDays(mondayOf(TODAY), 12 * 7);
        expect(weeks.reduce((sum, { total }) => sum + total, 0)).toBe(days.filter((on) => on < end).length);
      }),
    );
  });
});

describe("days", () => {
  it("go over months, years and the hour that clocks change", () => {
    expect(addDays("2026-12-31", 1)).toBe("2027-01-01");
    expect(addDays("2026-03-28", 2)).toBe("2026-03-30");
    expect(daysBetween("2026-10-24", "2026-10-26")).toBe(2);
    expect(mondayOf("2026-11-22")).toBe("2026-11-16");
    expect(mondayOf("2026-11-16")).toBe("2026-11-16");
  });

  it("of a year are the first of each month so far, and today", () => {
    expect(yearDays("2026-03-15")).toEqual(["2026-01-01", "2026-02-01", "2026-03-01", "2026-03-15"]);
    expect(yearDays("2026-01-01")).toEqual(["2026-01-01"]);
  });
});

describe("the year of several partnerships", () => {
  const on = (day: string, running: number | null, countedOn = day) => ({
    on: day,
    countedOn,
    roundedTo: countedOn === day ? 1 : 5,
    granted: 10,
    running,
    used: 1,
    projectedYearEnd: 5,
  });

  it("is their sum, on the days that all of them have", () => {
    expect(sumYears([[on("2026-01-01", 3), on("2026-02-01", 4)], [on("2026-01-01", 5)]])).toEqual([
      { on: "2026-01-01", granted: 20, running: 8, used: 2, projectedYearEnd: 10 },
    ]);
    expect(sumYears([])).toEqual([]);
  });

  it("has each day on which was counted once, and none of the year before", () => {
    const year = [on("2026-02-01", 15, "2025-12-31"), on("2026-08-01", 20, "2026-06-30"), on("2026-09-01", 20, "2026-06-30")]; // prettier-ignore
    const small = [on("2026-08-01", null, "2026-06-30")];
    expect(sumYears([year, small])).toEqual([
      { on: "2026-06-30", granted: 20, running: 20, used: 2, projectedYearEnd: 10 },
    ]);
  });
});

describe("a figure that the mandate may not know exactly", () => {
  it("makes a sum the least that it can be, in which what is too small adds nothing", () => {
    const at = (running: number | null, roundedTo: number): PartnershipNow => ({
      id: "SV-0001",
      name: "",
      status: "ACTIVE",
      municipality: null,
      lead: { enterpriseNumber: "", name: null },
      occupancy: {
        on: TODAY,
        countedOn: TODAY,
        roundedTo,
        granted: 12,
        running,
        ratio: null,
        state: "UNCERTAIN",
        projectedYearEnd: running,
        projectedState: "UNCERTAIN",
      },
    });
    expect(sumOccupancy([at(10, 5), at(null, 5)])).toEqual({ running: 10, granted: 24, projected: 10, isLeast: true });
    expect(sumOccupancy([at(3, 1)])).toMatchObject({ running: 3, isLeast: false });
    expect([at(null, 5), at(0, 1), at(1, 1)].map(hasPeople)).toEqual([true, false, true]);
  });
});

describe("a person", () => {
  it("is called by name where the mandate knows it, else by the end of the id", () => {
    expect(callPerson({ id: "abcdefghijkl", name: { first: "Amina", last: "El Idrissi" } })).toBe("Amina El Idrissi");
    expect(callPerson({ id: "abcdefghijkl", name: { first: null, last: "Claes" } })).toBe("Claes");
    expect(callPerson({ id: "abcdefghijkl" })).toBe("··ghijkl");
  });

  it("of whom an agency did not tell is neither allowed nor forbidden", () => {
    expect(verdictOf({ id: "a", readiness: null })).toBe("UNKNOWN");
    expect(verdictOf({ id: "a", readiness: { on: TODAY, mayBeActive: null, conditions: [] } })).toBe("UNKNOWN");
    expect(verdictOf({ id: "a", readiness: { on: TODAY, mayBeActive: false, conditions: [] } })).toBe("MAY_NOT");
  });

  it("read again stands where it stood, and leaves what falls due when it no longer does", () => {
    const start = emptyState(TODAY, 0);
    const may = { on: TODAY, mayBeActive: true, conditions: [] };
    const people = { ...start.people, value: new Map([["SV-0001", [{ id: "amina", readiness: null }]]]) };
    const due = takePerson({ ...start, people }, { id: "amina", assessmentDueOn: "2026-12-01", readiness: may });
    expect(due.assessments.value.get("amina")?.assessmentDueOn).toBe("2026-12-01");
    expect(due.people.value.get("SV-0001")).toEqual([{ id: "amina", readiness: may }]);
    const done = takePerson(due, { id: "amina", assessmentDueOn: "2027-11-21", readiness: may });
    expect(done.assessments.value.has("amina")).toBe(false);
  });
});

describe("what a mandate is shown", () => {
  it("a lead its own partnerships with names and funding, the department all without names", () => {
    expect(viewOf({ capacity: "LEAD", purpose: "GUIDANCE" })).toMatchObject({
      identify: true,
      funding: true,
      partnerships: "LED",
      peopleBy: "COUNTER",
    });
    expect(viewOf({ capacity: "DOSSIER_MANAGER", purpose: "FUNDING" })).toMatchObject({
      identify: false,
      funding: true,
      partnerships: "ALL",
    });
  });

  it("a mediator people by VDAB's lists and no funding; an analyst funding and no people", () => {
    expect(viewOf({ capacity: "VDAB_MEDIATOR", purpose: "GUIDANCE" })).toMatchObject({
      peopleBy: "VDAB",
      funding: false,
    });
    expect(viewOf({ capacity: "ANALYST", purpose: "STATISTICS" })).toMatchObject({
      peopleBy: null,
      assessments: false,
      personChanges: false,
      funding: true,
    });
  });

  it("for a purpose that is not the capacity's, nothing of persons", () => {
    expect(viewOf({ capacity: "LEAD", purpose: "INSPECTION" })).toMatchObject({ readiness: false, funding: false });
  });
});

describe("a long list", () => {
  it("is read to its end, page by page, an item once", async () => {
    const pages: Record<string, Connection<number>> = {
      "": { totalCount: 3, pageInfo: { hasNextPage: true, endCursor: "b" }, edges: [{ node: 1 }, { node: null }] },
      b: { totalCount: 3, pageInfo: { hasNextPage: false, endCursor: "c" }, edges: [{ node: 3 }] },
    };
    const told: number[][] = [];
    const all = await readPages<number>(
      (after) => Promise.resolve(pages[after ?? ""]!),
      (nodes) => told.push([...nodes]),
    );
    expect(all).toEqual([1, 3]);
    expect(told).toEqual([[1], [1, 3]]);
  });

  it("that says it goes on from where it was is left there", async () => {
    const page = { totalCount: 9, pageInfo: { hasNextPage: true, endCursor: "a" }, edges: [{ node: 1 }] };
    let asked = 0;
    await readPages<number>(
      () => {
        asked += 1;
        return Promise.resolve(page);
      },
      () => undefined,
    );
    expect(asked).toBe(2);
  });

  it("draws the rows in view and some around them, whatever its length", () => {
    fc.assert(
      fc.property(fc.nat(100_000), fc.nat(5_000_000), fc.nat(2_000), (rows, scrolled, height) => {
        const { first, end } = rowsInView({ rows, rowHeight: 40, scrolled, height });
        expect(first).toBeGreaterThanOrEqual(0);
        expect(end).toBeLessThanOrEqual(rows);
        expect(end - first).toBeLessThanOrEqual(height / 40 + 18);
        const top = Math.floor(scrolled / 40);
        if (top < rows && height > 0) expect(first <= top && top < end).toBe(true);
      }),
    );
  });
});

describe("coming back to a gateway that is away", () => {
  it("takes longer each time, never more than fifteen seconds, and not all at the same moment", () => {
    expect(backoff(0, () => 0)).toBe(250);
    expect(backoff(0, () => 1)).toBe(500);
    expect(backoff(3, () => 1)).toBe(4_000);
    expect(backoff(1_000, () => 1)).toBe(15_000);
  });
});
