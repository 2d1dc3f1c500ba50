import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { parseEnterpriseNumber, type ParticipantId } from "../../schema/identifiers.js";
import {
  CAPACITIES,
  hasUnit,
  NO_ORGANISATION,
  parseMandate,
  PURPOSES,
  sightKey,
  type Mandate,
} from "../../schema/mandate.js";
import { mediatorOf } from "../support/asking.js";

const text = fc.string({ minLength: 1, maxLength: 60 });
const unit = fc.stringMatching(/^OVO\d{6}$/);
const mandates: fc.Arbitrary<Mandate> = fc
  .record(
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
  )
  .chain((one) => (hasUnit(one.capacity) ? unit.map((of) => ({ ...one, unit: of })) : fc.constant(one)));

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

  it("of a mediator without a unit, or with what is no unit, is none; nor is any other with one", () => {
    fc.assert(
      fc.property(mandates, ({ unit: _, ...mandate }) => {
        const mediator = { ...mandate, capacity: "VDAB_MEDIATOR" };
        for (const broken of [{}, { unit: "" }, { unit: null }, { unit: ["OVO990012"] }, { unit: "OVO 1\r\nx: y" }])
          expect(parseMandate({ ...mediator, ...broken })).toBeUndefined();
        expect(parseMandate({ ...mediator, unit: "OVO990012" })).toBeDefined();
        expect(parseMandate({ ...mandate, capacity: "LEAD", unit: "OVO990012" })).toBeUndefined();
      }),
    );
  });

  it("sees the same as another only with the same capacity, organisation, unit and participant", () => {
    const mediator = mediatorOf("OVO990012");
    const others: Mandate[] = [
      mediatorOf("OVO990011"),
      { ...mediator, organisation: "0950000182" },
      { ...mediator, capacity: "INSPECTOR" },
      { ...mediator, participant: "p" as ParticipantId },
    ];
    const keys = [mediator, ...others].map(sightKey);
    expect(new Set(keys).size).toBe(5);
    expect(sightKey({ ...mediator, subject: "another", requestId: "r-2" })).toBe(keys[0]);
  });

  it("the organisation of a citizen is well formed and nobody's", () => {
    expect(parseEnterpriseNumber(NO_ORGANISATION)).toBe(NO_ORGANISATION);
  });
});
