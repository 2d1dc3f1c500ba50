import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { Fault } from "../../../schema/faults.js";
import type { EnterpriseNumber } from "../../../schema/identifiers.js";
import { PermissionStatus } from "../../../subgraphs/kernel/facts.js";
import { StatuteKind } from "../../../subgraphs/kernel/statute-kind.js";
import { NetworkService, type ConfirmedStatute } from "../../../subgraphs/permissions/entities/confirmed-statute.js";
import { meaningOf, type SourceException } from "../../../subgraphs/permissions/rules/exceptions.js";
import type { PermissionDecision } from "../../../subgraphs/permissions/rules/permission-decision.js";
import { permissionFacts } from "../../../subgraphs/permissions/rules/permission-facts.js";
import { permissionId, readPermissionId } from "../../../subgraphs/permissions/rules/permission-id.js";
import { permissionStatus } from "../../../subgraphs/permissions/rules/permission-status.js";
import { permissionsNotNeeded, permissionsOn } from "../../../subgraphs/permissions/rules/permissions-on.js";

const DAY = "2026-11-21";
const FILE = { participantId: "A".repeat(28), asOf: "2026-11-21T09:00:00Z" };
const withheld = new Fault("FILTERED", "MAGDA");

/** A permission in force on the day, with something changed. */
function decision(change: Partial<PermissionDecision> = {}): PermissionDecision {
  return {
    number: "TL-000000001",
    statute: StatuteKind.WORK_INCAPACITY,
    state: PermissionStatus.GRANTED,
    issuer: "0990123441" as EnterpriseNumber,
    requestedOn: "2026-01-01",
    decidedOn: "2026-01-20",
    validFrom: "2026-02-01",
    validTo: "2028-01-31",
    revokedOn: null,
    workplace: "Atelier",
    evidence: null,
    ...change,
  };
}
const { GRANTED, REQUESTED, REFUSED, REVOKED, EXPIRED } = PermissionStatus;

describe("the status of a permission on a day", () => {
  it.each([
    ["in force", {}, GRANTED],
    ["on its first day", { validFrom: DAY }, GRANTED],
    ["on its last day", { validTo: DAY }, GRANTED],
    ["the day after", { validTo: "2026-11-20" }, EXPIRED],
    ["before its first day it does not hold yet", { validFrom: "2026-11-22" }, REQUESTED],
    ["without an end", { validTo: null }, GRANTED],
    ["decided after its period began", { decidedOn: "2026-10-01", validFrom: "2026-02-01" }, GRANTED],
    ["asked for", { state: REQUESTED }, REQUESTED],
    ["refused", { state: REFUSED }, REFUSED],
    ["revoked that very day", { state: REVOKED, revokedOn: DAY }, REVOKED],
    ["revoked tomorrow it still holds", { state: REVOKED, revokedOn: "2026-11-22" }, GRANTED],
    ["revoked on a day nobody wrote down", { state: REVOKED, revokedOn: null }, REVOKED],
    ["expired before it would be revoked", { state: REVOKED, revokedOn: "2026-12-24", validTo: "2026-11-01" }, EXPIRED],
  ] as [string, Partial<PermissionDecision>, PermissionStatus][])("%s", (_when, change, status) => {
    expect(permissionStatus(decision(change), DAY)).toBe(status);
  });

  it("is not guessed when a date that decides is withheld", () => {
    expect(permissionStatus(decision({ validTo: withheld }), DAY)).toBe(withheld);
    expect(permissionStatus(decision({ validFrom: withheld }), DAY)).toBe(withheld);
    expect(permissionStatus(decision({ state: REVOKED, revokedOn: withheld }), DAY)).toBe(withheld);
    expect(permissionStatus(decision({ validFrom: withheld, validTo: "2026-01-01" }), DAY)).toBe(EXPIRED);
  });

  it("is never GRANTED outside the period, whatever the dates", () => {
    const day = fc.date({ min: new Date("2020-01-01"), max: new Date("2030-01-01"), noInvalidDate: true });
    const iso = day.map((date) => date.toISOString().slice(0, 10));
    fc.assert(
      fc.property(iso, iso, fc.option(iso), fc.option(iso), (on, validFrom, validTo, revokedOn) => {
        const state = revokedOn ? REVOKED : GRANTED;
        const status = permissionStatus(decision({ state, validFrom, validTo, revokedOn }), on);
        const holds = validFrom <= on && (!validTo || on <= validTo) && (!revokedOn || on < revokedOn);
        expect(status === GRANTED).toBe(holds);
      }),
    );
  });
});

describe("one permission for each statute", () => {
  it("the one in force comes before a newer request", () => {
    const all = [
      decision(),
      decision({ number: "TL-2", state: REQUESTED, requestedOn: "2026-11-01", validFrom: null }),
    ];
    expect(permissionsOn(all, DAY, FILE)).toMatchObject([{ id: permissionId(FILE.participantId, "TL-000000001") }]);
  });
  it("of two in force the one that lasts longest", () => {
    const all = [decision(), decision({ number: "TL-2", validTo: null })];
    expect(permissionsOn(all, DAY, FILE)).toMatchObject([{ validTo: null, status: GRANTED }]);
  });
  it("with none in force the newest", () => {
    const all = [
      decision({ validTo: "2026-05-31" }),
      decision({ number: "TL-2", state: REFUSED, requestedOn: "2026-06-10", decidedOn: "2026-07-01", validFrom: null }),
    ];
    expect(permissionsOn(all, DAY, FILE)).toMatchObject([{ status: REFUSED }]);
  });
  it("and none where nobody asked", () => {
    expect(permissionsOn([], DAY, FILE)).toEqual([]);
  });
  it("a statute that needs none is told once, while it holds", () => {
    const statute = (change: Partial<ConfirmedStatute>): ConfirmedStatute => ({
      kind: StatuteKind.INCOME_REPLACEMENT,
      validFrom: "2022-01-01",
      validTo: null,
      payer: null,
      source: NetworkService.DISABILITY_FILE,
      asOf: FILE.asOf,
      ...change,
    });
    const statutes = [
      statute({}),
      statute({}),
      statute({ kind: StatuteKind.JOB_SEEKER, validTo: "2025-01-01" }),
      statute({ kind: StatuteKind.LIVING_WAGE }),
    ];
    expect(permissionsNotNeeded(statutes, DAY, FILE.participantId)).toMatchObject([
      { statute: "INCOME_REPLACEMENT", status: "NOT_NEEDED", issuer: null },
    ]);
  });
});

describe("facts for other subgraphs", () => {
  it("hold every permission, and mark one with a date that is withheld: it would read as an open end", () => {
    expect(permissionFacts([decision(), decision({ state: REFUSED, validFrom: null })])).toHaveLength(2);
    expect(permissionFacts([decision(), decision({ validTo: withheld })])).toMatchObject([
      { validTo: "2028-01-31", workplace: "Atelier" },
      { validTo: null, unreadable: true },
    ]);
    expect(permissionFacts([decision()])[0]).not.toHaveProperty("unreadable");
  });
});

describe("the id of a permission", () => {
  it("leads back to the participant and the network's number", () => {
    const id = permissionId(FILE.participantId, "TL-000.412");
    expect(readPermissionId(id)).toEqual({ participantId: FILE.participantId, number: "TL-000.412" });
  });
  it.each(["", "TL-1", `${"A".repeat(27)}.TL-1`, `${"A".repeat(28)}.`])("%p is refused", (id) => {
    expect(() => readPermissionId(id)).toThrow("Not the id of a permission");
  });
});

describe("what an exception means", () => {
  const exception = (code: string, change: Partial<SourceException> = {}): SourceException => ({
    code,
    severity: "FOUT",
    diagnosis: "",
    annotations: [],
    ...change,
  });
  it.each([
    ["30001", "NO_DATA"],
    ["30003", "INSZ_NOT_KNOWN"],
    ["30004", "REPLACED"],
    ["13202", "NOT_INSCRIBED"],
    ["15021", "FILTERED"],
    ["20110", "AGENCY_REFUSED_US"],
    ["40006", "AGENCY_REFUSED_US"],
    ["60006", "AGENCY_FAILED"],
    ["60007", "AGENCY_FAILED"],
    ["99994", "AGENCY_FAILED"],
    ["99997", "AGENCY_UNAVAILABLE"],
    ["12345", "AGENCY_FAILED"],
    ["?", "AGENCY_FAILED"],
  ])("%s: %s", (code, meaning) => {
    expect(meaningOf(exception(code))).toBe(meaning);
  });
  it("two codes mean by their diagnosis that too many ask or that the source is away", () => {
    for (const code of ["99995", "99996"]) {
      expect(meaningOf(exception(code, { diagnosis: "Te veel gelijktijdige bevragingen" }))).toBe("AGENCY_BUSY");
      expect(meaningOf(exception(code, { diagnosis: "Bron niet beschikbaar" }))).toBe("AGENCY_UNAVAILABLE");
    }
  });
  it("an unknown code beside data is a remark unless it is typed as an error", () => {
    expect(meaningOf(exception("12345", { severity: "WAARSCHUWING" }))).toBe("REMARK");
    expect(meaningOf(exception("12345", { severity: "INFORMATIE" }))).toBe("REMARK");
  });
});
