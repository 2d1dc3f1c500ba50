import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { CAPACITIES, PURPOSES, readMandate, writeMandate, type Mandate } from "../../schema/mandate.js";

const text = fc.string({ minLength: 1, maxLength: 60 });
const mandates: fc.Arbitrary<Mandate> = fc.record({
  subject: text,
  organisation: text,
  organisationName: text,
  capacity: fc.constantFrom(...CAPACITIES),
  purpose: fc.constantFrom(...PURPOSES),
  legalContext: text,
  requestId: text,
});

describe("mandate in a header", () => {
  it("arrives as it was sent", () => {
    fc.assert(fc.property(mandates, (mandate) => expect(readMandate(writeMandate(mandate))).toEqual(mandate)));
  });

  it("with anything missing or foreign is no mandate", () => {
    fc.assert(
      fc.property(
        mandates,
        fc.constantFrom("subject", "organisation", "capacity", "purpose", "legalContext"),
        (mandate, part) => {
          const broken = { ...mandate, [part]: part === "capacity" || part === "purpose" ? "KING" : "" };
          expect(readMandate(writeMandate(broken))).toBeUndefined();
        },
      ),
    );
    for (const header of [undefined, "", "nonsense", "bnVsbA", "x".repeat(5_000)])
      expect(readMandate(header)).toBeUndefined();
    fc.assert(fc.property(fc.string(), (header) => readMandate(header) === undefined));
  });
});
