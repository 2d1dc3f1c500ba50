import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { createParticipantIds } from "../../../schema/identifiers.js";
import { createSeal } from "../../../schema/seal.js";
import {
  AssessmentRecord,
  ClientRecord,
  OutflowRecord,
  ReferralRecord,
} from "../../../subgraphs/referrals/source/records.js";
import {
  translateAssessment,
  translateClient,
  translateOutflow,
  translateReferral,
} from "../../../subgraphs/referrals/source/translate.js";

const ids = createParticipantIds(Buffer.alloc(64, "k"));
const seal = createSeal(Buffer.alloc(64, "k"));
const AS_OF = "2026-11-21T09:00:00Z";

/** A client record as VDAB sends it, of a person who does not exist, with something changed. */
function client(change: object = {}) {
  const record = {
    klantnummer: "20000037",
    insz: "67722499797",
    voornaam: "Nora",
    naam: "Van Acker",
    geboortejaar: 1967,
    woonplaats: { nisCode: "71072", gemeente: "Hasselt" },
    statuten: [{ code: "RIZIV", van: "2025-01-01", tot: null }],
    bemiddelingsadvies: { status: { code: "TG" }, datumBeslissing: "2025-02-01", periode: { begin: "2025-02-01" } },
    volgendeInschattingVoor: "2026-12-01",
    ...change,
  };
  return translateClient(ClientRecord.parse(record), ids, AS_OF);
}

describe("VDAB's client record", () => {
  it("becomes a participant under an id that does not show the number", () => {
    expect(client()).toMatchObject({
      name: { first: "Nora", last: "Van Acker" },
      municipality: { nis: "71072", name: "Hasselt" },
      statutes: [{ kind: "WORK_INCAPACITY", validFrom: "2025-01-01", validTo: null }],
      advice: { status: "GRANTED", decidedOn: "2025-02-01" },
      vdabFile: { agency: "VDAB", inszState: "CURRENT", asOf: AS_OF },
    });
  });

  it("filed under a replaced number has the id of the number now in force", () => {
    const replaced = client({ opvolgendInsz: "85073003328", inszGewijzigdOp: "2026-01-05" });
    expect(replaced.id).toBe(client({ insz: "85073003328" }).id);
    expect(replaced.vdabFile).toMatchObject({ inszState: "REPLACED", replacedOn: "2026-01-05" });
  });

  it("with an impossible date in one statute has no statutes, and everything else", () => {
    const odd = client({ statuten: [{ code: "BIU", van: "2022-03-01", tot: "2022-11-31" }] });
    expect(odd.statutes).toMatchObject({ code: "AGENCY_RECORD_INVALID", agency: "VDAB" });
    expect(odd.name).toMatchObject({ last: "Van Acker" });
  });

  it("with a statute of an unknown code has no statutes: one missing would look like no permission needed", () => {
    expect(client({ statuten: [{ code: "XYZ", van: "2022-03-01" }] }).statutes).toMatchObject({
      code: "AGENCY_RECORD_INVALID",
    });
  });

  it("with an advice of an unknown code says so, with or without the Dutch words beside it", () => {
    expect(client({ bemiddelingsadvies: { status: { code: "ABC" } } }).advice).toMatchObject({
      status: "UNKNOWN",
      validFrom: null,
    });
  });

  it("dated with a time of day keeps the day", () => {
    const timed = client({
      bemiddelingsadvies: { status: { code: "GG" }, datumBeslissing: "2026-03-01T00:00:00+01:00" },
    });
    expect(timed.advice).toMatchObject({ status: "GRANTED", decidedOn: "2026-03-01" });
  });

  it.each([
    ["a wrong check digit", { insz: "67722499798" }],
    ["no family name", { naam: undefined }],
    ["a client number of another form", { klantnummer: "x" }],
  ])("with %s is no record", (_what, change) => expect(() => client(change)).toThrow());
});

describe("VDAB's other records", () => {
  const code = fc.string();
  const day = fc.constantFrom("2026-01-01", "2026-01-01T12:00:00+01:00");

  it("whatever the code, the translation is whole", () => {
    fc.assert(
      fc.property(code, day, (any, on) => {
        const status = { code: any };
        expect(
          translateReferral(ReferralRecord.parse({ nummer: "TL1", datum: on, status }), "id", seal).status,
        ).toBeDefined();
        expect(
          translateAssessment(AssessmentRecord.parse({ datum: on, uitkomst: status, volgendeVoor: on })).outcome,
        ).toBeDefined();
        expect(translateOutflow(OutflowRecord.parse({ datum: on, bestemming: status })).destination).toBeDefined();
      }),
    );
  });

  it("a code named as a property that every object has is an unknown code", () => {
    const record = ReferralRecord.parse({ nummer: "TL1", datum: "2026-01-01", status: { code: "constructor" } });
    expect(translateReferral(record, "id", seal).status).toBe("UNKNOWN");
  });
});
