import { describe, expect, it } from "@jest/globals";
import { CAPACITIES, type Capacity } from "../../schema/mandate.js";
import { Sight } from "../../subgraphs/kernel/authorise.js";
import { ReferralStatus } from "../../subgraphs/referrals/entities/referral.js";
import * as contingents from "../../subgraphs/contingents/rules/may-see.js";
import * as ledger from "../../subgraphs/ledger/rules/may-see.js";
import * as permissions from "../../subgraphs/permissions/rules/may-see.js";
import * as referrals from "../../subgraphs/referrals/rules/may-see.js";

const OWN = "0950000182";
const OTHER = "0950000281";
const as = (capacity: Capacity) => ({ capacity, organisation: OWN });
const saying = (test: (capacity: Capacity) => boolean) => CAPACITIES.filter(test);

describe("VDAB", () => {
  it("a lead is related by the lead, a guide by the member, nobody else by either", () => {
    const led = [{ member: OTHER, lead: OWN }];
    const asked = [{ member: OWN, lead: OTHER }];
    expect(saying((capacity) => referrals.maySee(as(capacity), led))).toEqual(["LEAD"]);
    expect(saying((capacity) => referrals.maySee(as(capacity), asked))).toEqual(["PARTNER_GUIDE"]);
    expect(saying((capacity) => referrals.maySee(as(capacity), []))).toEqual([]);
  });

  it("a referral that was refused, withdrawn or is in an unknown state relates nobody", () => {
    expect(Object.values(ReferralStatus).filter((status) => !referrals.relates(status))).toEqual([
      "REFUSED",
      "WITHDRAWN",
      "UNKNOWN",
    ]);
  });

  it("a search is cut for whoever does not see everybody, and not made for whoever sees nobody", () => {
    for (const capacity of CAPACITIES) {
      const cut = referrals.cutOf(as(capacity));
      const sight = referrals.sightOf(as(capacity));
      if (sight === Sight.EVERYBODY) expect(cut).toEqual({});
      else if (sight === Sight.RELATED) expect(Object.values(cut!)).toEqual([OWN]);
      else expect(cut).toBeUndefined();
    }
  });
});

describe("the network", () => {
  it("without a word of the other agencies nobody is in sight by them", () => {
    for (const told of [{}, { referralSight: null, guidanceSight: null }, { referralSight: false }])
      expect(saying((capacity) => permissions.maySee(as(capacity), told))).toEqual([]);
    expect(saying((capacity) => permissions.maySee(as(capacity), { guidanceSight: true }))).toEqual([
      "LEAD",
      "PARTNER_GUIDE",
    ]);
  });

  it("a decision whose issuer is withheld is nobody's own", () => {
    const decisions = [{ issuer: OWN }, { issuer: OTHER }, { issuer: null }] as Parameters<
      typeof permissions.ownDecisions
    >[0];
    expect(permissions.ownDecisions(decisions, as("OCMW_WORKER"))).toEqual([{ issuer: OWN }]);
  });
});

describe("the counter", () => {
  it("an agreement is the lead's by its partnership and the guide's by the member", () => {
    const sees = (organisation: string, lead: string | null) =>
      saying((capacity) => contingents.maySeeAgreement(as(capacity), { organisation, lead }));
    expect(sees(OTHER, OWN)).toEqual(["LEAD", "DOSSIER_MANAGER", "INSPECTOR"]);
    expect(sees(OWN, OTHER)).toEqual(["PARTNER_GUIDE", "DOSSIER_MANAGER", "INSPECTOR"]);
    expect(sees(OTHER, null)).toEqual(["DOSSIER_MANAGER", "INSPECTOR"]);
  });

  it("whoever decides on a permission is told of readiness, on its own permission alone", () => {
    const facts = (issuer: string | null) => [{ issuer }] as Parameters<typeof contingents.decidesOn>[1];
    const deciding = ["OCMW_WORKER", "SICKNESS_FUND_EMPLOYEE"];
    expect(saying((capacity) => contingents.decidesOn(as(capacity), facts(OWN)))).toEqual(deciding);
    for (const other of [facts(OTHER), facts(null), null])
      expect(saying((capacity) => contingents.decidesOn(as(capacity), other))).toEqual([]);
  });
});

describe("the ledger", () => {
  it("a lead sees its own partnerships, the department and analysts all, others none", () => {
    const cuts = Object.fromEntries(CAPACITIES.map((capacity) => [capacity, ledger.fundingCut(as(capacity))]));
    expect(cuts).toMatchObject({ LEAD: { lead: OWN }, DOSSIER_MANAGER: "ALL", INSPECTOR: "ALL", ANALYST: "ALL" });
    expect(Object.values(cuts).filter((cut) => cut !== undefined)).toHaveLength(4);
  });

  it("an analyst sees no person's days, a citizen the own", () => {
    expect(ledger.daysCut(as("ANALYST"), "p")).toBeUndefined();
    const citizen = { ...as("CITIZEN"), participant: "p" as never };
    expect([ledger.daysCut(citizen, "p"), ledger.daysCut(citizen, "q")]).toEqual(["ALL", undefined]);
  });
});
