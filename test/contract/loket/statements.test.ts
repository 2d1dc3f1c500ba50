import { rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { attendedDays } from "../../../agencies/population/attendance.js";
import type { Person } from "../../../agencies/population/world.js";
import writeSheet from "write-excel-file/node";
import type { StatementLine } from "../../../subgraphs/contingents/rules/statement-problems.js";
import { countDays, statementProblems } from "../../../subgraphs/contingents/rules/statement-problems.js";
import type { LoketSource } from "../../../subgraphs/contingents/source/loket-source.js";
import { asking } from "../../support/asking.js";
import { idOf, openCounter } from "./connect.js";

let counter: Awaited<ReturnType<typeof openCounter>>;
let source: LoketSource;

beforeAll(async () => {
  counter = await openCounter(1_100);
  source = counter.connect();
});
afterAll(async () => {
  await source.stop();
  await counter.loket.stop();
  await rm(counter.dropFolder, { recursive: true });
});
const read = async (key: string) => (await source.askStatements([key], asking())).get(key);

describe("quarterly statements in the drop folder", () => {
  it("what was delivered is there since the day it was delivered", async () => {
    const { id, statements } = counter.world.partnerships[0]!;
    const found = await source.askDeliveries([id], asking());
    expect(found.get(id)).toEqual(statements.filter(({ quarter }) => quarter >= "2025Q3"));
  });

  it("Amina's line lists the days she was present", async () => {
    const amina = counter.world.persons[0]!;
    const lines = (await read("SV-0001_2026Q3")) as StatementLine[];
    const line = lines.find(({ participantId }) => participantId === idOf(amina.insz))!;
    const days = attendedDays(counter.world, amina, amina.agreements[0]!, "2026Q3");
    expect(line).toMatchObject({ days, count: days.length, agreementId: amina.agreements[0]!.id });
    expect(line).toMatchObject({ startsOn: amina.agreements[0]!.startsOn, endsOn: amina.agreements[0]!.endsOn });
  });

  it("every kind of mistake that people make in them is found, and names nobody", async () => {
    const keys = counter.world.partnerships.flatMap(({ id, statements }) =>
      statements.filter(({ quarter }) => quarter >= "2025Q3").map(({ quarter }) => `${id}_${quarter}`),
    );
    const found = await source.askStatements(keys, asking());
    expect(found.size).toBe(keys.length);
    const problems = [...found].flatMap(([key, lines]) => statementProblems(lines as StatementLine[], key.slice(-6)));
    expect([...new Set(problems.map(({ kind }) => kind))].sort()).toEqual([
      "DATE_INVALID",
      "DAYS_IMPOSSIBLE",
      "DAY_OUTSIDE_AGREEMENT",
      "DUPLICATE_ROW",
      "EMPTY_ROW",
      "INSZ_INVALID",
      "SAME_DAY_TWICE",
    ]);
    for (const { message } of problems) expect(message).not.toMatch(/\d{6,}/);
    expect(problems.length).toBeLessThan([...found.values()].flat().length / 10);
  });

  it("numbers typed with dots, or without the nought before them, are read", async () => {
    const oddly = ({ index, insz }: Person) =>
      index >= 12 && (index % 13 === 6 || (index % 29 === 11 && insz.startsWith("0")));
    let read = 0;
    let right = 0;
    for (const person of counter.world.persons.filter(oddly))
      for (const { id, partnershipId } of person.agreements) {
        const found = await source.askStatements([`${partnershipId}_2026Q3`], asking());
        const lines = found.get(`${partnershipId}_2026Q3`) as StatementLine[] | undefined;
        const line = lines?.find(({ agreementId }) => agreementId === id);
        if (!line) continue;
        read += 1;
        if (line.participantId === idOf(person.insz)) right += 1;
      }
    // The others are those typed wrongly on purpose, or filed under a number that was replaced.
    expect(read).toBeGreaterThan(20);
    expect(right / read).toBeGreaterThan(0.9);
  });

  it("a statement that is not there is not a failure; one that cannot be read costs only itself", async () => {
    await writeFile(join(counter.dropFolder, "SV-0002", "SV-0002_2024Q1.xlsx"), "this is no spreadsheet");
    await writeSheet([[{ value: "Naam" }, { value: "Dagen" }]]).toFile(
      join(counter.dropFolder, "SV-0002", "SV-0002_2024Q2.xlsx"),
    );
    const keys = ["SV-0001_2026Q3", "SV-0002_2024Q1", "SV-0002_2024Q2", "SV-0001_2019Q1", "../manifest"];
    const found = await source.askStatements(keys, asking());
    expect([...found.keys()].sort()).toEqual(keys.slice(0, 3).sort());
    expect(found.get("SV-0002_2024Q1")).toMatchObject({ code: "AGENCY_UNREADABLE" });
    expect(found.get("SV-0002_2024Q2")).toMatchObject({ code: "AGENCY_UNREADABLE" });
    expect(countDays(found.get("SV-0001_2026Q3") as StatementLine[])).toBeGreaterThan(0);
  });

  it("a statement is read once, and again when it was delivered anew", async () => {
    const first = await read("SV-0001_2026Q2");
    expect(await read("SV-0001_2026Q2")).toBe(first);
    const from = join(counter.dropFolder, "SV-0001", "SV-0001_2026Q1.xlsx");
    await rename(from, join(counter.dropFolder, "SV-0001", "SV-0001_2026Q2.xlsx"));
    expect(await read("SV-0001_2026Q2")).not.toBe(first);
    expect(await read("SV-0001_2026Q1")).toBeUndefined();
  });

  it("without the folder nothing is known, which is not the same as nothing delivered", async () => {
    const lost = counter.connect({ LOKET_DROP_FOLDER: join(counter.dropFolder, "nowhere") });
    const found = await lost.askDeliveries(["SV-0001"], asking());
    expect(found.get("SV-0001")).toMatchObject({ code: "AGENCY_FAILED" });
    await lost.probe(asking());
    await lost.stop();
  });
});
