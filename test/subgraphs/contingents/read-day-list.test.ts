import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import type { CellValue } from "../../../subgraphs/contingents/source/spreadsheet/cell-value.js";
import { createDayListReader, readDay } from "../../../subgraphs/contingents/source/statement/read-day-list.js";

const read = createDayListReader({ quarter: "2026Q3", from1904: false });
/** The days as `06-09`, or as they are where they are of another year. */
const daysIn = (cell: CellValue, month?: number, reader = read) => {
  const { days, unreadable } = reader(cell, month);
  expect(unreadable).toEqual([]);
  return days.map((day) => day.replace("2026-", "")).join(" ");
};
const quoted = (cell: CellValue, month?: number) => read(cell, month).unreadable;

describe("days that are listed in a cell", () => {
  it.each<[CellValue, string]>([
    ["06/07; 09/07", "07-06 07-09"],
    ["9/7;6/7;9/7", "07-06 07-09"],
    ["06/07 09/07 13/08", "07-06 07-09 08-13"],
    ["06/07, 09/07,13/08", "07-06 07-09 08-13"],
    ["06/07\n09/07\r\n13/08", "07-06 07-09 08-13"],
    ["06-07; 09.07; 13.7.", "07-06 07-09 07-13"],
    ["6/7 en 9/7 & 13/7", "07-06 07-09 07-13"],
    ["06 / 07 ; 9 / 7 / 2026", "07-06 07-09"],
    ["02/07/26; 03-07-26; 04.07.26", "07-02 07-03 07-04"],
    ["02/07/2026 00:00; 2026-07-03; 2026-07-04T00:00:00Z", "07-02 07-03 07-04"],
    ["2026/7/3 20260704 05072026", "07-03 07-04 07-05"],
    ["ma 6/7; dinsdag 7/7; Wed 8 July", "07-06 07-07 07-08"],
    ["6 juli; 9 jul. 2026; 13-aug-26; 1e september", "07-06 07-09 08-13 09-01"],
    ["6, 9 en 13 juli; 3 augustus", "07-06 07-09 07-13 08-03"],
    ["2-5/7", "07-02 07-03 07-04 07-05"],
    ["2 - 5/7; 30/7-1/8", "07-02 07-03 07-04 07-05 07-30 07-31 08-01"],
    ["02/07 t/m 05/07", "07-02 07-03 07-04 07-05"],
    ["02/07/2026-05/07/2026", "07-02 07-03 07-04 07-05"],
    ["02-07-2026 tot en met 04-07-2026", "07-02 07-03 07-04"],
    ["2 t.e.m. 4 juli, 2/8 – 3/8", "07-02 07-03 07-04 08-02 08-03"],
    ["6-7 juli; 10-12 aug 2026", "07-06 07-07 08-10 08-11 08-12"],
    ["2026-07-05T22:00:00.000Z; 2026-07-07T06:30:00Z", "07-06 07-07"],
    ["46209; 46212", "07-06 07-09"],
    [46209, "07-06"],
    [46209.375, "07-06"],
    [6.07, "07-06"],
    [new Date("2026-07-05"), "07-05"],
    ["06/07\u00A009/07", "07-06 07-09"],
    ["geen", ""],
    ["-", ""],
    [0, ""],
    [null, ""],
  ])("%j lists %s", (cell, days) => expect(daysIn(cell)).toBe(days));

  it.each<[CellValue, string[]]>([
    ["6; 9; 13/7", ["6", "9"]],
    ["31/06; 06/07", ["31/06"]],
    ["07/13", ["07/13"]],
    ["5/7 t/m 2/7", ["5/7 t/m 2/7"]],
    ["2/7-5", ["2/7-5"]],
    ["2/7-5/11", ["2/7-5/11"]],
    ["di 6/7", ["di 6/7"]],
    ["6/7x, vm", ["6/7x", "vm"]],
    ["06/07/09/07", ["06/07/09/07"]],
    ["6/7 juli", ["6/7", "juli"]],
    ["6-7-8 juli", ["6-7-8", "juli"]],
    ["6-10 juli m.u.v. 8 juli; 13/7", ["6-10 juli m.u.v. 8 juli"]],
    ["6/7, 7/7 (ziek)", ["6/7, 7/7 (ziek)"]],
    ["niet aanwezig op 8/7", ["niet aanwezig op 8/7"]],
    [6.1, ["6.1"]],
    [0.75, ["0.75"]],
    [6, ["6"]],
    [true, ["true"]],
  ])("%j may be no day, or several: %j is told", (cell, texts) => expect(quoted(cell)).toEqual(texts));

  it("numbers alone are days where the column is of one month, or the quarter has one such day", () => {
    expect(daysIn("6, 9 13; 20-22", 7)).toBe("07-06 07-09 07-13 07-20 07-21 07-22");
    expect(daysIn(9, 8)).toBe("08-09");
    expect(quoted("6-7", 7)).toEqual(["6-7"]);
    expect(quoted("31", 9)).toEqual(["31"]);
    expect(daysIn("31", undefined, createDayListReader({ quarter: "2026Q2", from1904: false }))).toBe("05-31");
  });

  it.each<[CellValue]>([["6/8"], ["6 augustus"], ["30/7-1/8"], [new Date("2026-08-06")], [6.7], [8.9]])(
    "in the column of July, %j is not counted in another month, nor as one of two days",
    (cell) => {
      expect(read(cell, 7).days).toEqual([]);
      expect(quoted(cell, 7)).toHaveLength(1);
    },
  );

  it("a date that Excel gave the year in which it was typed is of the year of the quarter", () => {
    const last = createDayListReader({ quarter: "2025Q4", from1904: false });
    expect(last(new Date("2026-10-05")).days).toEqual(["2025-10-05"]);
    expect(last(new Date("2024-10-05")).days).toEqual(["2024-10-05"]);
    expect(read(new Date("2026-06-05")).days).toEqual(["2026-06-05"]);
  });

  it("numbers of days are counted from 1904 where the workbook does", () => {
    const from1904 = createDayListReader({ quarter: "2026Q3", from1904: true });
    expect(daysIn(44747, undefined, from1904)).toBe("07-06");
    expect(readDay(44747, true)).toBe("2026-07-06");
  });

  it("of every text that somebody writes, a day comes or a problem that quotes it", () => {
    const two = (most: number) => fc.integer({ min: 0, max: most }).map((number) => String(number));
    const token = fc.oneof(
      fc.tuple(two(35), fc.constantFrom("/", "-", "."), two(14)).map((parts) => parts.join("")),
      fc.tuple(two(35), two(14), fc.constantFrom("26", "2026", "6", "20266")).map((parts) => parts.join("/")),
      fc.tuple(two(35), fc.constantFrom(" juli", "aug", " Sept.", " mie")).map((parts) => parts.join("")),
      fc
        .tuple(two(35), fc.constantFrom("-", " t/m ", "..."), two(35), fc.constantFrom("/7", "/8/2026", ""))
        .map((parts) => parts.join("")),
      fc.stringMatching(/^[\d/.x-]{1,9}$/),
      fc.constantFrom("ziek", "46209", "99999", "t/m", "en", "20260706"),
    );
    const separator = fc.constantFrom("; ", ";", ", ", "\n", " ", " en ");
    fc.assert(
      fc.property(fc.array(fc.tuple(token, separator), { minLength: 1, maxLength: 5 }), (parts) => {
        const text = parts.flat().join("");
        const { days, unreadable } = read(text);
        // What neither became a day nor is quoted is nothing but what stands between days.
        let left = text;
        for (const quote of unreadable) {
          expect(left).toContain(quote);
          left = left.replace(quote, " ");
        }
        if (/\d/.test(left)) expect(days.length).toBeGreaterThan(0);
        // Alone, each text that is not quoted gives a day.
        for (const [one] of parts) {
          const alone = read(one);
          if (/\d/.test(one) && alone.days.length === 0 && !["0", "00"].includes(one.trim()))
            expect(alone.unreadable.join(" ")).not.toBe("");
        }
      }),
    );
  });
});

describe("a day on its own", () => {
  it.each<[CellValue, string]>([
    ["20/01/2026", "2026-01-20"],
    ["20-1-26", "2026-01-20"],
    ["2026-01-20 00:00:00", "2026-01-20"],
    ["20 januari 2026", "2026-01-20"],
    [46042, "2026-01-20"],
    [new Date("2026-01-20"), "2026-01-20"],
  ])("%j is %s", (cell, day) => expect(readDay(cell, false)).toBe(day));

  it.each<[CellValue]>([["20/01"], ["31/02/2026"], [12], ["20 januari"], ["x"], [true], ["20/01/2026 of later"]])(
    "%j is none",
    (cell) => expect(readDay(cell, false)).toBeUndefined(),
  );
});
