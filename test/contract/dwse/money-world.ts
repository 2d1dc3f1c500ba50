import { dayNumber, isoDay } from "../../../agencies/population/calendar.js";
import { enterpriseNumber } from "../../../agencies/population/numbers.js";
import { Random } from "../../../agencies/population/random.js";
import { testNumber } from "./ledger-world.js";

/*
 * Partnerships and people in which every rule of the money bites: more days than the contingent, grants that change in a year,
 * the same people in two partnerships, under a number that was replaced too, and settlements that no rule would give.
 */

export const YEARS = [2021, 2022, 2023, 2024, 2025, 2026];
export const BITING = Array.from({ length: 8 }, (_, n) => `SV-77${String(n).padStart(2, "0")}`);
/** They lead the partnerships by turns. */
export const LEADS = ["09599001", "09599002"].map(enterpriseNumber);
const MEMBERS = [...LEADS, enterpriseNumber("09599003")];
const TODAY = "2026-09-30";

/** SQL that adds them to a ledger, in pieces that run one after the other. */
export function bitingLedger(): string[] {
  const random = new Random("money");
  const statements: string[] = [];
  const insert = (table: string, ...values: (string | number | null)[]) =>
    statements.push(
      `insert into dwse.${table} values (${values.map((each) => (typeof each === "string" ? `'${each}'` : String(each))).join(", ")});`,
    );
  const people = Array.from({ length: 14 }, (_, n) => personOf(n, random));
  let statement = 900_000;
  for (const [n, id] of BITING.entries()) {
    insert("samenwerkingsverband", id, `Proef ${id}`, LEADS[n % 2]!, "2021", "ACTIEF");
    for (const version of n % 4 === 0 ? [] : [1, 2]) {
      insert("verdeelsleutel", id, version, version === 1 ? 2021 : 2023);
      for (const member of MEMBERS.slice(0, 1 + (n % 3))) insert("deel", id, version, member, random.between(1, 90));
    }
    for (const year of YEARS) {
      const first = year === 2021 ? "2021-04-01" : `${year}-01-01`;
      const changesOn = n % 2 === 0 ? `${year}-0${random.between(5, 9)}-15` : null;
      const untilChange = changesOn === null ? `${year}-12-31` : isoDay(dayNumber(changesOn) - 1);
      if (n !== 7 || year !== 2025) {
        insert(
          "toekenning",
          id,
          year,
          random.between(20, 150) / 100,
          `${year - 1}-12-01`,
          1,
          first,
          untilChange,
          "TOEKENNING",
        );
        if (changesOn !== null)
          insert(
            "toekenning",
            id,
            year,
            random.between(20, 150) / 100,
            changesOn,
            2,
            changesOn,
            `${year}-12-31`,
            "HERVERDELING",
          );
      }
      for (const quarter of [1, 2, 3, 4]) {
        const from = `${year}-${String(3 * quarter - 2).padStart(2, "0")}-01`;
        if (from < "2021-04-01" || from > TODAY || (n + year + quarter) % 13 === 0) continue;
        statement++;
        insert(
          "kwartaaloverzicht",
          statement,
          id,
          year,
          quarter,
          1,
          "AANVAARD",
          `${year + 1}-01-20`,
          `${year + 1}-02-01T09:00:00Z`,
        );
        for (const person of people)
          for (const agreement of person.agreements.filter((each) => each.partnership === id))
            for (const line of linesOf(agreement, from, random))
              insert("aanvaarde_dagen", statement, person.numbers[(n + quarter) % person.numbers.length]!, ...line);
      }
      insert("voorschot", id, year, 1, random.between(10, 300_000) / 100, `${year}-01-20`, "+++090/9337/55493+++");
      if (year <= 2023 && n % 2 === 1)
        statements.push(settle(id, year, n % 4 === 1 ? "AANWEZIG" : "BEGELEID", n % 4 === 0 ? null : 1));
    }
  }
  for (const { numbers } of people)
    if (numbers.length === 2)
      insert("inszvervanging", numbers[0]!, numbers[1]!, "2023-06-01", numbers[0]! < "506101115" ? null : "2023-07-01");
  return Array.from({ length: Math.ceil(statements.length / 100) }, (_, n) =>
    statements.slice(100 * n, 100 * n + 100).join("\n"),
  );
}

/** The department's own settlement, of figures that no rule gives: what is shown can be it alone. */
export function settle(
  id: string,
  year: number,
  reading: "AANWEZIG" | "BEGELEID",
  key: number | null,
  version = 1,
): string {
  const days = 700 + version;
  return `insert into dwse.afrekening (samenwerkingsverband_id, jaar, versie, dagen, contingent, eenheidsbedrag, subsidie, voorschotten,
      saldo, vastgesteld_op, lezing, verdeelsleutel_versie)
    values ('${id}', ${year}, ${version}, ${days}, 1.5, 2900.11, 4321.09, 5000, -678.91, '${year + version}-05-31', '${reading}', ${key});
    insert into dwse.afrekening_overzicht select samenwerkingsverband_id, jaar, ${version}, id from dwse.kwartaaloverzicht
      where samenwerkingsverband_id = '${id}' and jaar = ${year} and status = 'AANVAARD';
    insert into dwse.terugvordering (samenwerkingsverband_id, jaar, bedrag, reden, opgelegd_op, betaald_op, afrekening_versie)
      values ('${id}', ${year}, 678.91, 'SALDO_NEGATIEF', '${year + version}-06-15', ${year === 2021 ? "'2026-12-24'" : "null"}, ${version});`;
}

interface TestAgreement {
  id: string;
  partnership: string;
  from: string;
  to: string;
}

/** Two in three go to two or three partnerships; one in five has a number that replaced another. */
function personOf(n: number, random: Random) {
  const numbers = n % 5 === 2 ? [testNumber(100 + n), testNumber(200 + n)] : [testNumber(100 + n)];
  const agreements = Array.from({ length: 1 + (n % 3) }, (_, which): TestAgreement => {
    const from = dayNumber("2021-03-01") + random.between(0, 500);
    const to = which === 2 ? from + random.between(100, 900) : dayNumber("2026-12-31");
    const id = `BO-77${String(n).padStart(3, "0")}${which}0`;
    return { id, partnership: BITING[(n + 3 * which) % BITING.length]!, from: isoDay(from), to: isoDay(to) };
  });
  return { numbers, agreements };
}

/** The lines of one agreement in a quarter: one, or the same days over two agreements. */
function linesOf({ id, from, to }: TestAgreement, quarter: string, random: Random): (string | number | null)[][] {
  const begin = dayNumber(quarter);
  const end = dayNumber(isoDay(begin + 95).slice(0, 8) + "01") - 1;
  const [first, last] = [Math.max(begin, dayNumber(from)), Math.min(end, dayNumber(to))];
  if (first > last) return [];
  const days = Array.from({ length: end - begin + 1 }, (_, day) =>
    begin + day >= first && begin + day <= last && random.chance(0.6) ? 1 : 0,
  );
  const middle = random.chance(0.2) && last - first > 10 ? first + 7 : last;
  const line = (agreement: string, start: number, stop: number) => {
    const own = days.map((day, place) => (begin + place >= start && begin + place <= stop ? day : 0));
    const count = own.filter((day) => day === 1).length;
    return [agreement, count, stop - start + 1, isoDay(dayNumber(from)), own.join(""), isoDay(start), isoDay(stop)];
  };
  return middle === last
    ? [line(id, first, last)]
    : [line(id, first, middle), line(`${id.slice(0, -1)}1`, middle + 1, last)];
}
