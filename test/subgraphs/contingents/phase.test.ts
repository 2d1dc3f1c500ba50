import { describe, expect, it } from "@jest/globals";
import { AdviceStatus, PermissionStatus } from "../../../subgraphs/kernel/facts.js";
import { StatuteKind } from "../../../subgraphs/kernel/statute-kind.js";
import { phase } from "../../../subgraphs/contingents/rules/phase.js";
import { access, agreement, permission, today } from "./facts.js";

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
});
