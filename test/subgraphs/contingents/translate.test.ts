import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { readSettings } from "../../../platform/settings.js";
import { createParticipantIds, Insz } from "../../../schema/identifiers.js";
import { isDay } from "../../../schema/scalars.js";
import { hoursPerWeek } from "../../../subgraphs/contingents/rules/hours-per-week.js";
import {
  AgreementRecord,
  GuideRecord,
  PartnershipRecord,
  PersonAnswer,
} from "../../../subgraphs/contingents/source/records.js";
import { agreementFault, translateAgreement } from "../../../subgraphs/contingents/source/translate-agreement.js";
import { translateGuide, translatePartnership } from "../../../subgraphs/contingents/source/translate-partnership.js";

const ids = createParticipantIds(readSettings({}).AMA_PARTICIPANT_KEY);
const wire = (changes: object = {}) => ({
  id: "BO-0000001",
  status: "LOPEND",
  samenwerkingsverband: "SV-0001",
  organisatie: "0950000281",
  deelnemer: { insz: "91631412462" },
  begeleider: "BG-00001",
  werkpost: "WP-00001",
  startdatum: "2026-03-31T00:00:00+02:00",
  einddatum: "9999-12-31",
  getekendOp: "2026-03-31",
  urenstappen: [
    { vanaf: "2026-06-01", urenPerWeek: 16 },
    { vanaf: "2026-03-31", urenPerWeek: "12,5" },
  ],
  dimona: { nummer: "1", type: "DWD", van: "2026-03-31", tot: null },
  ...changes,
});
const read = (changes: object = {}) => translateAgreement(AgreementRecord.parse(wire(changes)), ids);

describe("an agreement as the counter writes it", () => {
  it("days, open ends, hours and what was left out mean what they mean", () => {
    expect(read()).toMatchObject({
      startsOn: "2026-03-31",
      endsOn: null,
      signedOn: "2026-03-31",
      signedByWorkplaceOn: null,
      endReason: null,
      hours: [
        { validFrom: "2026-03-31", hoursPerWeek: 12.5 },
        { validFrom: "2026-06-01", hoursPerWeek: 16 },
      ],
    });
  });

  it("its participant has the id of the newest number", () => {
    const deelnemer = { insz: "85610145578", opvolger: { insz: "85613045581", sinds: "2026-09-22" } };
    expect(read({ deelnemer }).participant.id).toBe(ids.seal(Insz.parse("85613045581")));
  });

  it("no Dimona is not the same as one that is left out", () => {
    expect(read({ dimona: null }).dimona).toBeNull();
    expect(read({ dimona: undefined }).dimona).toBeUndefined();
  });

  it("an unknown reason to stop is UNKNOWN", () => {
    expect(read({ stopreden: "ABC" }).endReason).toBe("UNKNOWN");
  });

  it.each([
    ["ends before it starts", { einddatum: "2021-01-04" }],
    ["starts on a day that does not exist", { startdatum: "2026-02-30" }],
    ["names a number with wrong check digits", { deelnemer: { insz: "91631412463" } }],
    ["names no organisation", { organisatie: "0950000282" }],
  ])("one that %s is not right", (_, changes) => {
    expect(AgreementRecord.safeParse(wire(changes)).success).toBe(false);
  });

  it.each([
    ["are no hours", "veel"],
    ["are more than a week allows", 125],
  ])("a step of hours that %s costs itself alone", (_, urenPerWeek) => {
    const good = { vanaf: "2026-06-01", urenPerWeek: 16 };
    expect(read({ urenstappen: [{ vanaf: "2026-03-31", urenPerWeek }, good] })).toMatchObject({
      hours: [{ validFrom: "2026-06-01", hoursPerWeek: 16 }],
      hoursFaults: [{ code: "AGENCY_RECORD_INVALID", readable: { validFrom: "2026-03-31", validTo: null } }],
    });
  });

  it("a Dimona that cannot be read costs itself alone, and is not none", () => {
    const odd = read({ dimona: { type: "DWD", van: "2026-02-30", tot: null } });
    expect(odd).toMatchObject({ startsOn: "2026-03-31", dimonaFault: { code: "AGENCY_RECORD_INVALID" } });
    expect(odd.dimona).toBeUndefined();
  });

  it("one that cannot be read keeps the days on which it may run, unless they contradict each other", () => {
    expect(agreementFault(wire({ deelnemer: null })).readable).toEqual({
      partnershipId: "SV-0001",
      validFrom: "2026-03-31",
      validTo: null,
    });
    expect(agreementFault(wire({ einddatum: "2021-01-04" })).readable).toMatchObject({
      validFrom: null,
      validTo: null,
    });
    expect(agreementFault("niets").readable).toEqual({ partnershipId: null, validFrom: null, validTo: null });
  });

  it("hours a week are not known where an agreement or a step that cannot be read may count", () => {
    const step = (vanaf: string) => ({ urenstappen: [{ vanaf: "2026-03-31", urenPerWeek: 12 }, { vanaf }] });
    expect(hoursPerWeek([read()], "2026-11-21")).toBe(16);
    expect(hoursPerWeek([read(step("2026-12-01"))], "2026-11-21")).toBe(12);
    expect(hoursPerWeek([read(step("2026-09-01"))], "2026-11-21")).toMatchObject({ code: "AGENCY_RECORD_INVALID" });
    const odd = agreementFault({ startdatum: "2026-01-01" });
    expect(hoursPerWeek([read(), odd], "2026-11-21")).toBe(odd);
    expect(hoursPerWeek([read(), odd], "2025-12-31")).toBeNull();
  });

  it("whatever comes, a record is refused or every day in it exists", () => {
    const text = fc.oneof(
      fc.string(),
      fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
    );
    fc.assert(
      fc.property(text, fc.oneof(text, fc.constant(null)), fc.oneof(fc.string(), fc.double()), (start, end, hours) => {
        const record = AgreementRecord.safeParse(
          wire({ startdatum: start, einddatum: end, urenstappen: [{ vanaf: start, urenPerWeek: hours }] }),
        );
        if (!record.success) return;
        const { startsOn, endsOn, hours: steps } = translateAgreement(record.data, ids);
        expect(isDay(startsOn)).toBe(true);
        expect(endsOn === null || (isDay(endsOn) && endsOn >= startsOn)).toBe(true);
        for (const { hoursPerWeek } of steps) expect(hoursPerWeek).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});

describe("a person as the counter answers", () => {
  it("prints no digit of a number, wherever it is printed", () => {
    const answer = PersonAnswer.parse({ gevraagd: "91631412462", status: "VERVANGEN", vervangenDoor: "85613045581" });
    expect(JSON.stringify(answer)).not.toMatch(/\d{6}/);
  });
});

describe("guides and partnerships", () => {
  const guide = {
    id: "BG-1",
    samenwerkingsverband: "SV-0001",
    organisatie: "0950000281",
    naam: "Moons",
    inDienst: { van: "2023-09-01" },
  };

  it("a qualification with an unknown code stays unknown; none is none", () => {
    const unknown = translateGuide(GuideRecord.parse({ ...guide, kwalificatie: { code: "ABC" } }));
    expect(unknown).toMatchObject({ name: "Moons", employedTo: null, qualification: { kind: "UNKNOWN" } });
    expect(translateGuide(GuideRecord.parse(guide)).qualification).toBeNull();
  });

  it("a contingent without decision is not one of nought", () => {
    const record = PartnershipRecord.parse({
      id: "SV-0001",
      naam: "x",
      regelgeving: "2030",
      status: "SLAPEND",
      penhouder: "0950000182",
      leden: [],
      contingenten: [{ jaar: 2027, aanvraag: { aantal: 25 } }],
      verzekeringen: [],
    });
    expect(translatePartnership(record)).toMatchObject({
      regulation: "UNKNOWN",
      status: "UNKNOWN",
      contingents: [{ year: 2027, appliedFor: 25, granted: null }],
    });
  });

  it("one member, contingent or insurance that cannot be read leaves the others and the partnership", () => {
    const lead = "0950000182";
    const member = { organisatie: lead, rol: "PENHOUDER", van: "2021-04-01", tot: null };
    const contingent = { jaar: 2026, aanvraag: { aantal: 25 }, toekenning: { aantal: 20 } };
    const insurance = { organisatie: lead, soort: "LO", van: "2021-04-01", tot: "9999-12-31" };
    const record = PartnershipRecord.parse({
      id: "SV-0001",
      naam: "x",
      regelgeving: "2024",
      status: "ACTIEF",
      penhouder: lead,
      leden: [member, { ...member, rol: "GAST" }],
      contingenten: [{ ...contingent, jaar: 26 }, contingent],
      verzekeringen: [insurance, { ...insurance, soort: "BA", van: "2021-04-31" }],
    });
    const partnership = translatePartnership(record);
    expect(partnership).toMatchObject({
      members: [{ insurances: [{ kind: "BODILY_ACCIDENT" }], insuranceFaults: [{ code: "AGENCY_RECORD_INVALID" }] }],
      contingents: [{ year: 2026, granted: 20 }],
      insurances: [{ kind: "BODILY_ACCIDENT", validTo: null }],
      faults: {
        members: [{ code: "AGENCY_RECORD_INVALID" }],
        contingents: [{ code: "AGENCY_RECORD_INVALID" }],
        insurances: [
          { readable: { organisation: lead, kind: "CIVIL_LIABILITY", validFrom: "2021-04-01", validTo: null } },
        ],
      },
    });
  });
});
