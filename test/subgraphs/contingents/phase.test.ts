import { describe, expect, it } from "@jest/globals";
import type { GuidanceAgreement } from "../../../subgraphs/contingents/entities/guidance-agreement.js";
import type { WidestPeriod } from "../../../subgraphs/kernel/widest-period.js";
import {
  AdviceStatus,
  PermissionStatus,
  type AccessFacts,
  type PermissionFact,
} from "../../../subgraphs/kernel/facts.js";
import { StatuteKind } from "../../../subgraphs/kernel/statute-kind.js";
import { phase as phaseBy } from "../../../subgraphs/contingents/rules/phase.js";
import { access, agreement, permission, today } from "./facts.js";

const phase = (
  who: AccessFacts | null,
  permissions: PermissionFact[] | null,
  agreements: GuidanceAgreement[],
  on: string,
  unreadable: WidestPeriod[] = [],
) => phaseBy(who, permissions, agreements, unreadable, on);
const advice = (status: AdviceStatus) => [{ status, validFrom: "2026-09-01", validTo: null }];
const jobSeeker = { statutes: [{ kind: StatuteKind.JOB_SEEKER, validFrom: "2024-01-01", validTo: null }] };

describe("the way through work-oriented activities", () => {
  it("begins with being known to VDAB", () => {
    expect(phase(access({ advice: [] }), [], [], today)).toBe("REGISTERED");
    expect(phase(access({ advice: advice(AdviceStatus.PENDING) }), [], [], today)).toBe("SCREENED");
    expect(phase(access({ advice: advice(AdviceStatus.REFUSED) }), [], [], today)).toBe("REFUSED");
    expect(phase(access({ referredOn: null }), [], [], today)).toBe("ADVISED");
  });

  it("goes past permission for who needs none", () => {
    expect(phase(access(jobSeeker), null, [], today)).toBe("REFERRED");
  });

  it("waits for permission of whoever must give it", () => {
    expect(phase(access(), [], [], today)).toBe("PERMISSION_PENDING");
    const requested = [permission({ status: PermissionStatus.REQUESTED })];
    expect(phase(access(), requested, [], today)).toBe("PERMISSION_PENDING");
    expect(phase(access(), [permission({ status: PermissionStatus.REFUSED })], [], today)).toBe("REFUSED");
    expect(phase(access(), [permission()], [], today)).toBe("PERMITTED");
  });

  it("then depends on the agreements", () => {
    expect(phase(access(), [], [agreement({ startsOn: "2026-12-01" })], today)).toBe("AGREED");
    expect(phase(access(), [], [agreement()], today)).toBe("ACTIVE");
    expect(phase(access(), [], [agreement({ endsOn: "2026-11-20" })], today)).toBe("ENDED");
    const out = access({ outflowOn: "2026-11-20" });
    expect(phase(out, [], [agreement({ endsOn: "2026-11-20" })], today)).toBe("OUTFLOW");
    expect(phase(out, [], [agreement()], today)).toBe("ACTIVE");
  });

  it("is not guessed when the agency that decides it does not answer", () => {
    expect(phase(null, [], [], today)).toBeNull();
    expect(phase(access(), null, [], today)).toBeNull();
    expect(phase(null, null, [agreement()], today)).toBe("ACTIVE");
  });

  it("agrees with readiness on an advice that was closed: it held until its last day", () => {
    const closed = access({ advice: [{ status: AdviceStatus.CLOSED, validFrom: "2025-09-01", validTo: today }] });
    expect(phase(closed, [permission()], [], today)).toBe("PERMITTED");
    expect(phase(closed, [permission()], [], "2026-11-22")).toBe("REGISTERED");
  });

  it("is a fault, not a guess, where a record that decides it cannot be read", () => {
    const invalid = (agency: string) => expect.objectContaining({ code: "AGENCY_RECORD_INVALID", agency });
    const period = { validFrom: "2026-01-01", validTo: null };
    expect(phase(access(), [permission()], [], today, [period])).toEqual(invalid("LOKET"));
    expect(phase(access(), [permission()], [agreement()], today, [period])).toBe("ACTIVE");
    expect(phase(access(), [], [], today, [{ validFrom: null, validTo: "2022-12-31" }])).toBe("ENDED");
    const odd = { kind: null, ...period, unreadable: true };
    expect(phase(access({ statutes: [odd] }), [], [], today)).toEqual(invalid("VDAB"));
    expect(phase(access({ statutes: [{ ...odd, kind: StatuteKind.JOB_SEEKER }] }), [], [], today)).toBe("REFERRED");
    expect(phase(access(), [permission({ unreadable: true })], [], today)).toEqual(invalid("MAGDA"));
  });

  it("of a dossier that VDAB closed is withheld for that", () => {
    const withheld = [{ part: "OUTFLOW" as const, code: "DOSSIER_CLOSED" }];
    expect(phase(access({ withheld }), [], [], today)).toMatchObject({ code: "DOSSIER_CLOSED", agency: "VDAB" });
    expect(phase(access({ withheld }), [], [agreement()], today)).toBe("ACTIVE");
  });
});
