import { writeFile } from "node:fs/promises";
import { Command, InvalidArgumentError } from "commander";
import { command, say, sayOnTheSide } from "../run-command.js";

/** How many rows are read between two words of progress. */
const ROWS_A_WORD = 5_000;

interface TemplateOptions {
  readonly quarter: string;
  readonly partnership: string;
  readonly csv?: true;
  readonly force?: true;
}

export const statementCommand = new Command("statement")
  .description("Quarterly statements: write the template, check a file before it is delivered.")
  .addHelpText(
    "after",
    `
Examples:
  $ ama statement template --partnership SV-0057 --quarter 2026Q3
  $ ama statement check SV-0057_2026Q3.xlsx`,
  )
  .addCommand(
    new Command("template")
      .description("Write an empty statement of a quarter: the headings, and what each column takes.")
      .argument("[file]", "where to; PARTNERSHIP_QUARTER.xlsx, or .csv, when left out")
      .requiredOption("--quarter <quarter>", "the quarter, such as 2026Q3", readQuarter)
      .requiredOption("--partnership <id>", "the partnership, such as SV-0057", readPartnership)
      .option("--csv", "write text (CSV) in place of a workbook")
      .option("--force", "write over a file that is there")
      .addHelpText("after", "\nExamples:\n  $ ama statement template --partnership SV-0057 --quarter 2026Q3")
      .action(command(writeTemplate)),
  )
  .addCommand(
    new Command("check")
      .description("Check statements without delivering them. Asks no agency; fails when there is a problem.")
      .argument("<file...>", "statements, as .xlsx, .xlsm or .csv")
      .option("--quarter <quarter>", "the quarter, where the name of a file does not say it", readQuarter)
      .option("--json", "print what was found as JSON")
      .addHelpText(
        "after",
        `
Exit codes: 0 no problem, 1 a problem, 2 a file that cannot be read.

Examples:
  $ ama statement check SV-0057_2026Q3.xlsx
  $ ama statement check --quarter 2026Q3 --json overzicht.csv`,
      )
      .action(command(check)),
  );

/** What the user gave cannot be done. */
class TemplateRefused extends Error {
  override readonly name = "TemplateRefused";
  readonly faults: readonly string[];
  constructor(message: string) {
    super(message);
    this.faults = [message];
  }
}

async function writeTemplate(file: string | undefined, options: TemplateOptions): Promise<void> {
  const { quarter, partnership, csv, force } = options;
  const { templateSheets, templateText } = await import("../statement-template.js");
  const path = file ?? `${partnership}_${quarter}.${csv ? "csv" : "xlsx"}`;
  const bytes = csv
    ? templateText()
    : await import("write-excel-file/node").then(({ default: write }) => write(templateSheets(quarter)).toBuffer());
  await writeFile(path, bytes, { flag: force ? "w" : "wx" }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "EEXIST") throw new TemplateRefused(`${path} is there already. Give another name, or --force.`);
    throw new TemplateRefused(`${path} cannot be written (${error.code}). Give another place.`);
  });
  say(`${path} is written. Fill in its rows, then: ama statement check ${path}`);
}

async function check(files: string[], { quarter, json }: { quarter?: string; json?: true }): Promise<void> {
  const { checkStatements, NOT_CHECKED } = await import("../check-statements.js");
  const { tellCheckedStatement } = await import("../tell-checked-statement.js");
  const checked = await checkStatements(files, quarter, (file, row) => {
    if (row % ROWS_A_WORD === 0) sayOnTheSide(`${file}: ${row} rows read`);
  });
  if (json) say(JSON.stringify({ files: checked, notChecked: NOT_CHECKED }, null, 2));
  else {
    for (const one of checked) for (const line of tellCheckedStatement(one)) say(line);
    say("\nNot checked, because it takes the agencies:");
    for (const what of NOT_CHECKED) say(`  - ${what}`);
  }
  if (checked.some(({ problems }) => problems.length > 0)) process.exitCode = 1;
  if (checked.some(({ readable }) => !readable)) process.exitCode = 2;
}

function readQuarter(text: string): string {
  if (!/^\d{4}Q[1-4]$/.test(text)) throw new InvalidArgumentError("A quarter is a year, Q and 1 to 4: 2026Q3.");
  return text;
}

function readPartnership(text: string): string {
  if (!/^SV-\d{4}$/.test(text)) throw new InvalidArgumentError("A partnership is SV and four digits: SV-0057.");
  return text;
}
