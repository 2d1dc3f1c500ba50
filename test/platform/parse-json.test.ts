import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { JsonInvalid, parseJson } from "../../platform/json/parse-json.js";

const WIDE = { depth: 100, items: 10_000, values: 100_000 };

/** What the bounds are about, counted on the values themselves. */
function measure(value: unknown): { depth: number; items: number; values: number } {
  if (typeof value !== "object" || value === null) return { depth: 0, items: 0, values: 0 };
  const inner = Object.values(value);
  const below = inner.map(measure);
  return {
    depth: 1 + Math.max(0, ...below.map(({ depth }) => depth)),
    items: Math.max(1, inner.length, ...below.map(({ items }) => items)),
    values: 1 + Math.max(0, inner.length - 1) + below.reduce((sum, { values }) => sum + values, 0),
  };
}

describe("JSON from outside", () => {
  it("is what the parser makes of it, up to each bound and not beyond", () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6 }), fc.boolean(), (value, pretty) => {
        const text = JSON.stringify(value, null, pretty ? 2 : 0);
        const exact = measure(value);
        expect(JSON.stringify(parseJson(text, exact))).toBe(JSON.stringify(value));
        for (const name of ["depth", "items", "values"] as const)
          if (exact[name] > (name === "items" ? 1 : 0))
            expect(() => parseJson(text, { ...exact, [name]: exact[name] - 1 })).toThrow(JsonInvalid);
      }),
      { numRuns: 300 },
    );
  });

  it("may hold any sign in its texts: they are not counted", () => {
    for (const text of ['[[[{{,,,"', "\\", '\\"[[', "\\\\", '"', '\\\\"{{{{'])
      expect(parseJson(JSON.stringify({ [text]: [text] }), { depth: 2, items: 1, values: 2 })).toEqual({
        [text]: [text],
      });
  });

  it("that is not JSON is refused, and not quoted", () => {
    const odd = ["", "{", "[1,", '{"a":"83641211864', "]]]]", '"\\', '"\\"', "83641211864,", "{'a':1}", "\u001f\u008b"];
    for (const text of odd) expect(() => parseJson(text, WIDE)).toThrow(new JsonInvalid("not JSON"));
  });

  it.each([
    ["depth", "[".repeat(5_000_000), "nested deeper than 100"],
    ["depth of objects", '{"a":'.repeat(1_000_000), "nested deeper than 100"],
    ["items", `[${"{},".repeat(2_000_000)}{}]`, "more than 10000 items in a list or an object"],
    ["values", `[${`[${"0,".repeat(9_000)}0],`.repeat(100)}0]`, "more than 100000 values"],
  ])("of more %s than fits is refused before it is parsed", (_what, text, said) => {
    expect(() => parseJson(text, WIDE)).toThrow(new JsonInvalid(said));
  });
});
