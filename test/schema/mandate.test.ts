import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { parseEnterpriseNumber, type ParticipantId } from "../../schema/identifiers.js";
import { CAPACITIES, NO_ORGANISATION, parseMandate, PURPOSES, type Mandate } from "../../schema/mandate.js";

const text = fc.string({ minLength: 1, maxLength: 60 });
const mandates: fc.Arbitrary<Mandate> = fc.record(
  {
    subject: text,
    organisation: text,
    organisationName: text,
    capacity: fc.constantFrom(...CAPACITIES),
    purpose: fc.constantFrom(...PURPOSES),
    legalContext: text,
    requestId: text,
    scopes: fc.array(text, { maxLength: 4 }),
    participant: text.map((id) => id as ParticipantId),
  },
  {
    noNullPrototype: true,
    requiredKeys: ["subject", "organisation", "organisationName", "capacity", "purpose", "legalContext", "requestId"],
  },
);

describe("mandate of unknown making", () => {
  it("keeps what a mandate is, and nothing else", () => {
    fc.assert(
      fc.property(mandates, (mandate) =>
        expect(parseMandate({ ...mandate, admin: true, developmentMandate: true })).toEqual(mandate),
      ),
    );
  });

  it("with anything missing or foreign is no mandate", () => {
    const parts = fc.constantFrom("subject", "organisation", "capacity", "purpose", "legalContext");
    fc.assert(
      fc.property(mandates, parts, (mandate, part) => {
        const broken = { ...mandate, [part]: part === "capacity" || part === "purpose" ? "KING" : "" };
        expect(parseMandate(broken)).toBeUndefined();
      }),
    );
    fc.assert(fc.property(fc.anything(), (value) => parseMandate(value) === undefined));
  });

  it("with scopes or a participant of another form is no mandate", () => {
    fc.assert(
      fc.property(mandates, (mandate) => {
        for (const broken of [{ scopes: "person:identify" }, { scopes: [1] }, { participant: "" }, { participant: {} }])
          expect(parseMandate({ ...mandate, ...broken })).toBeUndefined();
      }),
    );
  });

  it("the organisation of a citizen is well formed and nobody's", () => {
    expect(parseEnterpriseNumber(NO_ORGANISATION)).toBe(NO_ORGANISATION);
  });
});
