import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import pg from "pg";
import { Fault } from "../../../schema/faults.js";
import {
  readBasisKey,
  readFundingKey,
  readPersonYearKey,
  writeBasisKey,
  writeFundingKey,
  writePersonYearKey,
} from "../../../subgraphs/ledger/keys.js";
import { faultOfSql } from "../../../subgraphs/ledger/source/fault-of-sql.js";
import {
  AdvanceRecord,
  SharedDaysRecord,
  UnitAmountRecord,
  YearDaysRecord,
} from "../../../subgraphs/ledger/source/records.js";
import {
  translateAdvance,
  translateSharedDays,
  translateUnitAmount,
  translateYearDays,
} from "../../../subgraphs/ledger/source/translate.js";

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

describe("the accepted days of a year", () => {
  const row = {
    id: "SV-0001",
    jaar: 2026,
    afrekening: 0,
    kwartaal: 1,
    versie: 2,
    aanvaard_op: "2026-04-30",
    eenheid: "2025-03-01",
    aanwezig: 33,
    begeleid: 90,
    aanwezig_betaald: 31,
    begeleid_betaald: 80,
    aanwezig_eenheid: 20,
    begeleid_eenheid: 50,
    onmogelijk: 0,
  };

  test("a quarter with two unit amounts is one statement, and its days stand under each", () => {
    const rows = [row, { ...row, eenheid: "2026-03-01", aanwezig_eenheid: 11, begeleid_eenheid: 30 }];
    expect(translateYearDays(rows.map((each) => YearDaysRecord.parse(each)))).toEqual([
      {
        quarter: "2026Q1",
        version: 2,
        acceptedOn: "2026-04-30",
        reported: { ATTENDED: 33, CALENDAR: 90 },
        paid: { ATTENDED: 31, CALENDAR: 80 },
        byUnitAmount: [
          { validFrom: "2025-03-01", days: { ATTENDED: 20, CALENDAR: 50 } },
          { validFrom: "2026-03-01", days: { ATTENDED: 11, CALENDAR: 30 } },
        ],
      },
    ]);
  });

  test.each([{ kwartaal: 5 }, { aanwezig: 1.5 }, { aanvaard_op: "2026-02-30" }, { id: "SV-1" }])(
    "%j cannot be right",
    (bad) => {
      expect(YearDaysRecord.safeParse({ ...row, ...bad }).success).toBe(false);
    },
  );

  test("the days that two partnerships report are days of the calendar", () => {
    const bits = (...days: number[]) =>
      Array.from({ length: 92 }, (_, day) => (days.includes(day) ? "1" : "0")).join("");
    const record = SharedDaysRecord.parse({
      ...row,
      insz: "67722499797",
      van: "2026-01-01",
      aanwezig: bits(0, 58),
      begeleid: bits(59),
      aanwezig_betaald: bits(58),
      begeleid_betaald: bits(),
      verbanden: "SV-0003 SV-0002 SV-0003",
    });
    expect(translateSharedDays([record], "id")).toEqual({
      participant: "id",
      shared: { ATTENDED: ["2026-01-01", "2026-02-28"], CALENDAR: ["2026-03-01"] },
      paid: { ATTENDED: ["2026-02-28"], CALENDAR: [] },
      others: ["SV-0002", "SV-0003"],
    });
  });
});

test("a key reads back what was written, whatever stands in it", () => {
  fc.assert(
    fc.property(fc.string(), fc.integer(), (owner, year) => {
      expect(readFundingKey(writeFundingKey(owner, year))).toEqual({ partnership: owner, year });
      expect(readBasisKey(writeBasisKey(writeFundingKey(owner, year), 2))).toEqual({
        partnership: owner,
        year,
        settlement: 2,
      });
      expect(readPersonYearKey(writePersonYearKey(owner, year))).toEqual({ participant: owner, year });
    }),
  );
});
