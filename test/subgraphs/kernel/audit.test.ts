import { describe, expect, test } from "@jest/globals";
import { buildSubgraphSchema } from "@apollo/subgraph";
import { execute, parse } from "graphql";
import { createAudit } from "../../../subgraphs/kernel/audit/audit.js";
import { inspector } from "../../support/asking.js";
import { createNotebook } from "../../support/notebook.js";

const SDL = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.11", import: ["@key", "@inaccessible"])
  type Query { participant(id: ID!): Participant, people: People!, agreement: Agreement, weather: String, place: Place! }
  type People { edges: [Edge!]!, total: Int! }
  type Edge { node: Participant! }
  type Participant @key(fields: "id") { id: ID!, name: Name, notes: [Note!], agreements: [Agreement], facts: Facts @inaccessible }
  type Name { first: String, last: String! }
  type Note @key(fields: "id") { id: ID!, text: String }
  type Agreement { participant: Participant!, on: String!, place: Place }
  type Place { name: String, visitors: [Participant!] }
  type Facts { secret: String }`;

const person = (id: string) => ({
  id,
  name: id === "P3" ? null : { first: null, last: id },
  notes: [],
  agreements: [{ participant: { id }, on: "today", place: { name: "Here", visitors: [{ id: "P9" }] } }],
  facts: { secret: "x" },
});
const rootValue = {
  participant: ({ id }: { id: string }) => person(id),
  people: { edges: ["P1", "P2", "P3"].map((id) => ({ node: person(id) })), total: 3 },
  agreement: person("P4").agreements[0],
  weather: "rain",
  place: { name: "There", visitors: [{ id: "P5" }] },
};
const schema = buildSubgraphSchema({
  typeDefs: parse(SDL),
  resolvers: {
    Participant: { __resolveReference: ({ id }: { id: string }) => person(id) },
    Note: { __resolveReference: ({ id }: { id: string }) => ({ id, text: "noted" }) },
  },
});

async function ask(query: string, { away = false, variableValues = {} } = {}) {
  const notebook = createNotebook();
  notebook.away = away;
  const subjects = { Note: (id: string) => id.split(".")[0]! };
  const audit = createAudit({ schema, subjects, agency: "VDAB", accessLog: notebook });
  const watched = audit.watch(parse(query));
  const result = await execute({ schema, document: watched.document, rootValue, variableValues });
  const answer = await audit.account({ data: result.data ?? null }, watched, { ...inspector, requestId: "request-1" });
  const looks = notebook.looks.map(({ participants, fields, byRule }) => ({ participants, fields, byRule }));
  return { looks, ...(JSON.parse(JSON.stringify(answer)) as { data: unknown; errors?: { path?: unknown[] }[] }) };
}
const look = (participants: string[], fields: string[], byRule = false) => ({ participants, fields, byRule });

describe("what counts as a look", () => {
  test("each of a list, those of whom the same was told together, and the answer is as it was asked", async () => {
    const { looks, data } = await ask("{ people { total edges { node { name { first last } } } } }");
    expect(looks).toEqual([look(["P1", "P2"], ["Name.last", "Participant.name"])]);
    expect(data).toEqual({
      people: {
        total: 3,
        edges: [
          { node: { name: { first: null, last: "P1" } } },
          { node: { name: { first: null, last: "P2" } } },
          { node: { name: null } },
        ],
      },
    });
  });

  test("that somebody is on a list, and that a list about somebody is empty; nothing else", async () => {
    expect((await ask("{ people { edges { node { id } } } }")).looks).toEqual([
      look(["P1", "P2", "P3"], ["Participant.id"]),
    ]);
    expect((await ask('{ participant(id: "P1") { notes { text } } }')).looks).toEqual([
      look(["P1"], ["Participant.notes"]),
    ]);
    expect((await ask("{ weather people { total } place { name } }")).looks).toEqual([]);
  });

  test("everything below somebody is of that person, until it comes to another", async () => {
    const { looks } = await ask("{ agreement { on place { name visitors { id } } } }");
    expect(looks).toEqual([
      look(["P4"], ["Agreement.on", "Agreement.place", "Place.name", "Place.visitors"]),
      look(["P9"], ["Participant.id"]),
    ]);
  });

  test("facts for a rule are told apart", async () => {
    const { looks } = await ask('{ participant(id: "P1") { name { last } facts { secret } } }');
    expect(looks).toEqual([
      look(["P1"], ["Name.last", "Participant.name"]),
      look(["P1"], ["Facts.secret", "Participant.facts"], true),
    ]);
  });

  test("by reference, of each by its own type, with fragments that may be left out", async () => {
    const query = `query($these: [_Any!]!, $no: Boolean = false) { _entities(representations: $these) {
      ...who ... on Note { text } ... on Participant @include(if: $no) { notes { id } } } }
      fragment who on Participant { name { last } }`;
    const these = [
      { __typename: "Participant", id: "P1" },
      { __typename: "Note", id: "P7.1" },
    ];
    const { looks, data } = await ask(query, { variableValues: { these } });
    expect(looks).toEqual([look(["P1"], ["Name.last", "Participant.name"]), look(["P7"], ["Note.text"])]);
    expect(data).toEqual({ _entities: [{ name: { last: "P1" } }, { text: "noted" }] });
  });

  test("no document can pass another text off as the id", async () => {
    for (const name of ["__ama_who", "__ama_is"])
      await expect(ask(`{ people { edges { node { ${name}: notes { id } } } } }`)).rejects.toThrow("is ours");
  });
});

describe("when it cannot be written down", () => {
  test("each field of a person is null, and says why; the rest stands", async () => {
    const { data, errors } = await ask('{ weather participant(id: "P1") { name { last } notes { text } } }', {
      away: true,
    });
    expect(data).toEqual({ weather: "rain", participant: { name: null, notes: null } });
    expect(errors?.map(({ path }) => path)).toEqual([
      ["participant", "name"],
      ["participant", "notes"],
    ]);
    expect(errors?.[0]).toMatchObject({ extensions: { code: "ACCESS_LOG_UNAVAILABLE", retryable: true } });
  });

  test("what is required takes with it what holds it, up to what may be null", async () => {
    expect(await ask('{ weather participant(id: "P1") { id } }', { away: true })).toMatchObject({
      data: { weather: "rain", participant: null },
      errors: [{ path: ["participant"] }],
    });
    expect(await ask("{ place { name visitors { id } } }", { away: true })).toMatchObject({
      data: { place: { name: "There", visitors: null } },
    });
    expect(await ask("{ weather people { edges { node { id } } } }", { away: true })).toMatchObject({ data: null });
  });
});
