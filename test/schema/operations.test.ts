import { describe, expect, it } from "@jest/globals";
import { readFileSync } from "node:fs";
import { buildSchema, Kind, validate, visit } from "graphql";
import { DEFAULT_ADMISSION_LIMITS } from "../../gateway/admission/admission-limits.js";
import { checkSize } from "../../gateway/admission/check-size.js";
import { compileCost } from "../../gateway/admission/cost/compile-cost.js";
import { readCostTable } from "../../gateway/admission/cost/cost-table.js";
import { estimateCost } from "../../gateway/admission/cost/estimate-cost.js";
import { measureDocument } from "../../gateway/admission/measure-document.js";
import { DocumentInvalid, hashText, readOperation, readOperations } from "../../schema/operations.js";

const FOLDER = new URL("../../schema/", import.meta.url);
const read = (name: string) => readFileSync(new URL(name, FOLDER), "utf8");
const api = buildSchema(read("api.graphql"));
const table = readCostTable(read("supergraph.graphql"), api);
const operations = readOperations(new URL("operations/", FOLDER));

/** The questions the graph must answer, by their numbers, and the documents that ask them. */
const ANSWERED: Record<number, string> = {
  1: "ParticipantOnOnePage",
  2: "ParticipantReadiness",
  3: "PermissionsAgainstAgreements",
  4: "ParticipantHours",
  5: "ParticipantFreshness",
  6: "WhoLooked",
  7: "ParticipantNumbers",
  8: "AssessmentsDue",
  9: "PartnershipsOccupancy",
  10: "PartnershipFunding",
  11: "DaysWithoutCover",
  12: "StatementsDelivered",
  13: "WaitingList",
  14: "GuidesAndParticipants",
  15: "AgreementsWithoutOutflow",
  16: "ReportedTwice",
  17: "StatementsAfterSettlement",
  18: "ExpectedBalances",
  19: "StatisticsOfFunding",
  20: "StatisticsOfFunding",
  21: "StatisticsOfOutflow",
  22: "StatisticsOfPermissions",
  23: "StatisticsOfPermissions",
  24: "StatisticsOfDurations",
  25: "StatisticsOfCost",
  26: "StatisticsOfFunding",
  27: "StatisticsOfRegimes",
  28: "AgenciesOverDays",
};

describe("the trusted documents", () => {
  it("ask the questions that the graph is for", () => {
    const names = new Set(operations.map(({ name }) => name));
    expect(Object.keys(ANSWERED)).toHaveLength(28);
    for (const [question, name] of Object.entries(ANSWERED))
      expect([question, names.has(name)]).toEqual([question, true]);
  });

  it.each(operations.map((one) => [one.name, one] as const))("%s fits the schema and the limits", (_, { document }) => {
    expect(validate(api, document)).toEqual([]);
    expect(() => checkSize(measureDocument(document), DEFAULT_ADMISSION_LIMITS)).not.toThrow();
    const [operation] = compileCost(document, table);
    // Half of what is allowed, so that a field more does not refuse a front end tomorrow.
    expect(estimateCost(operation!, {}, DEFAULT_ADMISSION_LIMITS)).toBeLessThan(DEFAULT_ADMISSION_LIMITS.cost / 2);
  });

  it("name nobody: no value of a person stands in a document", () => {
    for (const { document } of operations)
      visit(document, {
        [Kind.STRING]: (node) => expect(node.value).toBe(""),
        [Kind.INT]: (node) => expect(node.value.length).toBeLessThan(5),
      });
  });
});

describe("reading a document", () => {
  it("is the same document however it is laid out", () => {
    const one = readOperation("query A($id: ID!) { participant(id: $id) { id, phase } }");
    const other = readOperation("# a comment\nquery A( $id:ID! ){participant(id:$id){id\n\n phase}}");
    expect(other.id).toBe(one.id);
    expect(one).toMatchObject({ name: "A", file: "a.graphql", id: hashText(one.text) });
  });

  it.each(["{ viewer { subject } }", "query A { a } query B { b }", "fragment F on T { a }"])("refuses %s", (text) =>
    expect(() => readOperation(text)).toThrow(DocumentInvalid),
  );
});
