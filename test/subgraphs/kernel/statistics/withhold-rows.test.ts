import { describe, expect, it } from "@jest/globals";
import { PeopleTable } from "../../../../subgraphs/kernel/statistics/people-table.js";
import { withholdRows, type Together } from "../../../../subgraphs/kernel/statistics/withhold-rows.js";

const LIMIT = 5;

/** By row, how many people are in each part. */
function tableOf(rows: Record<string, Record<string, number>>): PeopleTable {
  const table = new PeopleTable();
  for (const [row, parts] of Object.entries(rows))
    for (const [part, people] of Object.entries(parts)) table.addPeople([row], part, people);
  return table;
}

const judge = (rows: Record<string, Record<string, number>>) => {
  const withheld = withholdRows({ PARTNER: { work: tableOf(rows) } }, LIMIT);
  return {
    numbers: Object.keys(rows).filter((row) => withheld.rows("PARTNER", [row])),
    figures: Object.keys(rows).filter((row) => withheld.figure("PARTNER", "work", [row])),
    total: withheld.figure("PARTNER", "work", [null]),
    group: (...group: string[]) => withheld.figure("PARTNER", "work", group),
  };
};

describe("a statistic by row", () => {
  it("with enough people everywhere is published whole", () => {
    const { numbers, figures, total } = judge({ a: { YES: 5, NO: 9 }, b: { YES: 6, NO: 7 }, c: { NO: 8 } });
    expect([numbers, figures, total]).toEqual([[], [], false]);
  });

  it("withholds a small part, and another row from which it would follow; the numbers of the rows stay", () => {
    const { numbers, figures, total } = judge({ a: { YES: 3, NO: 20 }, b: { YES: 6, NO: 30 }, c: { YES: 9, NO: 40 } });
    expect([numbers, figures, total]).toEqual([[], ["a", "b"], false]);
  });

  it("withholds the total as well where no other row is left", () => {
    const { figures, total } = judge({ a: { YES: 3, NO: 20 } });
    expect([figures, total]).toEqual([["a"], true]);
  });

  it("withholds the number of a small row and of another", () => {
    const { numbers } = judge({ a: { NO: 2 }, b: { NO: 11 }, c: { NO: 30 } });
    expect(numbers).toEqual(["a", "b"]);
  });

  it("several rows together are told only where neither they nor the rest give a withheld row away", () => {
    const years = {
      2021: { YES: 1, NO: 30 },
      2022: { YES: 6, NO: 30 },
      2023: { YES: 9, NO: 40 },
      2024: { YES: 12, NO: 40 },
    };
    const { figures, group } = judge(years);
    expect(figures).toEqual(["2021", "2022"]);
    expect([group("2021", "2022", "2023"), group("2021", "2024"), group("2023", "2024")]).toEqual([false, true, false]);
  });

  it("judges those who stand in no row too: they are the total less the rows", () => {
    const table = tableOf({ a: { YES: 20, NO: 30 }, b: { YES: 9, NO: 9 } });
    table.addPeople([], "YES", 2);
    const withheld = withholdRows({ PROVINCE: { work: table } }, LIMIT);
    expect(table.rows()).toEqual(["a", "b"]);
    expect(["a", "b"].map((row) => withheld.rows("PROVINCE", [row]))).toEqual([false, true]);
    expect(["a", "b"].map((row) => withheld.figure("PROVINCE", "work", [row]))).toEqual([false, true]);
    expect(withheld.rows("PROVINCE", [null])).toBe(false);
  });

  it("withholds a figure that differs by few people from another that is told of the row", () => {
    // Within six months, within twelve: by row, how many did both, the later one alone, none.
    const people: Record<string, Record<string, number>> = {
      a: { "YES YES": 7, "NO YES": 2, "NO NO": 51 },
      b: { "YES YES": 8, "NO YES": 6, "NO NO": 30 },
      c: { "YES YES": 9, "NO YES": 7, "NO NO": 40 },
    };
    const all = tableOf(people);
    const partOf = (part: string, figure: string) => part.split(" ")[figure === "within6" ? 0 : 1]!;
    const tables = {
      YEAR: {
        within6: all.byPart((part) => partOf(part, "within6")),
        within12: all.byPart((part) => partOf(part, "within12")),
      },
    };
    const judged = (together?: Together<"YEAR", "within6" | "within12">) => {
      const withheld = withholdRows(tables, LIMIT, together);
      return (["within6", "within12"] as const).map((figure) =>
        [...Object.keys(people), null].filter((row) => withheld.figure("YEAR", figure, [row])),
      );
    };
    expect(judged()).toEqual([[], []]);
    const together: Together<"YEAR", "within6" | "within12"> = {
      tables: { YEAR: all },
      questions: [(part, figure) => partOf(part, figure) === "YES"],
      besides: (figure) => (figure === "within12" ? ["within6"] : []),
    };
    // And in the next smallest row, so that nine less seven does not follow from the total.
    expect(judged(together)).toEqual([[], ["a", "b"]]);
  });

  it("counts a person with several records once, and the records all", () => {
    const table = new PeopleTable();
    for (const [person, records] of [
      ["one", 6],
      ["other", 1],
    ] as const)
      for (let at = 0; at < records; at += 1) table.add(["a"], "GRANTED", person);
    expect([table.people("a"), table.count("a")]).toEqual([2, 7]);
    expect(withholdRows({ ISSUER: { decision: table } }, LIMIT).rows("ISSUER", ["a"])).toBe(true);
  });
});

describe("the differencing attack", () => {
  /** The same numbers every time. */
  function draws(seed: number): () => number {
    let state = seed;
    return () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
  }

  it("on a thousand statistics subtracts what is published from the total, and is left with nobody alone", () => {
    let attacked = 0;
    for (let seed = 1; seed <= 1_000; seed += 1) {
      const draw = draws(seed);
      const rows = Object.fromEntries(
        Array.from({ length: 2 + Math.floor(draw() * 9) }, (_, row) => [
          `r${row}`,
          { YES: Math.floor(draw() ** 3 * 30), NO: Math.floor(draw() ** 2 * 60), NOT_YET: Math.floor(draw() * 4) * 3 },
        ]),
      );
      const { figures, total } = judge(rows);
      if (total || figures.length === 0) continue;
      attacked += 1;
      const left = figures.map((row) => rows[row]!);
      expect(left.length).toBeGreaterThan(1);
      for (const part of ["YES", "NO", "NOT_YET"] as const) {
        const people = left.reduce((sum, parts) => sum + parts[part], 0);
        expect(people === 0 || people >= LIMIT).toBe(true);
      }
      for (const [row, parts] of Object.entries(rows))
        if (!figures.includes(row))
          for (const people of Object.values(parts)) expect(people === 0 || people >= LIMIT).toBe(true);
    }
    expect(attacked).toBeGreaterThan(200);
  });
});
