import { describe, expect, it } from "@jest/globals";
import { buildSchema, parse } from "graphql";
import { exportFormatOf } from "../../../gateway/export/export-format.js";
import { headings, readRows } from "../../../gateway/export/read-rows.js";
import { tableShapeOf } from "../../../gateway/export/table-shape.js";
import { writeCsv } from "../../../gateway/export/write-csv.js";

const schema = buildSchema(`
  type Query { shop(id: ID!): Shop items(after: String): ItemConnection owners: [Owner!] pets: [Pet] }
  type Shop { name: String owner: Owner items(after: String): ItemConnection rooms: [Room!] tags: [String!] }
  type Owner { first: String last: String }
  type Room { number: Int }
  type ItemConnection { edges: [ItemEdge!]! pageInfo: PageInfo! totalCount: Int! }
  type ItemEdge { node: Item cursor: String! }
  type PageInfo { hasNextPage: Boolean! endCursor: String }
  type Item { id: ID! price: Price parts: [Part!] more(after: String): ItemConnection }
  type Price { cents: Int }
  type Part { kind: String weight: Float }
  union Pet = Cat | Dog
  type Cat { name: String lives: Int }
  type Dog { name: String }
`);
const PAGED = "pageInfo { hasNextPage endCursor }";
const shapeOf = (query: string, wanted?: string) => tableShapeOf(schema, parse(query), undefined, wanted);
const refusalOf = (query: string, wanted?: string) => {
  try {
    shapeOf(query, wanted);
  } catch (error) {
    return (error as Error).message;
  }
  return undefined;
};

describe("which table a query asks for", () => {
  const query = `query($after: String) { shop(id: 1) { name owner { last } tags items(after: $after) {
    totalCount ${PAGED} edges { node { id ... on Item { price { cents } } ...P parts { weight } } } } } }
    fragment P on Item { parts { kind } }`;

  it("is its one connection, with the values of the objects around it", () => {
    const shape = shapeOf(query);
    expect(shape.path).toEqual(["shop", "items"]);
    expect(shape.paging).toMatchObject({ variable: "after" });
    expect(headings(shape)).toEqual([
      "shop.name",
      "shop.owner.last",
      "shop.tags",
      "id",
      "price.cents",
      "parts.kind",
      "parts.weight",
      "errors",
    ]);
  });

  it("is read by what fields are, not by what they are called in the answer", () => {
    const shape = shapeOf(
      `query($a: String) { all: items(after: $a) { p: pageInfo { more: hasNextPage at: endCursor } edges { node { id } } } }`,
    );
    expect(shape).toMatchObject({
      path: ["all"],
      paging: { variable: "a", pageInfo: "p", hasNextPage: "more", endCursor: "at" },
    });
    const data = { all: { p: { more: true, at: "c1" }, edges: [{ node: { id: "1" } }] } };
    expect(readRows(shape, data, [])).toEqual({ rows: [["1", ""]], next: "c1" });
  });

  it("may be a list, also of a union", () => {
    const shape = shapeOf("{ pets { ... on Cat { name lives } ... on Dog { name } } }");
    const rows = readRows(shape, { pets: [{ name: "Mies", lives: 9 }, { name: "Rex" }, null] }, [])?.rows;
    expect(headings(shape)).toEqual(["name", "lives", "errors"]);
    expect(rows).toEqual([
      ["Mies", 9, ""],
      ["Rex", null, ""],
      [null, null, ""],
    ]);
  });

  it("must be said where there are several", () => {
    const two = `query($after: String) { shop(id: 1) { name rooms { number } items(after: $after) { ${PAGED} edges { node { id } } } } }`;
    expect(refusalOf(two)).toContain('table="shop.rooms" or table="shop.items"');
    expect(headings(shapeOf(two, "shop.rooms"))).toEqual(["shop.name", "number", "errors"]);
    expect(refusalOf(two, "shop.nothing")).toContain('table="shop.rooms"');
  });

  it.each([
    ["{ shop(id: 1) { name } }", "no list"],
    ["{ items { edges { node { id } } } }", "after: $after"],
    [`query($after: String) { items(after: $after) { edges { node { id } } } }`, "hasNextPage endCursor"],
    [`query($after: String) { items(after: $after) { ${PAGED} } }`, "edges { node"],
    [
      `query($after: String) { items(after: $after) { ${PAGED} edges { node { more { edges { node { id } } } } } } }`,
      "`more` comes in pages",
    ],
  ])("is refused for %s", (query, words) => {
    expect(refusalOf(query)).toContain(words);
  });
});

describe("the rows of a table", () => {
  const shape = shapeOf(
    `query($after: String) { shop(id: 1) { name items(after: $after) { ${PAGED} edges { node { id price { cents } parts { kind weight } } } } } }`,
  );
  const node = (id: string, changes: object = {}) => ({
    node: { id, price: { cents: 5 }, parts: [{ kind: "a", weight: 1.5 }, { kind: null, weight: 2 }], ...changes }, // prettier-ignore
  });
  const data = {
    shop: {
      name: "De Ploeg",
      items: {
        pageInfo: { hasNextPage: false, endCursor: "c" },
        edges: [node("1"), node("2", { price: null }), { node: null }],
      },
    },
  };

  it("have all values of a list in one cell, an empty place for a null", () => {
    expect(readRows(shape, data, [])).toEqual({
      rows: [
        ["De Ploeg", "1", 5, "a | ", "1.5 | 2", ""],
        ["De Ploeg", "2", null, "a | ", "1.5 | 2", ""],
        ["De Ploeg", null, null, null, null, ""],
      ],
      next: null,
    });
  });

  it("tell in their last column what could not be told, and why", () => {
    const errors = [
      {
        message: "",
        path: ["shop", "items", "edges", 1, "node", "price"],
        extensions: { code: "AGENCY_TIMEOUT", agency: "DWSE" },
      },
      { message: "", path: ["shop", "name"], extensions: { code: "OUT_OF_SIGHT" } },
    ];
    expect(readRows(shape, data, errors)?.rows.map((row) => row.at(-1))).toEqual([
      "shop.name OUT_OF_SIGHT",
      "shop.name OUT_OF_SIGHT | price AGENCY_TIMEOUT DWSE",
      "shop.name OUT_OF_SIGHT",
    ]);
  });

  it("are none where the table is null", () => {
    expect(readRows(shape, { shop: null }, [])).toBeUndefined();
    expect(readRows(shape, undefined, [])).toBeUndefined();
  });
});

describe("text with separators", () => {
  const plain = { kind: "CSV", delimiter: ",", bom: false, decimalComma: false, table: undefined } as const;

  it("is what the client says it takes first", () => {
    expect(exportFormatOf("text/csv")).toEqual(plain);
    expect(exportFormatOf('text/csv; delimiter=semicolon; bom=true; decimal=comma; table="a.b,c"')).toEqual({
      kind: "CSV",
      delimiter: ";",
      bom: true,
      decimalComma: true,
      table: "a.b,c",
    });
    expect(exportFormatOf('text/csv;delimiter=";";for=excel-nl;bom=false')).toMatchObject({
      delimiter: ";",
      bom: false,
      decimalComma: true,
    });
    expect(exportFormatOf("application/json, text/csv")).toBeUndefined();
    expect(exportFormatOf(undefined)).toBeUndefined();
    expect(exportFormatOf("text/csv;q=0")).toBeUndefined();
    expect(() => exportFormatOf("text/csv; delimiter=komma")).toThrow("comma, semicolon or tab");
    expect(() => exportFormatOf("text/csv; colour=red")).toThrow("colour");
  });

  it("is no formula, whatever a text begins with; numbers stay numbers", () => {
    const cells = ["=1+1", "+32", "-5", "@x", "\tx", "＝1", -5, 1.5, true, null, 'a "quoted", text'];
    expect(writeCsv([cells], plain)).toBe(`'=1+1,'+32,'-5,'@x,'\tx,'＝1,-5,1.5,true,,"a ""quoted"", text"\r\n`);
    expect(writeCsv([[1.5, "a;b"]], { ...plain, delimiter: ";", decimalComma: true })).toBe('1,5;"a;b"\r\n');
  });
});
