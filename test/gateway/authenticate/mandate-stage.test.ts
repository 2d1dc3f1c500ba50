import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import type { Caller } from "../../../gateway/identity/caller.js";
import { createMandateStage } from "../../../gateway/pipeline/mandate.js";
import { readStated } from "../../../gateway/identity/read-stated.js";
import { Refusal } from "../../../schema/faults.js";
import type { EnterpriseNumber, ParticipantId } from "../../../schema/identifiers.js";
import {
  CAPACITIES,
  hasUnit,
  NO_ORGANISATION,
  parseMandate,
  PURPOSES,
  type Capacity,
} from "../../../schema/mandate.js";
import { purposeRulesOf } from "../../../schema/purposes.js";

const clock = () => new Date("2026-11-21T09:00:00Z");
const today = "2026-11-21";
const stage = createMandateStage({ clock });

function caller(capacity: Capacity): Caller {
  const about = { subject: "somebody", capacity, scopes: ["person:identify"], expiresAt: 0 };
  return capacity === "CITIZEN"
    ? { ...about, participant: "vz6dMlonWuCwYkBUKabYKsN31hO7" as ParticipantId }
    : {
        ...about,
        organisation: "0950000182" as EnterpriseNumber,
        organisationName: "Maatwerkbedrijf de Ploeg",
        ...(hasUnit(capacity) && { unit: "OVO990012" }),
      };
}

function refusalOf(ask: () => unknown): Refusal {
  try {
    ask();
  } catch (error) {
    return error as Refusal;
  }
  throw new Error("not refused");
}

describe("a mandate", () => {
  it("is who asks, and for what it says it asks", () => {
    expect(stage(caller("LEAD"), { purpose: "FUNDING" }, "r-1")).toEqual({
      subject: "somebody",
      organisation: "0950000182",
      organisationName: "Maatwerkbedrijf de Ploeg",
      capacity: "LEAD",
      purpose: "FUNDING",
      legalContext: "BVR 18/11/2022, hoofdstuk 3, afdeling 2: Financiering",
      requestId: "r-1",
      scopes: ["person:identify"],
    });
  });

  it("of a citizen carries the own id and no organisation", () => {
    expect(stage(caller("CITIZEN"), { purpose: "OWN_FILE" }, "r-1")).toMatchObject({
      organisation: NO_ORGANISATION,
      participant: "vz6dMlonWuCwYkBUKabYKsN31hO7",
    });
  });

  it("of a mediator carries the unit", () => {
    expect(stage(caller("VDAB_MEDIATOR"), { purpose: "GUIDANCE" }, "r-1")).toMatchObject({ unit: "OVO990012" });
  });

  it("is whole for whatever is allowed, and frozen", () => {
    for (const capacity of CAPACITIES)
      for (const { purpose } of purposeRulesOf(capacity, today)) {
        const mandate = stage(caller(capacity), { purpose, legalContext: "Protocol 2024/7" }, "r-1");
        expect(parseMandate(mandate)).toEqual(mandate);
        expect(Object.isFrozen(mandate)).toBe(true);
      }
  });

  it.each(CAPACITIES)("%s without a purpose is told which it has", (capacity) => {
    const refusal = refusalOf(() => stage(caller(capacity), {}, "r-1"));
    expect(refusal.code).toBe("PURPOSE_MISSING");
    for (const { purpose } of purposeRulesOf(capacity, today)) expect(refusal.message).toContain(purpose);
  });

  it("is refused for every other purpose, and says which there are", () => {
    for (const capacity of CAPACITIES) {
      const allowed = purposeRulesOf(capacity, today).map(({ purpose }) => purpose);
      for (const purpose of PURPOSES.filter((one) => !allowed.includes(one))) {
        const refusal = refusalOf(() => stage(caller(capacity), { purpose, legalContext: "Protocol 2024/7" }, "r-1"));
        expect(refusal.code).toBe("PURPOSE_NOT_ALLOWED");
        expect(refusal.message).toContain(allowed.join(", "));
      }
    }
  });

  it("never says back what was stated as purpose", () => {
    fc.assert(
      fc.property(fc.string({ minLength: 12 }), (purpose) => {
        const refusal = refusalOf(() => stage(caller("LEAD"), { purpose }, "r-1"));
        expect([refusal.code, refusal.message.includes(purpose)]).toEqual(["PURPOSE_NOT_ALLOWED", false]);
      }),
    );
  });

  it("two purposes at once are none", () => {
    expect(refusalOf(() => stage(caller("LEAD"), { purpose: "GUIDANCE, FUNDING" }, "r-1")).code).toBe(
      "PURPOSE_NOT_ALLOWED",
    );
  });

  it("before AMA WSE there was none", () => {
    const then = createMandateStage({ clock: () => new Date("2021-03-31T12:00:00Z") });
    expect(refusalOf(() => then(caller("LEAD"), { purpose: "GUIDANCE" }, "r-1")).message).toContain("no purpose");
  });
});

describe("the legal ground", () => {
  it("is what is stated, else what is configured, else what the rules say", () => {
    const configured = createMandateStage({ clock, legalContexts: { GUIDANCE: "Beraadslaging 21/000" } });
    const guide = caller("PARTNER_GUIDE");
    expect(configured(guide, { purpose: "GUIDANCE", legalContext: "Protocol 2024/7" }, "r").legalContext).toBe(
      "Protocol 2024/7",
    );
    expect(configured(guide, { purpose: "GUIDANCE" }, "r").legalContext).toBe("Beraadslaging 21/000");
    expect(stage(guide, { purpose: "GUIDANCE" }, "r").legalContext).toContain("BVR 18/11/2022");
  });

  it("of an inspection is not established: it is asked for", () => {
    const inspector = caller("INSPECTOR");
    expect(refusalOf(() => stage(inspector, { purpose: "INSPECTION" }, "r")).code).toBe("LEGAL_CONTEXT_MISSING");
    const configured = createMandateStage({ clock, legalContexts: { INSPECTION: "Decreet 30/4/2004" } });
    expect(configured(inspector, { purpose: "INSPECTION" }, "r").legalContext).toBe("Decreet 30/4/2004");
  });

  it.each(["ab", "x".repeat(201), "art. 1\nadmin", "about 91.63.14-124.62", "91631412462", "on 91 63 14 124 62"])(
    "is not %p",
    (legalContext) => {
      const refusal = refusalOf(() => stage(caller("LEAD"), { purpose: "FUNDING", legalContext }, "r"));
      expect(refusal.code).toBe("LEGAL_CONTEXT_INVALID");
      expect(refusal.message).not.toContain("91");
    },
  );

  it.each(["BVR 18/11/2022, art. 66", "Beraadslaging 21/008 van 12/01/2021", "KBO 0980.000.106, protocol 3"])(
    "may be %p",
    (legalContext) => {
      expect(stage(caller("LEAD"), { purpose: "FUNDING", legalContext }, "r").legalContext).toBe(legalContext);
    },
  );
});

describe("what a client states", () => {
  it("is read from headers and from the parameters of a connection, in any case", () => {
    const stated = { authorization: "Bearer x.y.z", purpose: "GUIDANCE", legalContext: "art. 66" };
    expect(
      readStated({ authorization: "Bearer x.y.z", "ama-purpose": "GUIDANCE", "ama-legal-context": "art. 66" }),
    ).toEqual(stated);
    expect(
      readStated({ Authorization: "Bearer x.y.z", "AMA-Purpose": " GUIDANCE ", "Ama-Legal-Context": "art. 66" }),
    ).toEqual(stated);
  });

  it("is nothing when it is no text, empty, or said twice", () => {
    for (const said of [
      undefined,
      null,
      {},
      { "ama-purpose": "" },
      { "ama-purpose": ["GUIDANCE"] },
      { authorization: { toString: () => "Bearer x.y.z" } },
      { Authorization: "Bearer x.y.z", authorization: "Bearer a.b.c" },
    ])
      expect(readStated(said)).toEqual({});
  });

  it("is never more than three texts", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.anything()), (said) => {
        for (const value of Object.values(readStated(said))) expect(typeof value).toBe("string");
      }),
    );
  });
});
