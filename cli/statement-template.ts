import type { SheetData } from "write-excel-file/node";
import type { QuarterName } from "../schema/scalars.js";
import { TEMPLATE_HEADINGS, type TemplateColumn } from "../subgraphs/contingents/source/statement/headings.js";

/** What each column takes, and an example of an invented person. */
const EXPLAINED: Readonly<Record<TemplateColumn, readonly [takes: string, example: string]>> = {
  insz: ["Rijksregisternummer of the participant: 11 digits, with or without dots and dashes.", "91.63.14-124.62"],
  name: ["Name of the participant, for your own use: it is not read.", "El Idrissi Amina"],
  agreement: ["Number that the counter gave the agreement (begeleidingsovereenkomst).", "BO-0412607"],
  enterprise: ["Enterprise number (KBO) of the partner that has the agreement: 10 digits.", "0950.000.281"],
  start: ["First day of the agreement, dd/mm/yyyy.", "20/01/2026"],
  end: ["Last day of the agreement, dd/mm/yyyy; empty while it runs.", ""],
  count: ["Number of days listed in the next column.", "3"],
  days: [
    "The days on which the participant was present, dd/mm/yyyy, with a semicolon between.",
    "06/07/2026; 09/07/2026; 13/07/2026",
  ],
};
const COLUMNS = Object.keys(TEMPLATE_HEADINGS) as TemplateColumn[];
/** Columns that a spreadsheet program would make numbers or dates of. */
const AS_TEXT = new Set<TemplateColumn>(["insz", "agreement", "enterprise", "days"]);
const WIDTHS: Readonly<Record<TemplateColumn, number>> = {
  ...{ insz: 18, name: 28, agreement: 16, enterprise: 16 },
  ...{ start: 12, end: 12, count: 14, days: 60 },
};
/** Rows that are made ready to type in. */
const READY_ROWS = 500;

/** The template of a quarter, as sheets of a workbook: one to fill in, one that explains each column. */
export function templateSheets(quarter: QuarterName) {
  const heading = COLUMNS.map((column) => ({ value: TEMPLATE_HEADINGS[column], fontWeight: "bold" as const }));
  const ready = COLUMNS.map((column) => (AS_TEXT.has(column) ? { format: "@", type: String } : null));
  const explained: SheetData = [
    ["column", "what it takes", "example"].map((value) => ({ value, fontWeight: "bold" as const })),
    ...COLUMNS.map((column) => [TEMPLATE_HEADINGS[column], ...EXPLAINED[column]]),
    [],
    [`One row for each agreement that ran in ${quarter}. Deliver the file as PARTNERSHIP_${quarter}.xlsx.`],
  ];
  return [
    {
      sheet: quarter,
      data: [heading, ...Array.from({ length: READY_ROWS }, () => ready)] as SheetData,
      columns: COLUMNS.map((column) => ({ width: WIDTHS[column] })),
      stickyRowsCount: 1,
    },
    { sheet: "Uitleg", data: explained, columns: [{ width: 16 }, { width: 80 }, { width: 40 }] },
  ];
}

/** The same as text: the headings, as Excel in Dutch reads them. */
export function templateText(): string {
  return `\uFEFF${Object.values(TEMPLATE_HEADINGS).join(";")}\r\n`;
}
