import { randomBytes } from "node:crypto";
import { realpath } from "node:fs/promises";
import { basename } from "node:path";
import { readSettings } from "../platform/settings.js";
import type { QuarterName } from "../schema/scalars.js";
import type { StatementProblem } from "../subgraphs/contingents/entities/quarterly-statement.js";
import type { StatementContents } from "../subgraphs/contingents/rules/statement-problems.js";
import { openStatement, type StatementFile } from "../subgraphs/contingents/source/drop/open-statement.js";
import { partnershipNamed, readStatementName } from "../subgraphs/contingents/source/drop/statement-name.js";
import { createStatementReader } from "../subgraphs/contingents/source/drop/statement-reader.js";
import { StatementUnreadable } from "../subgraphs/contingents/source/drop/statement-unreadable.js";

/** What a check of one file found. */
export interface CheckedStatement {
  readonly file: string;
  /** As its name says, or as the user does; null: neither does, and the file is not read. */
  readonly quarter: QuarterName | null;
  /** As its name says; null: its folder has to. */
  readonly partnership: string | null;
  readonly readable: boolean;
  /** Why it is not readable, to be read after its name, and what to do. */
  readonly fault: string | null;
  readonly remedy: string | null;
  readonly rows: number | null;
  readonly days: number | null;
  readonly problems: readonly StatementProblem[];
}

/** What takes the agencies, and is checked once the statement is delivered. */
export const NOT_CHECKED = [
  "whether the counter knows each agreement, and whether it is one of this partnership",
  "whether each person and enterprise number is that of the agreement",
  "whether start and end are those of the counter",
  "whether days lie within the agreement as the counter knows it, and what it and the ledger counted",
] as const;

/** A statement that takes long is large: nobody else waits for this thread. */
const TIMEOUT_MS = 10 * 60_000;

/**
 * Checks statements without delivering them: their form and what follows from their lines alone. Asks no agency.
 * @param onRow is told now and then how many rows of a file were read
 */
export async function checkStatements(
  files: readonly string[],
  wanted: QuarterName | undefined,
  onRow: (file: string, row: number) => void,
): Promise<CheckedStatement[]> {
  const settings = {
    ...readSettings(undefined, []),
    LOKET_STATEMENT_TIMEOUT_MS: TIMEOUT_MS,
    LOKET_STATEMENT_THREADS: 1,
    // Ids serve to tell persons apart here, and are thrown away.
    AMA_PARTICIPANT_KEY: randomBytes(64),
  };
  const reader = createStatementReader(settings);
  const signal = new AbortController().signal;
  try {
    const checked: CheckedStatement[] = [];
    for (const file of files) {
      const name = basename(file);
      const partnership = partnershipNamed(name);
      const reading = readStatementName(name, partnership ?? "");
      const quarter = wanted ?? (reading.kind === "statement" ? reading.quarter : null);
      const about = { file, quarter, partnership: partnership ?? null };
      if (quarter === null) {
        const why = reading.kind === "unknown" ? reading.why : "is no statement by its name";
        checked.push({ ...about, ...bad(why, "Name it as SV-0057_2026Q3.xlsx, or give --quarter.") });
        continue;
      }
      try {
        const open = await openReal(file, partnership ?? "", settings.LOKET_STATEMENT_BYTES);
        const contents = await reader.read(open, quarter, signal, (row) => onRow(file, row));
        checked.push({ ...about, ...good(contents) });
      } catch (error) {
        if (!(error instanceof StatementUnreadable)) throw error;
        checked.push({ ...about, ...bad(error.what, error.remedy) });
      }
    }
    return checked;
  } finally {
    await reader.stop();
  }
}

async function openReal(file: string, partnership: string, mostBytes: number): Promise<StatementFile> {
  const path = await realpath(file).catch(() => undefined);
  const open = path === undefined ? undefined : await openStatement(path, partnership, mostBytes);
  if (!open) throw new StatementUnreadable(basename(file), "is not there", "Check the path.");
  return open;
}

type Verdict = Omit<CheckedStatement, "file" | "quarter" | "partnership">;

function good({ rows, days, problems }: StatementContents): Verdict {
  return { readable: true, fault: null, remedy: null, rows, days, problems };
}

function bad(fault: string, remedy: string): Verdict {
  return { readable: false, fault, remedy, rows: null, days: null, problems: [] };
}
