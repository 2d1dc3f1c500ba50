import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { AdviceStatus, AssessmentOutcome } from "../../../subgraphs/kernel/facts.js";
import { Fault } from "../../../schema/faults.js";
import type { WithheldFact } from "../../../subgraphs/kernel/facts.js";
import { RecordFault } from "../../../subgraphs/kernel/record-fault.js";
import { StatuteKind } from "../../../subgraphs/kernel/statute-kind.js";
import { ReferralStatus, type Referral } from "../../../subgraphs/referrals/entities/referral.js";
import { accessFacts } from "../../../subgraphs/referrals/rules/access-facts.js";
import { heldOn } from "../../../subgraphs/referrals/rules/held-on.js";
import { waitingDays } from "../../../subgraphs/referrals/rules/waiting-days.js";

const day = fc
  .date({ min: new Date("2021-01-01T00:00:00Z"), max: new Date("2030-12-31T00:00:00Z"), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

function referral(status: ReferralStatus, referredOn: string): Referral {
  return {
    id: "x",
    participant: { id: "p" },
    partnership: null,
    organisation: null,
    status,
    referredOn,
    answeredOn: null,
  };
}

describe("what holds on a day", () => {
  it("both ends of a period belong to it, an absent end is open", () => {
    fc.assert(
      fc.property(day, day, day, (a, b, on) => {
        const [validFrom, validTo] = [a, b].sort() as [string, string];
        const held = heldOn(
          [
            { validFrom, validTo },
            { validFrom, validTo: null },
            { validFrom: null, validTo },
          ],
          on,
        );
        expect(held.length).toBe(
          [validFrom <= on && on <= validTo, validFrom <= on, on <= validTo].filter(Boolean).length,
        );
      }),
    );
  });
});

describe("waiting", () => {
  it("counts the days since the referral while nobody started", () => {
    expect(waitingDays(referral(ReferralStatus.REFERRED, "2026-10-01"), "2026-11-10")).toBe(40);
    expect(waitingDays(referral(ReferralStatus.ACCEPTED, "2026-11-10"), "2026-11-10")).toBe(0);
  });

  it.each([
    ReferralStatus.STARTED,
    ReferralStatus.REFUSED,
    ReferralStatus.WITHDRAWN,
    ReferralStatus.ENDED,
    ReferralStatus.UNKNOWN,
  ])("nobody waits once the referral is %s", (status) =>
    expect(waitingDays(referral(status, "2026-10-01"), "2026-11-10")).toBeNull(),
  );
});

describe("facts that decide on access", () => {
  it("the newest referral that led somewhere counts", () => {
    const facts = accessFacts({
      client: {
        advice: { status: AdviceStatus.GRANTED, decidedOn: "2026-01-01", validFrom: "2026-01-02", validTo: null },
        statutes: [{ kind: StatuteKind.LIVING_WAGE, validFrom: "2025-01-01", validTo: null }],
        welfareActivities: [{ validFrom: "2024-01-01", validTo: "2024-12-31" }],
      },
      assessments: [
        {
          assessedOn: "2026-01-01",
          outcome: AssessmentOutcome.CONTINUE,
          hoursPerWeekAble: null,
          nextDueOn: "2027-01-01",
        },
      ],
      referrals: [referral(ReferralStatus.REFUSED, "2026-03-01"), referral(ReferralStatus.STARTED, "2026-02-01")],
      outflow: null,
    });
    expect(facts).toEqual({
      advice: [{ status: "GRANTED", validFrom: "2026-01-02", validTo: null }],
      assessments: [{ assessedOn: "2026-01-01", outcome: "CONTINUE", hoursPerWeekAble: null }],
      statutes: [{ kind: "LIVING_WAGE", validFrom: "2025-01-01", validTo: null }],
      referredOn: "2026-02-01",
      outflowOn: null,
      welfareActivities: [{ validFrom: "2024-01-01", validTo: "2024-12-31" }],
      withheld: [],
    });
  });

  it("an unreadable statute keeps the days on which it may be held, and leaves the others", () => {
    const odd = new RecordFault("VDAB", "a statute", { kind: null, validFrom: "2022-03-01", validTo: "2022-12-31" });
    const good = { kind: StatuteKind.JOB_SEEKER, validFrom: "2025-01-01", validTo: null };
    const client = { advice: null, statutes: [odd, good], welfareActivities: [] };
    expect(accessFacts({ client, assessments: [], referrals: [], outflow: null })).toMatchObject({
      statutes: [{ kind: null, validFrom: "2022-03-01", validTo: "2022-12-31", unreadable: true }, good],
      withheld: [],
    });
  });

  it("a dossier that VDAB closed withholds every part under the code of that", () => {
    const closed = new Fault("DOSSIER_CLOSED", "VDAB");
    const facts = accessFacts({ client: closed, assessments: closed, referrals: closed, outflow: closed })!;
    expect(facts.statutes).toBe(closed);
    expect((facts.withheld as WithheldFact[]).map(({ part, code }) => `${part} ${code}`)).toEqual([
      "ADVICE DOSSIER_CLOSED",
      "STATUTES DOSSIER_CLOSED",
      "ASSESSMENTS DOSSIER_CLOSED",
      "REFERRALS DOSSIER_CLOSED",
      "OUTFLOW DOSSIER_CLOSED",
    ]);
  });

  it("a referral that cannot be read may be the one that led somewhere", () => {
    const odd = new Fault("AGENCY_RECORD_INVALID", "VDAB", "a referral");
    const client = { advice: null, statutes: [], welfareActivities: [] };
    const referredOn = (referrals: (Referral | Fault)[]) =>
      accessFacts({ client, assessments: [], referrals, outflow: null })!.referredOn;
    expect(referredOn([referral(ReferralStatus.STARTED, "2026-02-01"), odd])).toBe("2026-02-01");
    expect(referredOn([odd])).toBe(odd);
  });
});
