import { createClock } from "../platform/clock.js";
import { inspectPostgres, type PostgresState } from "../platform/inspect-postgres.js";
import { readPostgresHosts } from "../platform/postgres/hosts.js";
import { examineClock } from "./examine-clock.js";
import { codeOf, warning, well, wrong, type Finding } from "./finding.js";
import { withoutSecrets } from "./without-secrets.js";

/** What a database is used for, which says what it needs. */
export interface DatabaseUse {
  readonly subject: string;
  readonly variable: string;
  /** Whether rows are written there. */
  readonly writes: boolean;
  /** Whether it is listened to for changes: the variable that names another address for that. */
  readonly listens?: string;
}

const LEAST_VERSION = 150_000;

/** The version, clock and pooler of a PostgreSQL; what its login may do is looked at elsewhere. */
export async function examinePostgres(url: string | undefined, use: DatabaseUse): Promise<Finding[]> {
  if (url === undefined) return [];
  const servers = readPostgresHosts(url).urls;
  // Of several servers one is the primary, and which one changes.
  const writes = use.writes && servers.length === 1;
  return (await Promise.all(servers.map((server) => examineServer(server, { ...use, writes })))).flat();
}

async function examineServer(url: string, use: DatabaseUse): Promise<Finding[]> {
  const machine = createClock();
  const sentMs = machine().getTime();
  try {
    const state = await inspectPostgres(url);
    const clock = examineClock(
      use.subject,
      { sentMs, receivedMs: machine().getTime(), now: state.now },
      { warnMs: 5_000 },
    );
    return [...judgePostgres(state, use), ...(clock ? [clock] : [])];
  } catch (error) {
    const words = `cannot be asked at ${withoutSecrets(url)} (${codeOf(error)}): look whether PostgreSQL runs there, and at ${use.variable}`;
    return [wrong(use.subject, "POSTGRES_UNREACHABLE", words)];
  }
}

export function judgePostgres({ version, isReadOnly, pooler }: PostgresState, use: DatabaseUse): Finding[] {
  const { subject, variable, writes, listens } = use;
  const findings: Finding[] = [];
  const release = `${Math.floor(version / 10_000)}.${version % 10_000}`;
  if (version < LEAST_VERSION)
    findings.push(wrong(subject, "POSTGRES_TOO_OLD", `is PostgreSQL ${release}: upgrade it to 15 or later`));
  if (writes && isReadOnly)
    findings.push(
      wrong(subject, "POSTGRES_READ_ONLY", `takes no changes, as a replica does: have ${variable} name the primary`),
    );
  if (listens !== undefined && pooler === "transaction")
    findings.push(
      warning(
        subject,
        "POOLER_HIDES_NOTICES",
        `stands behind a pooler in transaction mode, which hides what is notified: name the server itself in ${listens}. Until then changes are read every AMA_NOTICES_POLL_MS`,
      ),
    );
  if (findings.length > 0) return findings;
  const between = pooler === "none" ? "" : `, behind a pooler in ${pooler} mode`;
  return [well(subject, `is PostgreSQL ${release}${between}`)];
}
