import { Command } from "commander";
import { logKeysOf } from "../../platform/access-log/log-keys.js";
import { openLogDatabase } from "../../platform/access-log/open-access-log.js";
import { exportLooks } from "../../platform/access-log/export-looks.js";
import { migratePostgres } from "../../platform/access-log/postgres-database.js";
import { verifyLog } from "../../platform/access-log/verify-log.js";
import { readSettings } from "../../platform/settings.js";
import { StartRefused } from "../../platform/start-refused.js";
import { command, say, sayOnTheSide } from "../run-command.js";

interface Period {
  from?: string;
  to?: string;
}

const WHERE = `
The log is the PostgreSQL of ACCESS_LOG_URL, whose login has the role ama_access_reader, or the embedded one under AMA_DATA_DIR; that one is of one process alone, so
\`ama start\` must have stopped.`;

export const auditCommand = new Command("audit")
  .description("The access log: who was told what of whom, and whether it is as it was written.")
  .addHelpText(
    "after",
    `${WHERE}\n\nExamples:\n  $ ama audit migrate\n  $ ama audit verify\n  $ ama audit export --from 2026-10-01 --to 2027-01-01`,
  )
  .addCommand(
    new Command("migrate")
      .description("Make the tables and roles of the access log as their owner, or bring them up to date.")
      .addHelpText(
        "after",
        `
Run it before the programs of a new version start. ACCESS_LOG_OWNER_URL is the login that owns the database; where the database
is missing it is made, if that login may. The programs' own logins are members of ama_access_writer (subgraphs, gateway) and
ama_access_reader (gateway, auditors): they add and read, and change nothing. Where the owner may not make roles, an
administrator makes those two first.

Examples:
  $ ACCESS_LOG_OWNER_URL=postgres://access_log_owner@10.0.0.9/access_log ama audit migrate
  $ psql -c "create role ama_gateway login password '…' in role ama_access_writer, ama_access_reader"`,
      )
      .action(command(migrate)),
  )
  .addCommand(
    period(new Command("verify"))
      .description("Prove that no look was changed, taken out, put in or moved; name the first that does not fit.")
      .addHelpText(
        "after",
        `
Prints how far each chain has come. Kept elsewhere, those lines also prove later that nobody put back an older copy of the
whole log. Fails when something does not fit. Programs may go on writing meanwhile: it proves the log as it was when it began.
How far it has come is on standard error.
${WHERE}

Examples:
  $ ama audit verify
  $ ama audit verify --from 2026-11-01 --to 2026-12-01`,
      )
      .action(command(verify)),
  )
  .addCommand(
    period(new Command("export"))
      .description("Write the looks of a period as JSON lines with their hashes, for a third party to verify.")
      .addHelpText(
        "after",
        `
One JSON object a line: the openings of the chains, then the looks. docs/adr/0009-access-log.md says how a hash is worked out.
${WHERE}

Examples:
  $ ama audit export --from 2026-10-01 --to 2027-01-01 > fourth-quarter.jsonl`,
      )
      .action(command(writeOut)),
  );

function period(command: Command): Command {
  return command
    .option("--from <moment>", "only looks from this moment on, ISO 8601 (a day begins at midnight UTC)")
    .option("--to <moment>", "only looks before this moment");
}

/** A period that cannot be read. */
class PeriodInvalid extends Error {
  override readonly name = "PeriodInvalid";
  constructor(readonly faults: readonly string[]) {
    super(faults.join("\n"));
  }
}

/** @throws PeriodInvalid */
function readPeriod(given: Period): Period {
  const entries = Object.entries(given) as [keyof Period, string][];
  const faults = entries.flatMap(([name, text]) =>
    /^\d{4}-\d\d-\d\d(T|$)/.test(text) && !Number.isNaN(Date.parse(text))
      ? []
      : [`--${name}: write a moment as 2026-11-21 or 2026-11-21T09:00:00Z`],
  );
  if (faults.length > 0) throw new PeriodInvalid(faults);
  return Object.fromEntries(entries.map(([name, text]) => [name, new Date(text).toISOString()]));
}

/** @throws StartRefused that says what is wrong, without the address, for that may hold a password */
async function migrate(): Promise<void> {
  const { ACCESS_LOG_OWNER_URL: url } = readSettings(undefined, []);
  if (url === undefined)
    throw new StartRefused([
      "ACCESS_LOG_OWNER_URL is not set: give the login that owns the access log's database (the embedded log migrates when it is opened)",
    ]);
  await migratePostgres(url).catch((error: Error & { code?: string }) => {
    throw new StartRefused([`the access log cannot be migrated (${error.code ?? error.name}): ${error.message}`]);
  });
  say("The access log has all its tables and roles.");
}

async function verify(given: Period): Promise<void> {
  const asked = readPeriod(given);
  const settings = readSettings(undefined, ["AMA_PARTICIPANT_KEY"]);
  const database = await openLogDatabase(settings, { uses: ["read"], patient: true });
  try {
    const keys = logKeysOf(settings);
    const { findings, looks, heads } = await verifyLog(database, keys, asked, (read) =>
      sayOnTheSide(`${read} looks read so far`),
    );
    for (const { chain, seq, hash } of heads) say(`chain ${chain}  look ${seq}  ${hash}`);
    for (const { place, what } of findings) say(`WRONG  ${place}: ${what}`);
    say(
      findings.length > 0
        ? `${looks} looks read; the log is not as it was written.`
        : `${looks} looks, all as written.`,
    );
    if (findings.length > 0) process.exitCode = 1;
  } finally {
    await database.stop();
  }
}

async function writeOut(given: Period): Promise<void> {
  const asked = readPeriod(given);
  const database = await openLogDatabase(readSettings(undefined, []), { uses: ["read"], patient: true });
  try {
    await database.snapshot(async (moment) => {
      for await (const line of exportLooks(moment, asked)) say(JSON.stringify(line));
    });
  } finally {
    await database.stop();
  }
}
