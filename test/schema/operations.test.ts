import { describe, expect, it } from "@jest/globals";
import { readFileSync } from "node:fs";
import { buildSchema, Kind, validate, visit } from "graphql";
import { LIMITS_UNDER_MANDATE } from "../../gateway/admission/admission-limits.js";
import { checkSize } from "../../gateway/admission/check-size.js";
import { compileCost } from "../../gateway/admission/cost/compile-cost.js";
import { readCostTable } from "../../gateway/admission/cost/cost-table.js";
import { estimateCost } from "../../gateway/admission/cost/estimate-cost.js";
import { measureDocument } from "../../gateway/admission/measure-document.js";
import { QUESTION_GROUPS } from "../../gateway/pages/playground/questions.js";
import { DocumentInvalid, hashText, readOperation, readOperations } from "../../schema/operations.js";

const FOLDER = new URL("../../schema/", import.meta.url);
const read = (name: string) => readFileSync(new URL(name, FOLDER), "utf8");
const api = buildSchema(read("api.graphql"));
const table = readCostTable(read("supergraph.graphql"), api);
const operations = readOperations(new URL("operations/", FOLDER));

describe("the trusted documents", () => {
  it("ask the questions that the graph is for", () => {
    const files = operations.map(({ file }) => file);
    const questions = QUESTION_GROUPS.flatMap((group) => group.questions);
    expect(questions.map(({ number }) => number)).toEqual(Array.from({ length: 28 }, (_, i) => i + 1));
    for (const { operation } of questions) expect(files).toContain(`${operation}.graphql`);
  });

  it.each(operations.map((one) => [one.name, one] as const))("%s fits the schema and the limits", (_, { document }) => {
    expect(validate(api, document)).toEqual([]);
    expect(() => checkSize(measureDocument(document), LIMITS_UNDER_MANDATE)).not.toThrow();
    const [operation] = compileCost(document, table);
    // Half of what is allowed, so that a field more does not refuse a front end tomorrow.
    expect(estimateCost(operation!, {}, LIMITS_UNDER_MANDATE)).toBeLessThan(LIMITS_UNDER_MANDATE.cost / 2);
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
