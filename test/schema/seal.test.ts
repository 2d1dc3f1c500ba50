import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { createCursors, createSeal } from "../../schema/seal.js";

const seal = createSeal(Buffer.alloc(64, "a key for tests"));
const refusal = expect.objectContaining({ code: "CURSOR_INVALID" });

describe("a seal", () => {
  it("opens for what it was closed for, in every program with the key, and is the same each time", () => {
    const replica = createSeal(Buffer.alloc(64, "a key for tests"));
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), fc.array(fc.string()), (text, bound) => {
        const sealed = seal.close(text, bound);
        expect(sealed).toMatch(/^[\w-]+$/);
        expect(replica.open(sealed, bound)).toBe(text);
        expect(replica.close(text, bound)).toBe(sealed);
      }),
    );
  });

  it("opens for nothing else, under no other key, and not altered in one character", () => {
    const sealed = seal.close("20000000", ["list", "lead"]);
    for (const bound of [[], ["list"], ["list", "guide"], ["lead", "list"], ["list", "lead", ""], ['list","lead']])
      expect(seal.open(sealed, bound)).toBeUndefined();
    expect(createSeal(Buffer.alloc(64, "another key")).open(sealed, ["list", "lead"])).toBeUndefined();
    for (let i = 0; i < sealed.length; i += 1)
      for (const other of ["A", "b", "=", " ", "\n", "é"]) {
        const altered = sealed.slice(0, i) + other + sealed.slice(i + 1);
        if (altered !== sealed) expect(seal.open(altered, ["list", "lead"])).toBeUndefined();
      }
    for (const other of [`${sealed}=`, ` ${sealed}`, sealed.slice(0, -1), "", "x".repeat(1_000_000)])
      expect(seal.open(other, ["list", "lead"])).toBeUndefined();
  });
});

describe("a cursor", () => {
  const cursors = createCursors(seal, ["Query.participants", "LEAD"]);

  it("is good for its own list", () => {
    expect(cursors.read(cursors.write("20000000"))).toBe("20000000");
  });

  it("of another list, altered, or as they once were, is refused without being quoted", () => {
    const others = createCursors(seal, ["Query.assessmentsDue", "LEAD"]);
    const once = Buffer.from("1:20000000").toString("base64url");
    for (const cursor of [others.write("20000000"), `${cursors.write("20000000")}A`, once, "20000000", ""]) {
      expect(() => cursors.read(cursor)).toThrow(refusal);
      expect(() => cursors.read(cursor)).not.toThrow(cursor === "" ? "1:2" : cursor);
    }
  });

  it("is nothing else that was sealed: the number of a referral, for one", () => {
    expect(() => cursors.read(seal.close("20000000", ["Query.participants", "LEAD"]))).toThrow(refusal);
  });
});
