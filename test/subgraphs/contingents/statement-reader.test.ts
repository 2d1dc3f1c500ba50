import { afterEach, describe, expect, it } from "@jest/globals";
import { readSettings } from "../../../platform/settings.js";
import type { StatementFile } from "../../../subgraphs/contingents/source/drop/open-statement.js";
import {
  createStatementReader,
  type StatementReader,
} from "../../../subgraphs/contingents/source/drop/statement-reader.js";
import { HEADINGS, packSpreadsheet, partsWith, rowOf } from "../../support/make-spreadsheet.js";

let reader: StatementReader;
afterEach(() => reader.stop());
const open = (environment: Record<string, string> = {}) => {
  reader = createStatementReader(readSettings({ LOKET_STATEMENT_TIMEOUT_MS: "60000", ...environment }));
};

const LINE = ["91631412462", "El Idrissi Amina", "BO-0412607", "0950000281", "20/01/2026", "", 2, "06/07; 09/07"];
const right = packSpreadsheet(partsWith(rowOf(1, HEADINGS) + rowOf(2, LINE)));
const wrong = packSpreadsheet(partsWith(rowOf(1, ["Naam"])));

/** Files with the same content, and how often they were read and closed. */
function filesWith(content: Promise<Uint8Array>, version = "1") {
  const counts = { read: 0, closed: 0 };
  const file = (): StatementFile => ({
    title: "SV-0001_2026Q3.xlsx",
    extension: "xlsx",
    partnership: "SV-0001",
    version,
    async read() {
      counts.read += 1;
      return new Uint8Array(await content);
    },
    close() {
      counts.closed += 1;
      return Promise.resolve();
    },
  });
  return { file, counts };
}
const read = ({ file }: ReturnType<typeof filesWith>, signal = new AbortController().signal) =>
  reader.read(file(), "2026Q3", signal);

describe("reading statements", () => {
  it("a statement asked for by many is read once, then not again; every file is closed", async () => {
    open();
    const files = filesWith(right);
    const all = await Promise.all([read(files), read(files), read(files)]);
    expect(all[0]).toMatchObject({
      rows: 1,
      days: 2,
      problems: [],
      lines: [{ row: 2, days: ["2026-07-06", "2026-07-09"] }],
    });
    expect(await read(files)).toBe(all[0]);
    expect(files.counts).toEqual({ read: 1, closed: 4 });
  });

  it("a bad one is not read again until it changes, and says what is wrong with it each time", async () => {
    open();
    const files = filesWith(wrong);
    const refusal = {
      code: "STATEMENT_UNREADABLE",
      message:
        'The statement SV-0001_2026Q3.xlsx has no row with the headings "INSZ", "Naam", "Overeenkomst", "KBO partner", "Startdatum", "Einddatum", "Aantal dagen", "Aanwezig op". Use the headings of the template: `ama statement template` writes it.',
    };
    for (let time = 0; time < 3; time += 1) await expect(read(files)).rejects.toMatchObject(refusal);
    expect(files.counts).toEqual({ read: 1, closed: 3 });
    expect(await read(filesWith(right, "2"))).toMatchObject({ rows: 1 });
  });

  it("one that lists more days than its rows can hold is too large", async () => {
    open({ LOKET_STATEMENT_ROWS: "2" });
    const days = Array.from({ length: 150 }, (_, day) =>
      new Date(Date.UTC(2026, 0, 1 + day)).toISOString().slice(0, 10),
    );
    const line = [...LINE.slice(0, 7), days.join("; ")];
    const sheet = packSpreadsheet(partsWith(rowOf(1, HEADINGS) + rowOf(2, line)));
    await expect(read(filesWith(sheet))).rejects.toMatchObject({
      code: "STATEMENT_UNREADABLE",
      message: expect.stringContaining("lists more than 140 days"),
    });
  });

  it("goes on while somebody waits for it, and stops when nobody does", async () => {
    // With one thread alone, what is asked later shows that it was given back.
    open({ LOKET_STATEMENT_THREADS: "1" });
    const [first, second] = [new AbortController(), new AbortController()];
    const never = filesWith(new Promise(() => undefined));
    const both = [read(never, first.signal), read(never, second.signal)];
    first.abort(new Error("gone"));
    await expect(both[0]).rejects.toMatchObject({ code: "STATEMENTS_BUSY" });
    expect(never.counts.closed).toBe(1);
    second.abort(new Error("gone"));
    await expect(both[1]).rejects.toMatchObject({ code: "STATEMENTS_BUSY" });

    const slow = filesWith(new Promise((resolve) => setTimeout(() => void right.then(resolve), 200)), "2");
    const third = new AbortController();
    const [leaves, stays] = [read(slow, third.signal), read(slow)];
    third.abort(new Error("gone"));
    await expect(leaves).rejects.toMatchObject({ code: "STATEMENTS_BUSY" });
    expect(await stays).toMatchObject({ rows: 1 });
    expect(slow.counts).toEqual({ read: 1, closed: 2 });
  });

  it("a file that cannot be read to its end is that file's problem", async () => {
    open();
    const content = Promise.reject<Uint8Array>(Object.assign(new Error("EIO"), { code: "EIO" }));
    content.catch(() => undefined);
    const failing = filesWith(content);
    await expect(read(failing)).rejects.toMatchObject({ code: "STATEMENT_UNREADABLE" });
    expect(failing.counts.closed).toBe(1);
  });
});
