import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { outcomeOf, READERS } from "./read-replies.js";

const FIXTURES = join(process.cwd(), "test/contract/magda/fixtures");
const reply = (service: string, name: string) => readFileSync(join(FIXTURES, service, `${name}.xml`), "utf8");
const only = (service: string, name: string) => {
  const outcome = outcomeOf(service, reply(service, name));
  return typeof outcome === "string" ? outcome : outcome["vraag-1"];
};
const confirmed =
  (source: string) =>
  (kind: string, validFrom: unknown, validTo: unknown, payer: unknown = null) => ({
    kind,
    validFrom,
    validTo,
    payer,
    source,
  });
const by = (enterpriseNumber: string) => ({ enterpriseNumber });

describe("GeefSociaalStatuut", () => {
  const statute = confirmed("SOCIAL_STATUTE");
  it.each([
    [
      "two-periods-and-an-open-end",
      [statute("LIVING_WAGE", "2024-02-01", "2024-11-30"), statute("LIVING_WAGE", "2025-06-01", null)],
    ],
    ["other-statutes-and-no-period", [statute("WORK_INCAPACITY", null, null)]],
    ["neither-yes-nor-no", ["AGENCY_RECORD_INVALID", statute("JOB_SEEKER", null, null)]],
    ["no-data-as-error", []],
    ["unknown-number", "INSZ_NOT_KNOWN"],
    ["malformed-number", "INSZ_NOT_KNOWN"],
    ["replaced-number", { replacedBy: "71690322411" }],
    ["replaced-without-successor", "AGENCY_RECORD_INVALID"],
    ["not-inscribed", "NOT_INSCRIBED"],
    ["capacity-refused", "AGENCY_REFUSED_US"],
    ["too-many-questions", "AGENCY_REFUSED_US"],
    ["source-not-reachable", "AGENCY_UNAVAILABLE"],
    ["unknown-code", "AGENCY_FAILED"],
    ["two-answers-under-one-reference", "AGENCY_UNREADABLE"],
  ])("%s", (name, expected) => {
    expect(only("GeefSociaalStatuut", name)).toEqual(expected);
  });

  it("answers are found by their reference, in whatever order they come", () => {
    const name = "several-answers-out-of-order";
    expect(outcomeOf("GeefSociaalStatuut", reply("GeefSociaalStatuut", name))).toEqual({
      "vraag-1": "AGENCY_FAILED",
      "vraag-2": [],
      "vraag-3": [statute("JOB_SEEKER", null, null)],
    });
  });
});

describe("GeefLeefloonbedragen", () => {
  const paid = (from: unknown, to: unknown, payer: unknown = by("0207654333")) =>
    confirmed("LIVING_WAGE_AMOUNTS")("LIVING_WAGE", from, to, payer);
  it.each([
    ["no-payment", []],
    ["over-new-year-and-an-impossible-november", [paid("2025-10-14", "2026-01-31")]],
    ["ends-in-an-impossible-november", [paid("2025-10-01", "AGENCY_RECORD_INVALID")]],
    [
      "two-ocmws-and-a-gap",
      [
        paid("2025-01-01", "2025-02-28"),
        paid("2025-03-01", "2025-03-28", by("0212398722")),
        paid("2025-06-01", "2025-06-28", by("0212398722")),
      ],
    ],
    ["child-benefit-only", []],
    ["equivalent-of-a-living-wage", [paid("2025-04-01", "2025-04-30")]],
    ["organisation-and-period-withheld", [paid("FILTERED", "FILTERED", "FILTERED")]],
    ["year-without-months", [paid("FILTERED", "FILTERED", "FILTERED")]],
    ["no-data-as-error", []],
    ["too-many-at-once", "AGENCY_BUSY"],
    ["source-away", "AGENCY_UNAVAILABLE"],
  ])("%s", (name, expected) => {
    expect(only("GeefLeefloonbedragen", name)).toEqual(expected);
  });
});

describe("GeefDossierHandicap", () => {
  const right = confirmed("DISABILITY_FILE");
  it.each([
    ["income-replacement-only", [right("INCOME_REPLACEMENT", "2022-03-01", null)]],
    [
      "both-and-one-turned-down",
      [
        right("INCOME_REPLACEMENT", "2022-03-01", "2027-02-28"),
        right("INTEGRATION_ALLOWANCE", "2022-03-01", "2027-02-28"),
      ],
    ],
    [
      "several-files",
      [right("INCOME_REPLACEMENT", "2020-01-01", "2021-12-31"), right("INTEGRATION_ALLOWANCE", "2022-01-01", null)],
    ],
    ["no-data", []],
    ["not-integrated-at-the-source", "NOT_INSCRIBED"],
    ["source-failed", "AGENCY_FAILED"],
    ["no-result", "AGENCY_FAILED"],
    ["number-replaced-in-the-content", { replacedBy: "71690322411" }],
    ["rights-withheld", "FILTERED"],
    ["other-parts-withheld", [right("INCOME_REPLACEMENT", "2022-03-01", null)]],
    ["cards-only", []],
  ])("%s", (name, expected) => {
    expect(only("GeefDossierHandicap", name)).toEqual(expected);
  });
});

describe("GeefStatusRechtOndersteuningen", () => {
  it.each([
    [
      "two-measures",
      [
        { kind: "WAGE_SUPPORT", code: "VOP", name: "Vlaamse Ondersteuningspremie & meer", status: "GRANTED" },
        { kind: "SOCIAL_ENTERPRISE_DEPARTMENT", name: null, status: "CLOSED", validTo: "AGENCY_RECORD_INVALID" },
      ],
    ],
    ["unknown-measure-and-status", [{ kind: "OTHER", code: "ABC", status: "UNKNOWN", validTo: null }]],
    ["decided-years-after-the-start", [{ decidedOn: "2008-03-01", validFrom: "2004-01-01", validTo: null }]],
    ["empty-answer", []],
    ["more-data-than-fits", [{ code: "MWB" }]],
  ])("%s", (name, expected) => {
    expect(only("GeefStatusRechtOndersteuningen", name)).toMatchObject(expected);
  });
  it("a whole answer that is withheld is not an empty one", () => {
    expect(only("GeefStatusRechtOndersteuningen", "filtered")).toBe("FILTERED");
  });
});

describe("GeefToelatingAMA", () => {
  it.each([
    [
      "granted-and-requested",
      [
        {
          number: "TL-000000101",
          statute: "WORK_INCAPACITY",
          state: "GRANTED",
          workplace: "Hout & metaal",
          evidence: "FORM",
        },
        { number: "TL-000000102", statute: "LIVING_WAGE", state: "REQUESTED", validFrom: null, evidence: "UNKNOWN" },
      ],
    ],
    ["revoked", [{ state: "REVOKED", revokedOn: "2026-04-15", validTo: null, issuer: "0990123441" }]],
    ["issuer-and-period-withheld", [{ issuer: "FILTERED", validFrom: "FILTERED", validTo: "FILTERED" }]],
    ["issuer-absent", [{ issuer: null, validFrom: "2026-02-01", validTo: "2028-01-31" }]],
    ["impossible-end", [{ validFrom: "2026-02-01", validTo: "AGENCY_RECORD_INVALID" }]],
    ["no-permission", []],
  ])("%s", (name, expected) => {
    expect(only("GeefToelatingAMA", name)).toMatchObject(expected);
  });
  it("a status that is in no list is not guessed", () => {
    expect(only("GeefToelatingAMA", "unknown-status")).toEqual(["AGENCY_RECORD_INVALID"]);
  });
});

describe("what is no reply at all", () => {
  const expected: Record<string, string> = {
    "bare-fault.xml": "AGENCY_FAILED",
    "fault-of-soap-12.xml": "AGENCY_FAILED",
    "fault-of-ours.xml": "AGENCY_REFUSED_US",
  };
  it.each(readdirSync(join(FIXTURES, "platform")))("%s is a fault for every service", (name) => {
    const xml = readFileSync(join(FIXTURES, "platform", name), "utf8");
    const services = Object.keys(READERS).filter(
      (service) => !xml.includes(`${service}Response`) || name !== "another-service.xml",
    );
    for (const service of services) expect(outcomeOf(service, xml)).toBe(expected[name] ?? "AGENCY_UNREADABLE");
  });
});

/** Test replies that Digitaal Vlaanderen publishes; not kept with the project. */
const PUBLISHED = join(process.cwd(), "../shared/data/magda");
const published = existsSync(PUBLISHED)
  ? readdirSync(PUBLISHED, { recursive: true })
      .map(String)
      .filter((path) => path.endsWith(".xml") && !path.startsWith("requests"))
  : [];

(published.length > 0 ? describe : describe.skip)("the replies that Digitaal Vlaanderen publishes", () => {
  it.each(published.length > 0 ? published : ["(none here)"])("%s is a value or a named fault", (path) => {
    const service = path.split("/")[1] ?? "GeefSociaalStatuut";
    const outcome = outcomeOf(service, readFileSync(join(PUBLISHED, path), "utf8"));
    if (typeof outcome === "string") expect(outcome).toMatch(/^AGENCY_/);
    else expect(Object.keys(outcome)).toHaveLength(1);
    // A reply with a living wage or a right in it does not read as one without.
    if (/^(67722499797|62691699717|86710585636|06701151393|67621546751)\.xml$/.test(basename(path)))
      expect(Object.values(outcome)).not.toEqual([[]]);
  });
});
