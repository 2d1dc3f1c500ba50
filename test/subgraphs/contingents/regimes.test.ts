import { describe, expect, it } from "@jest/globals";
import type { EnterpriseNumber } from "../../../schema/identifiers.js";
import { MemberRole } from "../../../subgraphs/contingents/entities/membership.js";
import { participationHistory } from "../../../subgraphs/contingents/rules/participation-history.js";
import { partnershipRegimes } from "../../../subgraphs/contingents/rules/regimes.js";
import { LegacyScheme } from "../../../subgraphs/kernel/legacy-scheme.js";
import { agreement, heft, today } from "./facts.js";

const ploeg = "0950000182" as EnterpriseNumber;
const member = (validFrom: string, validTo: string | null) => ({
  organisation: { enterpriseNumber: heft },
  partnershipId: "SV-0001",
  role: MemberRole.PARTNER,
  validFrom,
  validTo,
  insurances: [],
});
const grant = (year: number, granted: number | null) => ({
  year,
  appliedFor: 9,
  appliedOn: null,
  granted,
  grantedOn: null,
});
const recognition = {
  organisation: ploeg,
  scheme: LegacyScheme.SOCIAL_WORKSHOP,
  validFrom: "2005-01-01",
  validTo: "2021-03-31",
  participantFte: 6,
  supportStaffFte: 1.2,
};

describe("the regimes of a partnership", () => {
  it("run through 1 April 2021 and 1 January 2024, each in its own measure", () => {
    const contingents = [grant(2021, 4), grant(2023, 7), grant(2024, 8), grant(2026, 10), grant(2027, null)];
    const regimes = partnershipRegimes({ members: [member("2021-04-01", null)], contingents }, [recognition]);
    expect(
      regimes.map(({ regime, validFrom, validTo, participantFte, trajectories }) => [
        regime,
        validFrom,
        validTo,
        participantFte,
        trajectories,
      ]),
    ).toEqual([
      ["SOCIAL_WORKSHOP", "2005-01-01", "2021-03-31", 6, null],
      ["AMA_2021", "2021-04-01", "2023-12-31", null, 7],
      ["AMA_2024", "2024-01-01", null, null, 10],
    ]);
    expect(regimes.every(({ basis }) => basis.length > 0)).toBe(true);
  });

  it("begin with the first member and end with the last", () => {
    const spans = (...members: ReturnType<typeof member>[]) =>
      partnershipRegimes({ members, contingents: [] }, []).map(({ regime, validFrom, validTo }) => [
        regime,
        validFrom,
        validTo,
      ]);
    expect(spans(member("2022-01-01", "2023-12-31"), member("2022-06-01", "2023-03-31"))).toEqual([
      ["AMA_2021", "2022-01-01", "2023-12-31"],
    ]);
    expect(spans(member("2023-12-31", "2024-01-01"))).toEqual([
      ["AMA_2021", "2023-12-31", "2023-12-31"],
      ["AMA_2024", "2024-01-01", "2024-01-01"],
    ]);
    expect(spans(member("2025-01-01", null))).toEqual([["AMA_2024", "2025-01-01", null]]);
    expect(spans()).toEqual([]);
  });
});

describe("the history of a participant", () => {
  const before = {
    organisation: ploeg,
    scheme: LegacyScheme.EXPERIMENT,
    validFrom: "2019-05-01",
    validTo: "2021-03-31",
    fullTimeEquivalent: 0.5,
  };

  it("cuts an agreement at a change of regime, with the hours at the end of each part", () => {
    const held = agreement({
      startsOn: "2021-04-01",
      hours: [
        { validFrom: "2021-04-01", hoursPerWeek: 12 },
        { validFrom: "2024-02-01", hoursPerWeek: 16 },
        { validFrom: "2027-01-01", hoursPerWeek: 20 },
      ],
    });
    const history = participationHistory([before], [held], today);
    expect(
      history.map(({ regime, validFrom, validTo, fullTimeEquivalent, hoursPerWeek }) => [
        regime,
        validFrom,
        validTo,
        fullTimeEquivalent,
        hoursPerWeek,
      ]),
    ).toEqual([
      ["EXPERIMENT", "2019-05-01", "2021-03-31", 0.5, null],
      ["AMA_2021", "2021-04-01", "2023-12-31", null, 12],
      ["AMA_2024", "2024-01-01", null, null, 16],
    ]);
    expect(history.map((period) => period.agreement)).toEqual([null, held, held]);
  });

  it("says that a code of before is not known, and leaves nothing out", () => {
    const [period] = participationHistory([{ ...before, scheme: LegacyScheme.UNKNOWN }], [], today);
    expect(period).toMatchObject({ regime: "UNKNOWN", organisation: { enterpriseNumber: ploeg } });
  });
});
