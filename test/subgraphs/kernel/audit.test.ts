import { describe, expect, test } from "@jest/globals";
import { buildSubgraphSchema } from "@apollo/subgraph";
import { execute, parse } from "graphql";
import { createAudit } from "../../../subgraphs/kernel/audit/audit.js";
import { inspector } from "../../support/asking.js";
import { createNotebook } from "../../support/notebook.js";

const SDL = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.11", import: ["@key", "@inaccessible"])
  type Query { participant(id: ID!): Participant, people(filter: Filter, order: Order! = NAME, first: Int, after: String, of: [ID!]): People!
    agreement: Agreement, weather: String, place(at: String): Place! }
  input Filter { statute: String, waiting: Boolean, any: [Filter!], all: [Filter!] }
  enum Order { NAME AGE }
  type People { edges: [Edge]!, pageInfo: PageInfo!, totalCount: Int!, counted: [Participant]! @inaccessible }
  type PageInfo { endCursor: String }
  type Edge { cursor: String!, node: Participant }
  type Participant @key(fields: "id") { id: ID!, name: Name, notes: [Note!], agreements: [Agreement], facts: Facts @inaccessible }
  type Name { first: String, last: String! }
  type Note @key(fields: "id") { id: ID!, text: String }
  type Agreement { participant: Participant!, on: String!, place: Place }
  type Place { name: String, visitors(since: String): [Participant!] }
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
  people: ({ first = 3 }: { first?: number }) => ({
    edges: ["P1", "P2", "P3"].slice(0, first).map((id) => ({ cursor: `after ${id}`, node: person(id) })),
    pageInfo: { endCursor: `after P${first}` },
    totalCount: 3,
    // Such a list is long where it is read by twos.
    counted: first === 2 ? [] : [person("P1"), person("P2"), person("P3"), new Error("a record that is not right")],
  }),
  agreement: person("P4").agreements[0],
  weather: "rain",
  place: { name: "There", visitors: [person("P5")] },
};
const schema = buildSubgraphSchema({
  typeDefs: parse(SDL),
  resolvers: {
    Participant: { __resolveReference: ({ id }: { id: string }) => person(id) },
    Note: { __resolveReference: ({ id }: { id: string }) => ({ id, text: "noted" }) },
  },
});

async function ask(query: string, { away = false, hangs = false, variableValues = {} } = {}) {
  const notebook = createNotebook();
  notebook.away = away;
  if (hangs) notebook.append = () => new Promise(() => undefined);
  const subjects = { Note: (id: string) => id.split(".")[0]! };
  const audit = createAudit({ schema, subjects, agency: "VDAB", accessLog: notebook });
  const watched = audit.watch(parse(query));
  const result = await execute({ schema, document: watched.document, rootValue, variableValues });
  const asked = {
    mandate: { ...inspector, requestId: "request-1" },
    variables: variableValues,
    signal: hangs ? AbortSignal.abort() : new AbortController().signal,
  };
  const answer = await audit.account({ data: result.data ?? null }, watched, asked);
  const looks = notebook.looks.map(({ participants, fields, byRule }) => ({ participants, fields, byRule }));
  return { looks, ...(JSON.parse(JSON.stringify(answer)) as { data: unknown; errors?: { path?: unknown[] }[] }) };
}
const look = (participants: string[], fields: string[], byRule = false) => ({ participants, fields, byRule });

describe("what counts as a look", () => {
  test("each of a list, those of whom the same was told together, and the answer is as it was asked", async () => {
    const { looks, data } = await ask("{ people { totalCount edges { node { name { first last } } } } }");
    expect(looks).toEqual([
      look(["P1", "P2"], ["Name.last", "Participant.name", "Query.people"]),
      look(["P3"], ["Query.people"]),
    ]);
    expect(data).toEqual({
      people: {
        totalCount: 3,
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
      look(["P1", "P2", "P3"], ["Participant.id", "Query.people"]),
    ]);
    expect((await ask('{ participant(id: "P1") { notes { text } } }')).looks).toEqual([
      look(["P1"], ["Participant.notes", "Query.participant"]),
    ]);
    expect((await ask('{ participant(id: "P1") { __typename } }')).looks).toEqual([
      look(["P1"], ["Query.participant"]),
    ]);
    expect((await ask("{ weather people { __typename } place { name } }")).looks).toEqual([]);
  });

  test("everything below somebody is of that person, until it comes to another", async () => {
    const { looks } = await ask("{ agreement { on place { name visitors { id } } } }");
    expect(looks).toEqual([
      look(["P4"], ["Agreement.on", "Agreement.place", "Place.name", "Place.visitors", "Query.agreement"]),
      look(["P9"], ["Participant.id", "Place.visitors"]),
    ]);
  });

  test("facts for a rule are told apart", async () => {
    const { looks } = await ask('{ participant(id: "P1") { name { last } facts { secret } } }');
    expect(looks).toEqual([
      look(["P1"], ["Name.last", "Participant.name", "Query.participant"]),
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
    for (const name of ["__ama_who", "__ama_is", "__ama_page", "__ama_counted"])
      await expect(ask(`{ people { edges { node { ${name}: notes { id } } } } }`)).rejects.toThrow("is ours");
  });
});

describe("what a list tells of those in it", () => {
  const ALL = ["P1", "P2", "P3"];
  const listed = async (query: string, variableValues = {}) => (await ask(query, { variableValues })).looks;

  test.each([
    ["a criterion", '{ people(filter: { statute: "X" }) { edges { node { id } } } }', {}, ["Filter.statute"]],
    ["false", "{ people(filter: { waiting: false }) { edges { node { id } } } }", {}, ["Filter.waiting"]],
    ["nothing given", "{ people(filter: {}, of: null) { edges { node { id } } } }", {}, []],
    ["null given", "query($s: String) { people(filter: { statute: $s }) { edges { node { id } } } }", { s: null }, []],
    ["nothing for a variable", "query($f: Filter) { people(filter: $f) { edges { node { id } } } }", {}, []],
    [
      "a variable",
      "query($f: Filter) { people(filter: $f) { edges { node { id } } } }",
      { f: { statute: "X" } },
      ["Filter.statute"],
    ],
    [
      "a variable's default",
      'query($f: Filter = { statute: "X" }) { people(filter: $f) { edges { node { id } } } }',
      {},
      ["Filter.statute"],
    ],
    [
      "criteria within criteria",
      '{ people(filter: { any: [{ statute: "X" }, { all: { waiting: true } }] }) { edges { node { id } } } }',
      {},
      ["Filter.statute", "Filter.waiting"],
    ],
    ["ids", '{ people(of: ["P1"]) { edges { node { id } } } }', {}, ["Query.people(of:)"]],
    ["an order", "{ people(order: AGE) { edges { node { id } } } }", {}, ["Query.people(order:)"]],
    ["the order that there is anyway", "{ people(order: NAME) { edges { node { id } } } }", {}, []],
    ["a place in the list", '{ people(first: 3, after: "x") { edges { node { id } } } }', {}, []],
  ])("%s", async (_what, query, variables, criteria) => {
    const fields = [...criteria, "Participant.id", "Query.people"].sort();
    expect(await listed(query, variables)).toEqual([look(ALL, fields)]);
  });

  test("lists under two aliases tell what each was asked by", async () => {
    const query = `query($s: String) { a: people(filter: { statute: $s }, first: 1) { ...ids }
      b: people(filter: { waiting: true }, first: 3) { ...ids } } fragment ids on People { edges { cursor } }`;
    expect(await listed(query, { s: "X" })).toEqual([look(ALL, ["Filter.statute", "Filter.waiting", "Query.people"])]);
    const long = query.replace("first: 1", "first: 2");
    expect(await listed(long, { s: null })).toEqual([look(ALL, ["Filter.waiting", "Query.people"])]);
  });

  test("all that leads to somebody does, and no further than to the next", async () => {
    const query = '{ place(at: "X") { visitors(since: "Y") { agreements { place { visitors { name { last } } } } } } }';
    const way = ["Place.visitors", "Place.visitors(since:)", "Query.place", "Query.place(at:)"];
    const own = ["Agreement.place", "Participant.agreements"];
    expect(await listed(query)).toEqual([look(["P5"], [...own, ...way].sort()), look(["P9"], ["Place.visitors"])]);
  });

  test.each([
    ["cursors", "edges { cursor }"],
    ["that there are edges", "edges { __typename }"],
    ["where the page ends", "pageInfo { endCursor }"],
    ["items of which nothing is asked", "edges { node { __typename } }"],
    ["items that are left out", "edges { cursor node @include(if: false) { id } } pageInfo { endCursor }"],
    [
      "other edges than those",
      "edges { cursor node { id } } pageInfo { endCursor } ... on People { more: edges { cursor } }",
    ],
  ])("%s alone are a look at everybody on the page", async (_what, selection) => {
    const query = `{ people(first: 2) { ${selection} } }`;
    const { looks, data } = await ask(query);
    const fields = query.includes("more") ? ["Participant.id", "Query.people"] : ["Query.people"];
    expect(looks).toEqual([look(["P1", "P2"], fields)]);
    expect(JSON.stringify(data)).not.toContain("__ama");
    expect((await ask(query, { away: true })).data).toBeNull();
  });

  test("a count is a look at everybody counted where they are few, on the page or not", async () => {
    expect(await listed('{ people(first: 2, filter: { statute: "X" }) { totalCount } }')).toEqual([]);
    const few = '{ people(first: 1, filter: { statute: "X" }) { totalCount } }';
    expect(await listed(few)).toEqual([look(ALL, ["Filter.statute", "Query.people"])]);
    expect((await ask(few, { away: true })).data).toBeNull();
  });

  test("a schema whose lists of people do not say whom they count does not start", () => {
    const bare = buildSubgraphSchema({ typeDefs: parse(SDL.replace(", counted: [Participant]! @inaccessible", "")) });
    const parts = { subjects: {}, agency: "VDAB" as const, accessLog: createNotebook() };
    expect(() => createAudit({ schema: bare, ...parts })).toThrow("People lists people");
  });
});

describe("when it cannot be written down", () => {
  test("each field of a person is null, and says why; the rest stands", async () => {
    const query = `query($these: [_Any!]!) { weather _entities(representations: $these) {
      ... on Participant { name { last } notes { text } } } }`;
    const these = [{ __typename: "Participant", id: "P1" }];
    const { data, errors } = await ask(query, { away: true, variableValues: { these } });
    expect(data).toEqual({ weather: "rain", _entities: [{ name: null, notes: null }] });
    expect(errors?.map(({ path }) => path)).toEqual([
      ["_entities", 0, "name"],
      ["_entities", 0, "notes"],
    ]);
    expect(errors?.[0]).toMatchObject({ extensions: { code: "ACCESS_LOG_UNAVAILABLE", retryable: true } });
  });

  test("nor when it is not written down in time", async () => {
    expect(await ask('{ weather participant(id: "P1") { id } }', { hangs: true })).toMatchObject({
      data: { weather: "rain", participant: null },
      errors: [{ path: ["participant"], extensions: { code: "ACCESS_LOG_UNAVAILABLE" } }],
    });
  });

  test("what is required takes with it what holds it, up to what may be null", async () => {
    for (const selection of ["id", "name { last }", "__typename"])
      expect(await ask(`{ weather participant(id: "P1") { ${selection} } }`, { away: true })).toMatchObject({
        data: { weather: "rain", participant: null },
        errors: [{ path: ["participant"] }],
      });
    expect(await ask("{ place { name visitors { id } } }", { away: true })).toMatchObject({
      data: { place: { name: "There", visitors: null } },
    });
    expect(await ask("{ weather people { edges { node { id } } } }", { away: true })).toMatchObject({ data: null });
  });
});
