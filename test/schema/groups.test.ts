import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { GROUP_RULES, GROUPS, hasScope, IDENTIFY, mayRead } from "../../schema/groups.js";
import { CAPACITIES, PURPOSES } from "../../schema/mandate.js";
import { PURPOSE_RULES } from "../../schema/purposes.js";

const asker = fc.record({
  capacity: fc.constantFrom(...CAPACITIES),
  purpose: fc.constantFrom(...PURPOSES),
  scopes: fc.option(fc.subarray([IDENTIFY, "ama", "constructor"]), { nil: undefined }),
});

describe("who may read a group of fields", () => {
  it("each capacity for exactly the purposes that it has", () => {
    const pairs = (rules: { capacity: string; purpose: string }[]) =>
      [...new Set(rules.map(({ capacity, purpose }) => `${capacity} ${purpose}`))].sort();
    const inGroups = GROUP_RULES.flatMap(({ capacity, purposes }) =>
      purposes.map((purpose) => ({ capacity, purpose })),
    );
    expect(pairs(inGroups)).toEqual(pairs([...PURPOSE_RULES]));
  });

  it("nobody a group that there is not, whatever it is called", () => {
    fc.assert(
      fc.property(asker, fc.oneof(fc.string(), fc.constantFrom("constructor", "__proto__", "length")), (one, group) => {
        fc.pre(!(GROUPS as readonly string[]).includes(group));
        expect(mayRead(group, one)).toBe(false);
      }),
    );
  });

  it("a capacity for another purpose nothing, and its scope does not count either", () => {
    fc.assert(
      fc.property(asker, (one) => {
        const has = PURPOSE_RULES.some(({ capacity, purpose }) => capacity === one.capacity && purpose === one.purpose);
        fc.pre(!has);
        expect(GROUPS.filter((group) => mayRead(group, one))).toEqual([]);
        expect(hasScope(IDENTIFY, one as Parameters<typeof hasScope>[1])).toBe(false);
      }),
    );
  });

  it("whoever identifies needs the scope as well, and a dossier manager or analyst does not identify with it either", () => {
    const inspector = { capacity: "INSPECTOR", purpose: "INSPECTION" } as const;
    expect(hasScope(IDENTIFY, inspector)).toBe(false);
    expect(hasScope(IDENTIFY, { ...inspector, scopes: [IDENTIFY] })).toBe(true);
    expect(hasScope("ama", { ...inspector, scopes: ["ama"] })).toBe(false);
    const scopes = [IDENTIFY];
    expect(hasScope(IDENTIFY, { capacity: "DOSSIER_MANAGER", purpose: "FUNDING", scopes })).toBe(false);
    expect(hasScope(IDENTIFY, { capacity: "ANALYST", purpose: "STATISTICS", scopes })).toBe(false);
  });
});
