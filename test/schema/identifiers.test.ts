import { inspect } from "node:util";
import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { createParticipantIds, Insz, parseEnterpriseNumber } from "../../schema/identifiers.js";

const ids = createParticipantIds(Buffer.alloc(64, "a key for tests"));

/** The eleven digits of a national number, for a birth of that century, month offset included. */
function numberOf(century: 1900 | 2000, year: number, month: number, day: number, serial: number): string {
  const body =
    [year, month, day].map((part) => String(part).padStart(2, "0")).join("") + String(serial).padStart(3, "0");
  const check = 97 - ((century === 2000 ? 2_000_000_000 + Number(body) : Number(body)) % 97);
  return body + String(check).padStart(2, "0");
}

describe("national number", () => {
  it.each([
    ["85073003328", 1985, "a person born before 2000"],
    ["17073003384", 2017, "a person born from 2000 on: a 2 is put before the digits"],
    ["98472899765", 1998, "a BIS number of known sex: month + 40"],
    ["67722499797", 1967, "a test number: month 61–72"],
  ])("%s is read, born in %d (%s)", (digits, year) => {
    const insz = Insz.parse(digits);
    expect(insz.reveal()).toBe(digits);
    expect(insz.birthYear).toBe(year);
  });

  it("with month 00 does not tell a birth date", () => {
    expect(Insz.parse(numberOf(1900, 70, 0, 1, 12)).birthYear).toBeUndefined();
    expect(Insz.parse(numberOf(1900, 70, 20, 0, 12)).birthYear).toBeUndefined();
  });

  it("is read in its customary dress", () => {
    expect(Insz.parse(" 85.07.30-033.28 ").reveal()).toBe("85073003328");
  });

  it.each([
    ["85073003329", "wrong check digits"],
    ["8507300332", "ten digits"],
    ["850730033288", "twelve digits"],
    ["", "nothing"],
    ["85O73003328", "a letter"],
    [numberOf(1900, 85, 13, 1, 33), "month 13"],
    [numberOf(1900, 85, 33, 1, 33), "month 33: between the BIS ranges"],
    [numberOf(1900, 85, 73, 1, 33), "month 73: after the test range"],
    [numberOf(1900, 85, 2, 30, 33), "30 February"],
    [numberOf(1900, 85, 7, 32, 33), "day 32"],
  ])("%s is refused: %s", (digits) => {
    expect(() => Insz.parse(digits)).toThrow(expect.objectContaining({ code: "INSZ_INVALID" }));
  });

  it("29 February exists in leap years alone", () => {
    expect(Insz.isValid(numberOf(2000, 4, 2, 29, 1))).toBe(true);
    expect(Insz.isValid(numberOf(2000, 5, 2, 29, 1))).toBe(false);
  });

  it("check digits are never 00: 97 stands there", () => {
    for (let serial = 1; serial < 998; serial += 1) {
      const digits = numberOf(1900, 61, 61, 1, serial);
      expect(digits.endsWith("00")).toBe(false);
      expect(Insz.isValid(digits)).toBe(true);
    }
  });

  it("hides itself wherever it is printed", () => {
    const insz = Insz.parse("85073003328");
    const shown = [String(insz), JSON.stringify({ insz }), inspect({ insz }, { depth: 9, showHidden: true })];
    for (const text of shown) expect(text).not.toMatch(/8507300|033|28/);
  });

  it("any change of one digit is found", () => {
    const digit = fc.integer({ min: 0, max: 9 });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 997 }), fc.integer({ min: 0, max: 10 }), digit, (serial, place, other) => {
        const digits = numberOf(1900, 75, 65, 11, serial);
        fc.pre(digits[place] !== String(other));
        return !Insz.isValid(digits.slice(0, place) + String(other) + digits.slice(place + 1));
      }),
    );
  });
});

describe("participant id", () => {
  const insz = fc
    .tuple(
      fc.constantFrom<1900 | 2000>(1900, 2000),
      fc.nat(99),
      fc.integer({ min: 61, max: 72 }),
      fc.integer({ min: 1, max: 28 }),
      fc.integer({ min: 1, max: 998 }),
    )
    .map((parts) => Insz.parse(numberOf(...parts)));

  it("opens to the number that was sealed, and is the same each time", () => {
    fc.assert(
      fc.property(insz, (number) => {
        const id = ids.seal(number);
        expect(id).toMatch(/^[\w-]{28}$/);
        expect(ids.seal(number)).toBe(id);
        return ids.open(id).equals(number);
      }),
    );
  });

  it("made with another key, changed, or invented is refused", () => {
    const id = ids.seal(Insz.parse("85073003328"));
    const others = createParticipantIds(Buffer.alloc(64, "another key"));
    const refusal = expect.objectContaining({ code: "PARTICIPANT_ID_INVALID" });
    expect(() => others.open(id)).toThrow(refusal);
    expect(() => ids.open(`${id.slice(0, -1)}${id.endsWith("A") ? "B" : "A"}`)).toThrow(refusal);
    for (const text of ["", "85073003328", "x".repeat(28), `${id}=`, id.slice(1)])
      expect(() => ids.open(text)).toThrow(refusal);
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(() => ids.open(text)).toThrow(refusal);
      }),
    );
  });

  it("does not show the number", () => {
    expect(Buffer.from(ids.seal(Insz.parse("85073003328")), "base64url").toString("latin1")).not.toContain("850730");
  });
});

describe("enterprise number", () => {
  it.each(["0212189676", "0403019261"])("%s is read", (digits) => expect(parseEnterpriseNumber(digits)).toBe(digits));
  it.each(["403019261", "0403.019.261", "BE 0403.019.261"])("%s gets its canonical form", (text) =>
    expect(parseEnterpriseNumber(text)).toBe("0403019261"),
  );
  it.each(["0431150351", "2212189676", "12", ""])("%s is refused", (text) =>
    expect(() => parseEnterpriseNumber(text)).toThrow(expect.objectContaining({ code: "ENTERPRISE_NUMBER_INVALID" })),
  );
});
