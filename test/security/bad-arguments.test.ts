import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import {
  buildSchema,
  getNamedType,
  isInputObjectType,
  isObjectType,
  isRequiredArgument,
  parse,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLObjectType,
} from "graphql";
import { request } from "undici";
import { AMINA } from "../../agencies/population/stories.js";
import { readSchemaDocument } from "../../cli/schema-folder.js";
import type { SubgraphName } from "../../schema/agencies.js";
import { ARGUMENT_RULES } from "../../schema/argument-rules.js";
import { createArgumentCheck, saysWhatItTakes } from "../../schema/check-arguments.js";
import { listen } from "../support/subscribe.js";
import { startHouse, type Answer, type TestHouse } from "../support/start-house.js";
import { PERSONAS } from "./who-may-see-what.js";

const api = buildSchema(readSchemaDocument("api.graphql"), { assumeValid: true });

/** What no argument of the graph takes. */
const BAD: Record<string, unknown> = {
  nothing: "",
  blanks: "   ",
  "a NUL": "\u0000",
  "a NUL at the end": "71072\u0000",
  "a line break": "SV-0001\n",
  "half a character": "\ud800",
  "another parameter": "&penhouder=0950000182",
  "a query": "?x",
  "a folder further up": "../",
  "a percent sign": "%00",
  "5 000 characters": "x".repeat(5_000),
  "marks from right to left": "\u202e71072\u202c",
  "a smile": "😀",
  "an apostrophe": "' or 1=1 --",
  markup: "<script>alert(1)</script>",
  "a large number": 2 ** 31,
  "a larger number": 1e300,
  "minus one": -1,
  "half a number": 0.5,
};

interface Argument {
  /** `Type.field(argument:)`, or `Type.field(argument:) Input.field`. */
  readonly name: string;
  readonly owner: GraphQLObjectType;
  readonly field: GraphQLField<unknown, unknown>;
  readonly argument: GraphQLArgument;
  /** A field within the argument. */
  readonly inner?: { readonly coordinate: string; readonly name: string; readonly type: GraphQLInputType } | undefined;
}

const ALL: Argument[] = Object.values(api.getTypeMap())
  .filter((type) => isObjectType(type))
  .filter(({ name }) => !name.startsWith("__"))
  .flatMap((owner) =>
    Object.values(owner.getFields()).flatMap((field) => field.args.flatMap((one) => argumentsOf(owner, field, one))),
  );

function argumentsOf(
  owner: GraphQLObjectType,
  field: GraphQLField<unknown, unknown>,
  argument: GraphQLArgument,
): Argument[] {
  const name = `${owner.name}.${field.name}(${argument.name}:)`;
  const whole = { name, owner, field, argument };
  const type = getNamedType(argument.type);
  if (!isInputObjectType(type)) return [whole];
  const fields = Object.values(type.getFields()).map((inner) => {
    const coordinate = `${type.name}.${inner.name}`;
    return { ...whole, name: `${name} ${coordinate}`, inner: { coordinate, name: inner.name, type: inner.type } };
  });
  return [whole, ...fields];
}

const typeOf = ({ argument, inner }: Argument) => inner?.type ?? argument.type;
const told = ({ argument, inner }: Argument) => (inner ? `${argument.name}.${inner.name}` : argument.name);
const codeOf = ({ argument }: Argument) => (argument.name === "after" ? "CURSOR_INVALID" : "ARGUMENT_INVALID");

let house: TestHouse;
beforeAll(async () => {
  house = await startHouse();
  // Logs in.
  await house.ask("{ viewer { subject } }");
});
afterAll(() => house.stop());
beforeEach(() => house.clearCalls());

const asked = () => Object.values(house.agencies).map(({ system, calls }) => [system, calls.total()]);
const nobodyWasAsked = () => expect(asked().filter(([, calls]) => calls !== 0)).toEqual([]);

/** From a root to an object of the type; a type that is not here has arguments that nobody tries. */
const REACHED: Record<string, (inside: string) => string> = {
  Query: (inside) => `{ ${inside} }`,
  Participant: (inside) => `{ participant(id: "${house.idOf(AMINA)}") { ${inside} } }`,
  GuidanceAgreement: (inside) => `{ participant(id: "${house.idOf(AMINA)}") { agreements { ${inside} } } }`,
  Partnership: (inside) => `{ partnership(id: "SV-0001") { ${inside} } }`,
  AgencyStatus: (inside) => `{ agencies { ${inside} } }`,
  Statistics: (inside) => `{ statistics { ${inside} } }`,
  FundingYear: (inside) => `{ partnership(id: "SV-0001") { funding(year: 2026) { ${inside} } } }`,
  ParticipantFunding: (inside) => `{ participant(id: "${house.idOf(AMINA)}") { funding(year: 2026) { ${inside} } } }`,
};

/** Something that an argument takes: by its type, or by its coordinate where the type is one of GraphQL's own. */
const GOOD: Record<string, unknown> = {
  Date: "2026-03-31",
  Quarter: "2026Q3",
  EnterpriseNumber: "0403019261",
  Insz: AMINA.insz,
  NisCode: "71072",
  Boolean: true,
  DayReading: "ATTENDED",
  ChangeKind: "SNAPSHOT",
  ReferralStatus: "STARTED",
  StatuteKind: "LIVING_WAGE",
  AgreementStatus: "RUNNING",
  OccupancyState: "WITHIN",
  PartnershipStatus: "RECOGNISED",
  ParticipantOrder: "REFERRED",
  ParticipantFilter: {},
  PartnershipFilter: {},
  PartnershipParticipantFilter: {},
  id: "SV-0001",
  ids: "SV-0001",
  partnership: "SV-0001",
  guide: "BG-00001",
  year: 2026,
  percent: 2,
  first: 5,
  after: "bm90LW9uZS1vZi1vdXJz",
};
const PARTICIPANTS = ["Query.participant(id:)", "Subscription.participantChanged(ids:)"];

function goodFor(one: Argument): unknown {
  const type = getNamedType(typeOf(one));
  if ("getValues" in type) return type.getValues()[0]!.name;
  if (PARTICIPANTS.includes(one.name)) return house.idOf(AMINA);
  return GOOD[type.name] ?? GOOD[one.inner?.name ?? one.argument.name];
}

/** The field with this argument, and something good for the others that it must have. */
function fieldWith(one: Argument, alias: string, value: string): string {
  const { field, argument, inner } = one;
  const others = field.args
    .filter((other) => other !== argument && isRequiredArgument(other))
    .map((other) => `${other.name}: ${JSON.stringify(goodFor({ ...one, argument: other, inner: undefined }))}`);
  const given = [`${argument.name}: ${inner ? `{ ${inner.name}: ${value} }` : value}`, ...others].join(", ");
  const under = "getFields" in getNamedType(field.type) ? "{ __typename }" : "";
  return `${alias}: ${field.name}(${given}) ${under}`;
}

interface Question {
  readonly query: string;
  readonly variables: Record<string, unknown>;
}

/** Questions that give an argument these values, several in one. */
function questionsWith(one: Argument, values: readonly unknown[], as: "variables" | "literals"): Question[] {
  const isSubscription = one.owner.name === "Subscription";
  const questions: Question[] = [];
  const most = isSubscription ? 1 : 9;
  for (let start = 0; start < values.length; start += most) {
    const some = values.slice(start, start + most);
    const names = some.map((_, index) => `v${index}`);
    const type = String(typeOf(one));
    const fields = some.map((value, index) =>
      fieldWith(one, `a${index}`, as === "variables" ? `$v${index}` : JSON.stringify(value)),
    );
    const variables = as === "variables" ? `(${names.map((name) => `$${name}: ${type}`).join(", ")})` : "";
    const inside = fields.join("\n");
    questions.push({
      query: isSubscription
        ? `subscription ${variables} { ${inside} }`
        : `query ${variables} ${REACHED[one.owner.name]!(inside)}`,
      variables: as === "variables" ? Object.fromEntries(some.map((value, index) => [`v${index}`, value])) : {},
    });
  }
  return questions;
}

async function ask({ query, variables }: Question): Promise<Answer> {
  if (!query.startsWith("subscription")) return house.ask(query, variables);
  const { statusCode, body } = await request(`${house.address}/graphql/stream`, {
    method: "POST",
    headers: {
      authorization: `Bearer ${await house.token("inspector")}`,
      "ama-purpose": "INSPECTION",
      "ama-legal-context": "Opdracht 2026/1 van de inspectie",
      "content-type": "application/json",
    },
    body: JSON.stringify({ query, variables }),
  });
  expect(statusCode).toBe(400);
  return (await body.json()) as Answer;
}

describe("the list of all arguments", () => {
  it("is of some length, and each is told from something good and reached from a root", () => {
    expect(ALL.length).toBeGreaterThan(50);
    const untried = ALL.filter(
      (one) => goodFor(one) === undefined || !(one.owner.name in REACHED || one.owner.name === "Subscription"),
    );
    expect(untried.map(({ name }) => name)).toEqual([]);
  });

  it("has a rule, or a type that says what it takes, for each; and no rule is for an argument that is not there", () => {
    const coordinate = ({ name, inner }: Argument) => inner?.coordinate ?? name;
    const unruled = ALL.filter(
      (one) =>
        !isInputObjectType(getNamedType(typeOf(one))) &&
        !saysWhatItTakes(typeOf(one)) &&
        !ARGUMENT_RULES.has(coordinate(one)),
    );
    expect(unruled.map(({ name }) => name)).toEqual([]);
    const known = new Set(ALL.map(coordinate));
    expect([...ARGUMENT_RULES.keys()].filter((key) => !known.has(key))).toEqual([]);
  });

  it("is not refused with what is good", () => {
    const check = createArgumentCheck(api);
    for (const one of ALL)
      for (const { query, variables } of questionsWith(one, [goodFor(one)], "variables"))
        expect([one.name, check(parse(query), variables)]).toEqual([one.name, []]);
  });
});

describe("what an argument cannot take is refused with its name, before anybody is asked", () => {
  it.each(ALL.map((one) => [one.name, one] as const))("%s", async (_name, one) => {
    const takes = (value: unknown) =>
      (["first", "year"].includes(one.argument.name) && value === 2 ** 31 - 1) ||
      (one.argument.name === "percent" && value === 0.5);
    const values = Object.values(BAD).filter((value) => !takes(value));
    for (const as of ["variables", "literals"] as const)
      for (const question of questionsWith(one, values, as)) {
        const { data, errors = [] } = await ask(question);
        expect([question, data]).toEqual([question, undefined]);
        // The parser itself takes no half character.
        if (errors[0]?.extensions?.["code"] === "GRAPHQL_PARSE_FAILED") {
          expect(question.query).toContain("\\ud800");
          continue;
        }
        const aliases = [...question.query.matchAll(/\ba\d: /g)];
        expect(errors).toEqual(
          aliases.map(() =>
            expect.objectContaining({
              message: expect.stringContaining(`\`${told(one)}\` of \`${one.field.name}\``),
              extensions: { code: codeOf(one), argument: told(one), requestId: expect.any(String) },
            }),
          ),
        );
        expect(JSON.stringify(errors)).not.toMatch(/penhouder|xxxx|\\u0000|script|1=1|\.\.\/|-1\b/);
      }
    nobodyWasAsked();
  });

  it("a half character in the document is the parser's to refuse; alone it stands in the way of no other", async () => {
    const { errors } = await house.ask('{ participants(filter: { municipality: "\\ud800" }) { totalCount } }');
    expect(errors).toMatchObject([{ extensions: { code: "GRAPHQL_PARSE_FAILED" } }]);
  });

  it("as the default of a variable, as one of a list, as null where something must be", async () => {
    for (const query of [
      `query($m: NisCode = "x") { participants(filter: { municipality: $m }) { totalCount } }`,
      `{ partnership(id: "SV-0001") { occupancies(on: ["2026-01-01", "2026-13-01"]) { running } } }`,
      `{ partnership(id: "SV-0001") { occupancies(on: [${'"2026-01-01", '.repeat(61)}]) { running } } }`,
      `{ participant(id: null) { id } }`,
    ]) {
      const { data, errors } = await house.ask(query);
      expect([query, data, errors?.length, errors?.[0]?.extensions?.["code"]]).toEqual([
        query,
        undefined,
        1,
        "ARGUMENT_INVALID",
      ]);
    }
    nobodyWasAsked();
  });

  it("over a WebSocket as over server-sent events", async () => {
    const headers = { authorization: `Bearer ${await house.token("inspector")}`, "ama-purpose": "INSPECTION" };
    const refused = listen(
      "websocket",
      house.address,
      { ...headers, "ama-legal-context": "Opdracht 2026/1 van de inspectie" },
      "subscription($ids: [ID!]) { partnershipChanged(ids: $ids) { kind } }",
      { ids: ["SV-0001\u0000"] },
    );
    expect(await refused.refusal()).toContain("ARGUMENT_INVALID");
    nobodyWasAsked();
  });

  it.each<[SubgraphName, string, unknown]>([
    ["referrals", "query($v: NisCode) { participants(filter: { municipality: $v }) { totalCount } }", "a\nb"],
    ["contingents", "query($v: ID!) { partnership(id: $v) { name } }", "../"],
    ["ledger", "query($v: Int!) { fundingYears(year: $v) { totalCount } }", -1],
    [
      "permissions",
      `query($v: Date) { _entities(representations: [{ __typename: "Participant", id: "x" }]) { ... on Participant { permissions(on: $v) { id } } } }`,
      "0000-01-01",
    ],
  ])("by %s too, asked past the gateway", async (subgraph, query, v) => {
    const { data, errors } = await house.askSubgraph(subgraph, query, { v }, PERSONAS.inspector.mandate);
    expect([data, errors?.map(({ extensions }) => extensions?.["code"])]).toEqual([undefined, ["ARGUMENT_INVALID"]]);
    nobodyWasAsked();
  });
});

describe("what is well formed", () => {
  it("is asked about as many entities as an answer holds: that list is the gateway's own", async () => {
    const query = `query($r: [_Any!]!) { _entities(representations: $r) { ... on Organisation { name } } }`;
    const r = Array.from({ length: 300 }, () => ({ __typename: "Organisation", enterpriseNumber: "0403019261" }));
    const { data, errors } = await house.askSubgraph("contingents", query, { r }, PERSONAS.inspector.mandate);
    expect([data._entities.length, errors]).toEqual([300, undefined]);
  });

  it("and not known is nobody and nothing, as before", async () => {
    const { data, errors } = await house.ask(`{
      partnership(id: "SV-9999") { name }
      organisation(enterpriseNumber: "0403019261") { name }
      partnerships(filter: { municipality: "99999" }) { totalCount }
      participants(filter: { municipality: "99999" }) { totalCount }
      assessmentsDue(before: "2027-01-01", partnership: "SV-9999") { totalCount }
    }`);
    expect([data, errors]).toEqual([
      {
        partnership: null,
        organisation: null,
        partnerships: { totalCount: 0 },
        participants: { totalCount: 0 },
        assessmentsDue: { totalCount: 0 },
      },
      undefined,
    ]);
  });

  it.each([
    ["1900-01-01", "1900Q1", 1900],
    ["9999-12-31", "9999Q4", 9999],
  ])("and far away is answered: %s", async (day, quarter, year) => {
    const { errors } = await house.ask(
      `query($day: Date!, $quarter: Quarter!, $year: Int!, $id: ID!) {
        assessmentsDue(before: $day, first: 1) { totalCount }
        fundingYears(year: $year, first: 1) { totalCount }
        partnership(id: "SV-0001") {
          occupancy(on: $day) { running }
          occupancies(on: [$day]) { running }
          participants(filter: { activeOn: $day }, first: 1) { totalCount }
          funding(year: $year) { days }
          statements(year: $year) { rows }
        }
        participant(id: $id) {
          readiness(on: $day) { mayBeActive }
          agreements { readiness(on: $day) { mayBeActive } }
          permissions(on: $day) { status }
          statutes(on: $day) { kind }
          attendance(quarter: $quarter) { days }
          funding(year: $year) { days }
        }
      }`,
      { day, quarter, year, id: house.idOf(AMINA) },
    );
    expect(errors).toBeUndefined();
  });
});
