import { describe, expect, test } from "@jest/globals";
import { Kind, parse, visit, type ASTNode } from "graphql";
import { compareDocuments } from "../../cli/compare-documents.js";
import { makeSchemaFiles } from "../../cli/schema-documents.js";
import { AGENCIES } from "../../schema/agencies.js";

const made = await makeSchemaFiles();
const SUBGRAPHS = [...AGENCIES.map(({ subgraph }) => subgraph), "live"];

const DESCRIBED: ReadonlySet<string> = new Set([
  Kind.SCALAR_TYPE_DEFINITION,
  Kind.OBJECT_TYPE_DEFINITION,
  Kind.INTERFACE_TYPE_DEFINITION,
  Kind.UNION_TYPE_DEFINITION,
  Kind.ENUM_TYPE_DEFINITION,
  Kind.ENUM_VALUE_DEFINITION,
  Kind.INPUT_OBJECT_TYPE_DEFINITION,
  Kind.INPUT_VALUE_DEFINITION,
  Kind.FIELD_DEFINITION,
]);

describe("the contract", () => {
  test("what is kept in schema/ is what the classes say", async () => {
    const { differences, breaking } = await compareDocuments(made);
    const told = differences.map(({ name, lines }) => [`schema/${name}: run \`ama schema\``, ...lines.slice(0, 40)]);
    expect({ told, breaking }).toEqual({ told: [], breaking: [] });
  });

  test.each(SUBGRAPHS)("everything in %s is described, because the schema is what its readers have", (name) => {
    const missing: string[] = [];
    visit(parse(made.get(`${name}.graphql`)!), {
      enter(node, _key, _parent, _path, ancestors) {
        if (!DESCRIBED.has(node.kind) || !("name" in node)) return;
        const place = [...ancestors.flat(), node].flatMap((one) => nameOf(one)).join(".");
        // Types without a field of their own are given their description by the subgraph that owns them.
        if (place === "Query") return;
        if (!("description" in node) || !node.description?.value.trim()) missing.push(place);
      },
      [Kind.DIRECTIVE_DEFINITION]: () => false,
    });
    expect(missing).toEqual([]);
  });
});

function nameOf(node: ASTNode): string[] {
  return "name" in node && node.name?.kind === Kind.NAME && DESCRIBED.has(node.kind) ? [node.name.value] : [];
}
