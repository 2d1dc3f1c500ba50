import { execFile } from "node:child_process";
import { createServer } from "node:net";
import { chmod, copyFile, mkdir, readFile, rename, rm, symlink, utimes, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { attendedDays } from "../../../agencies/population/attendance.js";
import type { Person } from "../../../agencies/population/world.js";
import writeSheet from "write-excel-file/node";
import type { StatementContents } from "../../../subgraphs/contingents/rules/statement-problems.js";
import type { StatementVersion } from "../../../subgraphs/contingents/source/drop/delivery.js";
import type { LoketSource } from "../../../subgraphs/contingents/source/loket-source.js";
import type { RunningSubgraph } from "../../../subgraphs/kernel/run-subgraph.js";
import { asking, inspector } from "../../support/asking.js";
import { HEADINGS, packSpreadsheet, partsWith, repeated, rowOf } from "../../support/make-spreadsheet.js";
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
    expect(found.get(id)).toMatchObject(statements.filter(({ quarter }) => quarter >= "2025Q3"));
  });

  it("Amina's line lists the days she was present", async () => {
    const amina = counter.world.persons[0]!;
    const { lines } = (await read("SV-0001_2026Q3")) as StatementContents;
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
    const contents = [...found.values()] as StatementContents[];
    const problems = contents.flatMap((statement) => statement.problems);
    expect([...new Set(problems.map(({ kind }) => kind))].sort()).toEqual([
      "DATE_INVALID",
      "DAYS_IMPOSSIBLE",
      "DAY_OUTSIDE_AGREEMENT",
      "DUPLICATE_ROW",
      "EMPTY_ROW",
      "INSZ_INVALID",
      "NO_ROWS",
      "SAME_DAY_TWICE",
    ]);
    for (const { message } of problems) expect(message).not.toMatch(/\d{6,}/);
    expect(problems.length).toBeLessThan(contents.flatMap(({ lines }) => lines).length / 10);
  });

  it("numbers typed with dots, or without the nought before them, are read", async () => {
    const oddly = ({ index, insz }: Person) =>
      index >= 12 && (index % 13 === 6 || (index % 29 === 11 && insz.startsWith("0")));
    let read = 0;
    let right = 0;
    for (const person of counter.world.persons.filter(oddly))
      for (const { id, partnershipId } of person.agreements) {
        const found = await source.askStatements([`${partnershipId}_2026Q3`], asking());
        const statement = found.get(`${partnershipId}_2026Q3`) as StatementContents | undefined;
        const line = statement?.lines.find(({ agreementId }) => agreementId === id);
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
    expect(found.get("SV-0002_2024Q1")).toMatchObject({
      code: "STATEMENT_UNREADABLE",
      message:
        "The statement SV-0002_2024Q1.xlsx is text (CSV) under a name that ends in .xlsx. Give it a name that ends in .csv, or save it as .xlsx in your spreadsheet program.",
    });
    expect(found.get("SV-0002_2024Q2")).toMatchObject({
      code: "STATEMENT_UNREADABLE",
      message: expect.stringMatching(
        /^The statement SV-0002_2024Q2.xlsx has no row with the headings "INSZ", .*ama statement template/,
      ),
    });
    expect((found.get("SV-0001_2026Q3") as StatementContents).days).toBeGreaterThan(0);
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

const makePipe = (path: string) => promisify(execFile)("mkfifo", [path]);

describe("what else lies in the drop folder", () => {
  let subgraph: RunningSubgraph;
  /** A partnership that delivered the first three quarters of the year. */
  let victim: string;
  const folder = (partnership: string) => join(counter.dropFolder, partnership);
  const pathTo = (name: string) => join(folder(name.slice(0, 7)), `${name}.xlsx`);
  beforeAll(async () => {
    subgraph = await counter.run();
    const [, , , , , ...others] = counter.world.partnerships;
    victim = others.find(({ id, statements }) => {
      const delivered = statements.filter(({ quarter }) => /2026Q[123]/.test(quarter));
      return id !== "SV-0009" && delivered.length === 3;
    })!.id;
  });
  afterAll(() => subgraph.stop());

  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- each test knows what it asked for
  async function ask(query: string, variables: Record<string, unknown> = {}): Promise<{ data: any; told: string[] }> {
    const { signal } = asking();
    const { data, errors = [] } = await subgraph.answer({ query, variables, mandate: inspector, signal });
    return { data, told: errors.map(({ message, extensions }) => `${String(extensions?.["code"])}: ${message}`) };
  }
  const askStatements = async (partnership: string) => {
    const { data, told } = await ask(
      "query ($id: ID!) { partnership(id: $id) { statements(year: 2026) { quarter deliveredOn rows days problems { row } } } }",
      { id: partnership },
    );
    return { statements: data.partnership.statements, told: [...new Set(told)] };
  };

  /** Puts something under the name of a statement, and says how it is read beside its neighbours. */
  async function readBeside(put: (path: string) => Promise<unknown>) {
    const path = pathTo(`${victim}_2026Q2`);
    await rm(path, { recursive: true, force: true });
    await put(path);
    for (let time = 0; time < 6; time += 1) await askStatements(victim);
    const { statements, told } = await askStatements(victim);
    const [before, bad, after] = statements;
    expect(bad).toMatchObject({ quarter: "2026Q2", rows: null, days: null, problems: null });
    expect(bad.deliveredOn).toMatch(/^20/);
    for (const beside of [before, after]) expect(beside.rows).toBeGreaterThan(0);
    expect(told).toHaveLength(1);
    expect(subgraph.health()).toMatchObject({ state: "UP", errorRate: 0 });
    return told[0]!.replace(`STATEMENT_UNREADABLE: The statement ${victim}_2026Q2.`, "").replace(/^xlsx /, "");
  }
  const put = (bytes: Promise<Buffer>) => async (path: string) => writeFile(path, await bytes);
  const sheet = (piece: string, times: number) => {
    const parts = partsWith("@");
    const [before, after] = parts["xl/worksheets/sheet1.xml"]!.split("@") as [string, string];
    const whole = repeated(before + rowOf(1, HEADINGS), piece, times, after);
    return packSpreadsheet({ ...parts, "xl/worksheets/sheet1.xml": whole });
  };

  it.each<[string, (path: string) => Promise<unknown>, string]>([
    ["a pipe", makePipe, "is not a file."],
    ["a folder", (path) => mkdir(path), "is not a file."],
    ["a link to nowhere", (path) => symlink("/nowhere/at/all", path), "is a link, and links are not followed."],
    ["a link to itself", (path) => symlink(path, path), "is a link, and links are not followed."],
    [
      "a link to another's",
      (path) => symlink(pathTo("SV-0001_2026Q2"), path),
      "is a link, and links are not followed.",
    ],
    ["a link to a device", (path) => symlink("/dev/zero", path), "is a link, and links are not followed."],
    ["nothing", (path) => writeFile(path, ""), "is empty."],
    ["too large a file", (path) => writeFile(path, Buffer.alloc(9 * 1024 * 1024)), "is larger than 8 MB."],
    [
      "90 MB in 90 kB",
      put(sheet(`<row><c><v>${"7".repeat(30_000)}</v></c></row>`, 3_000)),
      "unpacks to more than 64 MB.",
    ],
    ["20 MB of blanks", put(sheet(" ".repeat(1024 * 1024), 20)), "holds 1 MB that are no cells."],
  ])("%s under the name of a statement is that statement's problem alone", async (_, put, what) => {
    expect(await readBeside(put)).toMatch(what);
  });

  it("a socket and a file that may not be read are, too", async () => {
    const server = createServer();
    await readBeside((path) => new Promise<void>((resolve) => server.listen(path, resolve))).finally(() =>
      server.close(),
    );
    // Root may read everything.
    if (process.getuid?.() === 0) return;
    const secret = await readBeside(async (path) => {
      await copyFile(pathTo("SV-0001_2026Q2"), path);
      await chmod(path, 0);
    });
    expect(secret).toBe("may not be read (EACCES). Give the subgraph the right to read it.");
  });

  it("of two files of one quarter the newer is in force; while it cannot be read, the one before it is, and that is told", async () => {
    const [older, newer, key] = [
      pathTo(`${victim}_2026Q2`),
      join(folder(victim), `kopie van ${victim}_2026q2 (1).XLSX`),
      `${victim}_2026Q2`,
    ];
    await rm(older, { recursive: true, force: true });
    await copyFile(pathTo("SV-0001_2026Q3"), older);
    await utimes(older, new Date("2026-07-02T09:00:00Z"), new Date("2026-07-02T09:00:00Z"));
    const before = (await read(key)) as StatementContents;
    await copyFile(pathTo("SV-0001_2026Q2"), newer);
    expect(await read(key)).not.toMatchObject({ rows: before.rows, days: before.days });
    const whole = await readFile(newer);
    await writeFile(newer, whole.subarray(0, whole.length / 2));
    const { problems, rows } = (await read(key)) as StatementContents;
    expect(rows).toBe(before.rows);
    expect(problems[0]).toMatchObject({
      kind: "FILE_UNREADABLE",
      row: null,
      message: expect.stringMatching(/newer file kopie van .* is cut off/),
    });
    const versions = (await source.askVersions([key], asking())).get(key) as StatementVersion[];
    expect(versions).toMatchObject([
      { title: basename(newer), contents: { code: "STATEMENT_UNREADABLE" } },
      { title: basename(older), deliveredOn: "2026-07-02", contents: { rows } },
    ]);
    await rm(newer);
    await rm(older);
    expect((await askStatements(victim)).told).toEqual([]);
  });

  it("what nobody can assign is listed, with why and what to do; what programs leave behind is not", async () => {
    const query = "{ unassignedFiles { folder file why remedy } }";
    expect((await ask(query)).data.unassignedFiles).toEqual([]);
    const put = (...path: string[]) => writeFile(join(counter.dropFolder, ...path), "x");
    await put("SV-0001", "overzicht Amina 91631412462.xlsx");
    await put("SV-0001", "SV-0002_2026Q3.xlsx");
    await put("SV-0001", "SV-0001_2026Q3.xlsx.part");
    await put("SV-0001", "~$SV-0001_2026Q3.xlsx");
    await put("SV-0003_2026Q3.xlsx");
    await put(".DS_Store");
    const { data, told } = await ask(query);
    expect(told).toEqual([]);
    const remedy = expect.stringMatching(/^(Name it|Move what)/);
    expect(data.unassignedFiles.sort((a: { why: string }, b: { why: string }) => (a.why < b.why ? -1 : 1))).toEqual([
      { folder: "SV-0001", file: "SV-0001_2026Q3.xlsx.part", why: "is an upload that has not ended", remedy },
      { folder: null, file: "SV-0003_2026Q3.xlsx", why: "lies in the folder of no partnership", remedy },
      { folder: "SV-0001", file: "SV-0002_2026Q3.xlsx", why: "names another partnership than its folder", remedy },
      { folder: "SV-0001", file: "overzicht Amina ***********.xlsx", why: "names no quarter", remedy },
    ]);
  });

  it.each<[string, (path: string) => Promise<unknown>, RegExp]>([
    [
      "a link",
      (path) => symlink(folder("SV-0001"), path),
      /The folder SV-0009 .* is not a folder, and links are not followed/,
    ],
    ["a pipe", makePipe, /The folder SV-0009 .* is not a folder/],
    ["a file", (path) => writeFile(path, "x"), /The folder SV-0009 .* is not a folder/],
  ])("%s in the place of a partnership's folder is that partnership's problem", async (_, put, message) => {
    await rm(folder("SV-0009"), { recursive: true, force: true });
    await put(folder("SV-0009"));
    for (let time = 0; time < 6; time += 1) {
      const { statements, told } = await askStatements("SV-0009");
      expect(statements).toBeNull();
      expect(told).toEqual([expect.stringMatching(message)]);
    }
    expect((await askStatements("SV-0001")).told).toEqual([]);
    expect(subgraph.health()).toMatchObject({ state: "UP", errorRate: 0 });
  });

  it("a folder full of other names says so", async () => {
    await rm(folder("SV-0009"), { recursive: true, force: true });
    await mkdir(folder("SV-0009"));
    await Promise.all(Array.from({ length: 1_001 }, (_, i) => writeFile(join(folder("SV-0009"), `${i}.txt`), "")));
    expect((await askStatements("SV-0009")).told).toEqual([
      "STATEMENT_UNREADABLE: The folder SV-0009 of the drop folder holds more than 1000 names. Keep nothing but statements in it.",
    ]);
  });

  it("the drop folder itself may be a link", async () => {
    const link = `${counter.dropFolder}-link`;
    await symlink(counter.dropFolder, link);
    const linked = counter.connect({ LOKET_DROP_FOLDER: link });
    const found = await linked.askStatements(["SV-0001_2026Q3"], asking());
    expect((found.get("SV-0001_2026Q3") as StatementContents).rows).toBeGreaterThan(0);
    await linked.stop();
    await rm(link);
  });

  it("who stands in a statement that cannot be read is told which, not a count without it", async () => {
    const person = counter.world.persons.find(({ agreements }) =>
      agreements.some(
        ({ partnershipId, startsOn, endsOn }) =>
          partnershipId === "SV-0004" && startsOn <= "2026-04-01" && (endsOn ?? "2026-12-31") >= "2026-06-30",
      ),
    )!;
    const query =
      'query ($who: [_Any!]!) { _entities(representations: $who) { ... on Participant { attendance(quarter: "2026Q2") { days } } } }';
    const who = [{ __typename: "Participant", id: idOf(person.insz) }];
    expect((await ask(query, { who })).data._entities[0].attendance.days).toBeGreaterThan(0);
    await writeFile(pathTo("SV-0004_2026Q2"), "this is no spreadsheet");
    const { data, told } = await ask(query, { who });
    expect(data._entities[0].attendance).toBeNull();
    expect(told).toEqual([
      expect.stringMatching(/^STATEMENT_UNREADABLE: The statement SV-0004_2026Q2.xlsx is text \(CSV\)/),
    ]);
  });

  it("formulas are read by their last value; one that nobody worked out is a problem in its row", async () => {
    const formula = (value?: string, type = "n") =>
      `<c t="${type}"><f>A1</f>${value === undefined ? "" : `<v>${value}</v>`}</c>`;
    const line = ["91631412462", "El Idrissi Amina", "BO-0412607", "0950000281", "20/01/2026", "", 2, "06/07; 09/07"];
    const spoil = (place: number, cell: string, row: number) =>
      rowOf(
        row,
        line.map((value, i) => (i === place ? cell : i === 2 ? `BO-${row}` : value)),
      );
    const rows = [
      rowOf(1, HEADINGS),
      rowOf(2, [
        "91631412462",
        "x",
        formula("BO-2", "str"),
        "x",
        formula("20/01/2026", "str"),
        formula("", "str"),
        formula("2"),
        formula("06/07; 09/07", "str"),
      ]),
      ...[0, 4, 5, 6, 7].map((place, i) => spoil(place, formula(), i + 3)),
      spoil(6, '<c t="e"><f>1/0</f><v>#DIV/0!</v></c>', 8),
    ];
    await writeFile(pathTo("SV-0005_2026Q3"), await packSpreadsheet(partsWith(rows.join(""))));
    const { problems } = (await read("SV-0005_2026Q3")) as StatementContents;
    const kinds = problems.map(({ row, kind }) => `${row} ${kind}`).filter((kind) => !kind.endsWith("SAME_DAY_TWICE"));
    expect(kinds).toEqual([
      "3 FORMULA_UNREADABLE",
      "4 FORMULA_UNREADABLE",
      "5 FORMULA_UNREADABLE",
      "6 FORMULA_UNREADABLE",
      "7 FORMULA_UNREADABLE",
      "7 DAYS_MISMATCH",
      "8 FORMULA_UNREADABLE",
    ]);
  });
});
