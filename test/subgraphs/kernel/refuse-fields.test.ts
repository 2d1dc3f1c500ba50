import { describe, expect, it } from "@jest/globals";
import { buildSubgraphSchema } from "@apollo/subgraph";
import { execute, parse } from "graphql";
import type { Mandate } from "../../../schema/mandate.js";
import { refuseFields } from "../../../subgraphs/kernel/refuse-fields.js";
import { inspector } from "../../support/asking.js";

const typeDefs = parse(`
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.11",
    import: ["@authenticated", "@requiresScopes", "@policy"])
  type Query {
    open: String
    known: String @authenticated
    name: String @requiresScopes(scopes: [["person:identify"]])
    either: String @policy(policies: [["person", "funding"], ["guidance"]])
    both: String @policy(policies: [["guidance"]]) @requiresScopes(scopes: [["person:identify"]])
    unheardOf: String @policy(policies: [["unheard-of"]])
    secret: Secret
    scalar: Hidden
  }
  type Secret @policy(policies: [["funding"]]) { text: String }
  scalar Hidden @policy(policies: [["funding"]])
`);

const asked: string[] = [];
const schema = buildSubgraphSchema({
  typeDefs,
  resolvers: {
    Query: Object.fromEntries(
      ["open", "known", "name", "either", "both", "unheardOf", "secret", "scalar"].map((field) => [
        field,
        () => {
          asked.push(field);
          return field === "secret" ? { text: "told" } : "told";
        },
      ]),
    ) as never,
  },
});
refuseFields(schema);

async function ask(mandate: Mandate | undefined) {
  asked.length = 0;
  const { data, errors = [] } = await execute({
    schema,
    document: parse("{ open known name either both unheardOf secret { text } scalar }"),
    contextValue: { asking: mandate && { mandate } },
  });
  const told = Object.entries(data ?? {}).flatMap(([field, value]) => (value === null ? [] : [field]));
  // A field that is refused is not resolved, and is refused by its code.
  expect(asked).toEqual(told);
  expect(errors.map(({ path, originalError }) => [path?.[0], (originalError as { code?: string }).code])).toEqual(
    Object.keys(data ?? {})
      .filter((field) => !told.includes(field))
      .map((field) => [field, "UNAUTHORIZED_FIELD_OR_TYPE"]),
  );
  return told;
}

describe("a subgraph holds its fields to the directives of its own SDL", () => {
  it("whoever has all gets all, but a policy that nobody has", async () => {
    expect(await ask(inspector)).toEqual(["open", "known", "name", "either", "both", "secret", "scalar"]);
  });

  it("one of the sets, whole, is enough; of two directives both are needed", async () => {
    const guide: Mandate = { ...inspector, capacity: "PARTNER_GUIDE", purpose: "GUIDANCE", scopes: [] };
    expect(await ask(guide)).toEqual(["open", "known", "either"]);
    const analyst: Mandate = { ...inspector, capacity: "ANALYST", purpose: "STATISTICS" };
    expect(await ask(analyst)).toEqual(["open", "known", "secret", "scalar"]);
  });

  it("without a mandate only what is open", async () => {
    expect(await ask(undefined)).toEqual(["open"]);
  });
});
