import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { createParticipantIds } from "../../../schema/identifiers.js";
import { createSeal } from "../../../schema/seal.js";
import { ClientRecord, OutflowRecord, ReferralRecord } from "../../../subgraphs/referrals/source/records.js";
import {
  translateAssessments,
  translateClient,
  translateOutflow,
  translateReferral,
  translateReferrals,
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

  it("with an impossible date in one statute loses that one alone, and keeps what it still says", () => {
    const good = { code: "RIZIV", van: "2025-01-01", tot: null };
    const odd = client({ statuten: [{ code: "LL", van: "2022-03-01", tot: "2022-11-31" }, good] });
    expect(odd.statutes).toMatchObject([
      {
        code: "AGENCY_RECORD_INVALID",
        agency: "VDAB",
        // Whatever was meant by a day that is not there, it lies in that month or the next.
        readable: { kind: "LIVING_WAGE", validFrom: "2022-03-01", validTo: "2022-12-31" },
      },
      { kind: "WORK_INCAPACITY" },
    ]);
    expect(odd).toMatchObject({ name: { last: "Van Acker" }, advice: { status: "GRANTED" } });
  });

  it("with a statute of an unknown code has a fault in its place: left out it would look like no permission needed", () => {
    expect(client({ statuten: [{ code: "XYZ", van: "2022-03-01" }] }).statutes).toMatchObject([
      { code: "AGENCY_RECORD_INVALID", readable: { kind: null, validFrom: "2022-03-01", validTo: null } },
    ]);
  });

  it.each([
    ["a period that ends before it begins", { van: "2026-01-01", tot: "2022-11-31" }],
    ["no dates at all", {}],
    ["dates of another form", { van: 20220301, tot: "vorig jaar" }],
  ])("with %s in an unreadable statute does not bound it", (_what, dates) =>
    expect(client({ statuten: [{ code: "XYZ", ...dates }] }).statutes).toMatchObject([
      { readable: { validFrom: null, validTo: null } },
    ]),
  );

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
        expect(translateAssessments([{ datum: on, uitkomst: status, volgendeVoor: on }])).toMatchObject([
          { outcome: expect.any(String) },
        ]);
        expect(translateOutflow(OutflowRecord.parse({ datum: on, bestemming: status })).destination).toBeDefined();
      }),
    );
  });

  it("one assessment or referral that breaks its form leaves the others", () => {
    const good = { datum: "2026-01-05", uitkomst: { code: "V" }, volgendeVoor: "2027-01-05" };
    expect(translateAssessments([{ ...good, urenPerWeek: 99 }, good])).toMatchObject([
      { assessedOn: "2026-01-05", outcome: "CONTINUE" },
      { code: "AGENCY_RECORD_INVALID", readable: { assessedOn: "2026-01-05" } },
    ]);
    const referral = { nummer: "TL1", ondernemingsnummer: "0212189676", datum: "2026-01-05", status: { code: "AA" } };
    const file = translateReferrals([{ ...referral, datum: "2026-02-30" }, referral], "id", seal);
    expect(file.referrals).toMatchObject([{ status: "ACCEPTED" }, { code: "AGENCY_RECORD_INVALID" }]);
    expect(file.relations).toHaveLength(1);
  });

  it("a code named as a property that every object has is an unknown code", () => {
    const record = ReferralRecord.parse({ nummer: "TL1", datum: "2026-01-01", status: { code: "constructor" } });
    expect(translateReferral(record, "id", seal).status).toBe("UNKNOWN");
  });
});
