import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import {
  buildSchema,
  getNullableType,
  isEnumType,
  isListType,
  isNonNullType,
  isObjectType,
  isScalarType,
  Kind,
  parse,
  type GraphQLOutputType,
} from "graphql";
import { copyReply } from "../../gateway/engine/copying/copy-reply.js";
import type { Data } from "../../gateway/engine/execution/data.js";
import { Faults } from "../../gateway/engine/execution/faults.js";
import { mergeData } from "../../gateway/engine/execution/merge-data.js";
import { readReply } from "../../gateway/engine/execution/read-reply.js";
import { createFieldKeys } from "../../gateway/engine/operation/field-keys.js";
import { compileProjection } from "../../gateway/engine/projection/compile-projection.js";
import { ProjectionRun } from "../../gateway/engine/projection/projection-run.js";
import { Random } from "./support/random.js";

const schema = buildSchema(`
  type Query { thing: Thing thingNow: Thing! things: [Thing!] grid: [[Int]!]! shapes: [Shape] any: Any }
  type Thing { id: ID! int: Int float: Float! text: String on: Boolean rank: Rank any: Any texts: [String!] things: [Thing] shape: Shape }
  interface Shape { id: ID }
  type Round implements Shape { id: ID radius: Float }
  type Square implements Shape { id: ID side: Int! corner: Thing }
  enum Rank { HIGH LOW }
  scalar Any
`);

const QUERIES = [
  `{ thing { id int float text on rank any texts } }`,
  `{ a: thing { __typename b: id c: float } thingNow { int } grid any kind: __typename }`,
  `{ things { aVeryLongNameForSuchAShortText: text ...T things { ...T } } } fragment T on Thing { id texts on }`,
  `{ shapes { __typename id ... on Round { radius } ... on Square { side corner { any } } } }`,
  `{ thing { text shape { id ... on Square { side } } } shapes { id ... on Round { radius } } }`,
  `{ grid things { rank any int } any }`,
];

/** Both ways from a reply to an answer: copied, and by its values. */
function compile(query: string) {
  const { definitions } = parse(query);
  const fragments = definitions.filter((it) => it.kind === Kind.FRAGMENT_DEFINITION);
  const operation = definitions.find((it) => it.kind === Kind.OPERATION_DEFINITION)!;
  const { write, copy } = compileProjection(
    {
      schema,
      operation,
      fragments: new Map(fragments.map((it) => [it.name.value, it])),
      keys: createFieldKeys(operation.operation, new Set()),
      authorization: undefined,
      includes: () => true,
      deferral: undefined,
      interfaceObjects: new Map(),
      requiredFacts: new Map(),
      unplanned: undefined,
    },
    schema.getQueryType()!,
  );
  return {
    copy: (reply: Buffer) => copyReply(reply, copy)?.toString(),
    read(reply: Buffer): string | undefined {
      try {
        const { data, errors } = readReply(reply);
        const root: Data = {};
        mergeData(root, data ?? {}, () => false);
        const run = new ProjectionRun(new Faults(), new Set());
        const text = write(root, run, 0);
        return errors.length > 0 || run.errors.length > 0 ? undefined : text;
      } catch {
        return undefined;
      }
    },
  };
}

const STRINGS = [
  `""`,
  `"text"`,
  `"\\"\\\\\\n\\t"`,
  `"\\/"`,
  `"\\u00e9\\u0041"`,
  `"é€😀"`,
  `"\\ud83d\\ude00"`,
  `"\\ud800"`,
  `"\\u001F"`,
  `"\\u0008"`,
  `" "`,
];
const NUMBERS = [
  "0",
  "7",
  "-12",
  "2147483647",
  "-2147483648",
  "1.5",
  "1.10",
  "-0",
  "1e3",
  "1E-7",
  "12345678901234567890",
  "0.1234567890123456",
];
const ODD_NUMBERS = [
  "2147483648",
  "-2147483649",
  "1e400",
  "01",
  "1.",
  ".5",
  "-",
  "+1",
  "0x1",
  "NaN",
  "1e",
  `${"9".repeat(400)}`,
];
const ODD = [
  "null",
  "true",
  "[]",
  "{}",
  `"x`,
  `"\n"`,
  `"\\x"`,
  `"\\u12g4"`,
  "nul",
  "tru",
  "",
  `{"a":1,"a":2}`,
  `[1,]`,
  `{"a":1,}`,
  `{2:1}`,
  `{"2":1,"1":-0,"__proto__":{}}`,
  ...ODD_NUMBERS,
];

/** A reply's text as a server might write it: the spaces, escapes, order and additions are its own. */
function inventReply(random: Random, oddity: number): string {
  const space = () => (random.chance(0.05) ? random.pick([" ", "\n", "\t", "\r\n  "]) : "");
  const object = (members: readonly (readonly [string, string])[]): string => {
    const all = [...members];
    if (random.chance(0.05)) all.reverse();
    if (random.chance(0.05)) all.splice(random.int(all.length + 1), 0, ["more", random.pick(ODD.slice(0, 4))]);
    if (random.chance(oddity)) all.splice(random.int(all.length + 1), random.int(2), ...all.slice(0, 1));
    return `{${space()}${all.map(([key, value]) => `"${key}"${space()}:${space()}${value}${space()}`).join(`,${space()}`)}}`;
  };
  const leaf = (type: GraphQLOutputType): string => {
    if (random.chance(oddity)) return random.pick(ODD);
    if (isEnumType(type)) return random.pick([`"HIGH"`, `"LOW"`]);
    if (!isScalarType(type)) return "null";
    if (type.name === "Boolean") return random.pick(["true", "false"]);
    if (type.name === "Int") return random.pick(NUMBERS.slice(0, 5));
    if (type.name === "Float") return random.pick(NUMBERS);
    if (type.name === "Any") return random.pick([...STRINGS, ...NUMBERS, "true", "[]", `{"b":[1.10,null],"a":{}}`]);
    return random.pick(type.name === "ID" ? [...STRINGS, "7"] : STRINGS);
  };
  const value = (type: GraphQLOutputType, depth: number): string => {
    if (!isNonNullType(type) && random.chance(0.1)) return "null";
    if (random.chance(oddity / 2)) return random.pick(ODD);
    const nullable = getNullableType(type);
    if (isListType(nullable))
      return `[${space()}${Array.from({ length: random.int(4) }, () => value(nullable.ofType, depth) + space()).join(",")}]`;
    if (isScalarType(nullable) || isEnumType(nullable)) return leaf(nullable);
    const actual = isObjectType(nullable) ? nullable : schema.getType(random.pick(["Round", "Square"]));
    if (!isObjectType(actual)) return "null";
    const fields = Object.values(actual.getFields()).filter(() => !random.chance(oddity / 4));
    return object([
      ...(isObjectType(nullable) ? [] : [["__typename", `"${actual.name}"`] as const]),
      ...fields.map(
        (it) => [it.name, depth > 3 && !isNonNullType(it.type) ? "null" : value(it.type, depth + 1)] as const,
      ),
    ]);
  };
  const data = value(schema.getQueryType()!, 0);
  const around = random.pick<readonly (readonly [string, string])[]>([
    [["data", data]],
    [
      ["data", data],
      ["errors", random.pick(["null", "[]"])],
    ],
    [
      ["extensions", `{"cost":1.10}`],
      ["data", data],
    ],
  ]);
  return object(around);
}

/** The same with something changed that a cable, or a liar, might change. */
function corrupt(reply: Buffer, random: Random): Buffer {
  const at = random.int(reply.length + 1);
  const byte = Buffer.from([random.int(256)]);
  return random.pick([
    () => Buffer.concat([reply.subarray(0, at), byte, reply.subarray(at)]),
    () => Buffer.concat([reply.subarray(0, at), byte, reply.subarray(at + 1)]),
    () => Buffer.concat([reply.subarray(0, at), reply.subarray(at + 1 + random.int(3))]),
    () => reply.subarray(0, at),
    () => Buffer.concat([reply, Buffer.from(random.pick([" ", "\n", "x", "{}", "\u0000"]))]),
  ])();
}

describe.each(QUERIES)("%s", (query) => {
  const { copy, read } = compile(query);

  test("what is copied is what is told by values, of replies of every form", () => {
    let copied = 0;
    let asked = 0;
    fc.assert(
      fc.property(fc.nat(), fc.constantFrom(0, 0, 0.02, 0.2), fc.nat({ max: 2 }), (seed, oddity, changes) => {
        const random = new Random(seed);
        let reply: Buffer = Buffer.from(inventReply(random, oddity));
        for (let change = 0; change < changes; change++) reply = corrupt(reply, random);
        const text = copy(reply);
        const told = read(reply);
        if (told !== undefined) asked++;
        if (text === undefined) return;
        copied++;
        expect(text).toBe(told);
      }),
      { numRuns: 300 },
    );
    expect(copied).toBeGreaterThan(asked * 0.6);
  });
});
