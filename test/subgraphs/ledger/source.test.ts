import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import pg from "pg";
import { Fault } from "../../../schema/faults.js";
import {
  readFundingKey,
  readPersonYearKey,
  writeFundingKey,
  writePersonYearKey,
} from "../../../subgraphs/ledger/keys.js";
import { faultOfSql } from "../../../subgraphs/ledger/source/fault-of-sql.js";
import { AdvanceRecord, DaysRecord, UnitAmountRecord } from "../../../subgraphs/ledger/source/records.js";
import { translateAdvance, translateDays, translateUnitAmount } from "../../../subgraphs/ledger/source/translate.js";

describe("what a failed statement means", () => {
  const refused = (state: string) =>
    Object.assign(new pg.DatabaseError("Key (insz)=(67722499797) already exists", 0, "error"), { code: state });

  test.each([
    ["57014", "AGENCY_TIMEOUT"],
    ["57P01", "AGENCY_UNAVAILABLE"],
    ["08006", "AGENCY_UNAVAILABLE"],
    ["53300", "AGENCY_BUSY"],
    ["40001", "AGENCY_BUSY"],
    ["28P01", "AGENCY_REFUSED_US"],
    ["42501", "AGENCY_REFUSED_US"],
    ["42P01", "AGENCY_UNREADABLE"],
    ["42703", "AGENCY_UNREADABLE"],
    ["XX001", "AGENCY_FAILED"],
  ])("state %s is %s", (state, code) => {
    expect(faultOfSql(refused(state))).toMatchObject({ code, agency: "DWSE", detail: `sqlstate ${state}` });
  });

  test.each([
    [Object.assign(new Error("connect ECONNREFUSED 127.0.0.1:1"), { code: "ECONNREFUSED" }), "AGENCY_UNAVAILABLE"],
    [new Error("Connection terminated unexpectedly"), "AGENCY_UNAVAILABLE"],
    [new SyntaxError("Unexpected token # in JSON"), "AGENCY_UNREADABLE"],
    [new Fault("AGENCY_TIMEOUT", "DWSE"), "AGENCY_TIMEOUT"],
  ])("%s is %s", (error, code) => {
    expect(faultOfSql(error).code).toBe(code);
  });

  test("no word of what PostgreSQL said goes further: it may quote a person's number", () => {
    const fault = faultOfSql(refused("23505"));
    expect(JSON.stringify({ ...fault, message: fault.message, cause: fault.cause })).not.toContain("67722499797");
  });
});

describe("an advance", () => {
  const row = { id: "SV-0001", jaar: 2026, bedrag: "1356742.05", betaald_op: "2026-01-20" };

  test("its amount is whole cents, and its reference is written one way, however the ledger writes it", () => {
    const written = ["090933755493", "090/9337/55493", "+++090/9337/55493+++", "***090/9337/55493***"];
    for (const mededeling of written)
      expect(translateAdvance(AdvanceRecord.parse({ ...row, mededeling }))).toEqual({
        amount: { cents: 135_674_205, currency: "EUR" },
        paidOn: "2026-01-20",
        paymentReference: "+++090/9337/55493+++",
      });
  });

  test("a reference with wrong check digits, an impossible day or an amount without cents is no advance", () => {
    const good = { ...row, mededeling: "+++090/9337/55493+++" };
    for (const bad of [
      { mededeling: "+++090/9337/55494+++" },
      { betaald_op: "2026-02-30" },
      { bedrag: "12" },
      { bedrag: "NaN" },
    ])
      expect(AdvanceRecord.safeParse({ ...good, ...bad }).success).toBe(false);
  });

  test("a remainder of nothing is written 97", () => {
    expect(AdvanceRecord.safeParse({ ...row, mededeling: "000000009797" }).success).toBe(true);
    expect(AdvanceRecord.safeParse({ ...row, mededeling: "000000009700" }).success).toBe(false);
  });

  test("every amount of two decimals keeps its cents", () => {
    fc.assert(
      fc.property(fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }), (cents) => {
        const text = `${cents < 0 ? "-" : ""}${Math.floor(Math.abs(cents) / 100)}.${String(Math.abs(cents) % 100).padStart(2, "0")}`;
        const record = AdvanceRecord.parse({ ...row, bedrag: text, mededeling: "090933755493" });
        expect(translateAdvance(record).amount.cents).toBe(cents);
      }),
    );
  });
});

test("the year 9999 is the department's way to write an open end", () => {
  const row = {
    geldig_van: "2025-03-01",
    geldig_tot: "9999-12-31",
    bedrag: "3230.34",
    bron: "index",
    bevestigd: false,
  };
  expect(translateUnitAmount(UnitAmountRecord.parse(row)).validTo).toBeNull();
  expect(translateUnitAmount(UnitAmountRecord.parse({ ...row, geldig_tot: "2026-02-28" })).validTo).toBe("2026-02-28");
});

describe("a line of accepted days", () => {
  const row = { overeenkomst: "BO-0412607", dagen_aanwezig: 31, dagen_begeleid: 92 };

  test("lines add up in both readings; no line is no days, not zero", () => {
    const lines = [row, { ...row, dagen_aanwezig: 2, dagen_begeleid: 0 }].map((each) => DaysRecord.parse(each));
    expect(translateDays(lines)).toEqual({ ATTENDED: 33, CALENDAR: 92 });
    expect(translateDays([])).toBeUndefined();
  });

  test.each([
    { dagen_aanwezig: 93 },
    { dagen_begeleid: -1 },
    { dagen_aanwezig: Number.NaN },
    { overeenkomst: "B0-0412607" },
  ])("%j cannot be right", (bad) => {
    expect(DaysRecord.safeParse({ ...row, ...bad }).success).toBe(false);
  });
});

test("a key reads back what was written, whatever stands in it", () => {
  fc.assert(
    fc.property(fc.string(), fc.integer(), (owner, year) => {
      expect(readFundingKey(writeFundingKey(owner, year))).toEqual({ partnership: owner, year });
      expect(readPersonYearKey(writePersonYearKey(owner, year))).toEqual({ participant: owner, year });
    }),
  );
});
