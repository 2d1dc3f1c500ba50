import { randomUUID } from "node:crypto";
import { constants } from "node:fs";
import { access } from "node:fs/promises";
import { AGENCIES, type SubgraphName, type SystemName } from "../schema/agencies.js";
import { signOfLifeMandate } from "../schema/mandate.js";
import { closedAccessLog } from "../platform/access-log/closed-access-log.js";
import { checkLoginRights } from "../platform/access-log/login-rights.js";
import { openLogDatabase } from "../platform/access-log/open-access-log.js";
import { createClock } from "../platform/clock.js";
import { createLog } from "../platform/log.js";
import type { Settings } from "../platform/settings.js";
import type { StartRefused } from "../platform/start-refused.js";
import { runSubgraph } from "../subgraphs/kernel/run-subgraph.js";
import { examineRedis } from "./examine-redis.js";
import { codeOf, well, wrong, type Finding } from "./finding.js";
import { examinePostgres, type DatabaseUse } from "./examine-postgres.js";
import { withoutSecrets } from "./without-secrets.js";
import { loadSubgraph } from "./subgraphs.js";

/** Looks at everything outside that these of our subgraphs, and the gateway, stand on. */
export async function examine(settings: Settings, subgraphs: readonly SubgraphName[]): Promise<Finding[]> {
  const agencies = await Promise.all(
    AGENCIES.filter(({ subgraph }) => subgraphs.includes(subgraph)).map(
      // Before anything is asked: while code is loaded, no reply is read, and what answers in time seems not to.
      async (agency) => ({ ...agency, connector: await loadSubgraph[agency.subgraph]() }),
    ),
  );
  const findings = await Promise.all([
    ...agencies.map((agency) => examineAgency(agency, settings).then((one) => [one])),
    ...(subgraphs.includes("ledger") ? ledgersOf(settings).map(([url, use]) => examinePostgres(url, use)) : []),
    subgraphs.includes("contingents") ? examineDropFolder(settings).then((one) => [one]) : Promise.resolve([]),
    examineRedis(settings),
    examineAccessLog(settings),
  ]);
  return findings.flat();
}

const LEDGER = { subject: "DWSE (dwse)", writes: false };
const LISTENS = { listens: "DATABASE_LISTEN_URL" };
const ACCESS_LOG = { subject: "access log", variable: "ACCESS_LOG_URL", writes: true };

/** At which addresses the department's database is asked, and where it is listened to. */
function ledgersOf({ DATABASE_URL, DATABASE_LISTEN_URL }: Settings): [string | undefined, DatabaseUse][] {
  const asked = { ...LEDGER, variable: "DATABASE_URL" };
  if (DATABASE_LISTEN_URL === undefined) return [[DATABASE_URL, { ...asked, ...LISTENS }]];
  return [
    [DATABASE_URL, asked],
    [DATABASE_LISTEN_URL, { ...LEDGER, ...LISTENS, variable: "DATABASE_LISTEN_URL" }],
  ];
}

const ADDRESSES = {
  vdab: "VDAB_URL",
  magda: "MAGDA_URL",
  loket: "LOKET_URL",
  dwse: "DATABASE_URL",
} as const satisfies Record<SystemName, keyof Settings>;

const ADVICE: Partial<Record<string, string>> = {
  AGENCY_UNAVAILABLE: "start it, or say where it is with",
  AGENCY_TIMEOUT: "it takes too long: look at it, or say where another is with",
  AGENCY_REFUSED_US: "it does not accept us: look at our client id and secret for it, and at",
  AGENCY_UNREADABLE: "something else seems to answer there: look at",
};

type FrontedAgency = (typeof AGENCIES)[number] & {
  /** The code that asks it. */
  readonly connector: Awaited<ReturnType<(typeof loadSubgraph)[SubgraphName]>>;
};

async function examineAgency({ name, system, connector }: FrontedAgency, settings: Settings): Promise<Finding> {
  const variable = ADDRESSES[system];
  const url = settings[variable];
  const place = url === undefined ? `its default place (${variable} is not set)` : withoutSecrets(url);
  const subject = `${name} (${system})`;
  const running = await runSubgraph(connector, {
    settings,
    clock: createClock(),
    log: createLog("silent"),
    accessLog: closedAccessLog,
  }).catch((error: unknown) => error as Error);
  if (running instanceof Error)
    return wrong(
      subject,
      "AGENCY_UNAVAILABLE",
      `cannot be connected to at ${place} (${codeOf(running)}): look at ${variable}`,
    );
  try {
    await running.probe({
      mandate: signOfLifeMandate(randomUUID()),
      signal: AbortSignal.timeout(2 * settings.AMA_AGENCY_TIMEOUT_MS),
    });
    return well(subject, `answers at ${place}`);
  } catch (error) {
    const code = codeOf(error);
    return wrong(subject, code, `${code} at ${place}: ${ADVICE[code] ?? "look at it, and at"} ${variable}`);
  } finally {
    await running.stop();
  }
}

async function examineDropFolder({ LOKET_DROP_FOLDER: folder }: Settings): Promise<Finding> {
  const subject = "drop folder";
  try {
    await access(folder, constants.R_OK | constants.X_OK);
    return well(subject, `${folder} can be read`);
  } catch {
    const words = `${folder} cannot be read: make or mount it, or name another with LOKET_DROP_FOLDER`;
    return wrong(subject, "DROP_FOLDER_UNREADABLE", words);
  }
}

async function examineAccessLog(settings: Settings): Promise<Finding[]> {
  const { subject } = ACCESS_LOG;
  const { ACCESS_LOG_URL: url } = settings;
  if (url === undefined) {
    const words =
      "ACCESS_LOG_URL is not set: `ama start` keeps its own, and programs by themselves each keep their own";
    return settings.NODE_ENV === "production"
      ? [
          wrong(
            subject,
            "ACCESS_LOG_NOT_SET",
            "ACCESS_LOG_URL is not set: name the PostgreSQL that all programs write to",
          ),
        ]
      : [well(subject, words)];
  }
  try {
    const database = await openLogDatabase(settings, { uses: ["write"] });
    const mayRead = (await checkLoginRights(database, ["read"])).length === 0;
    await database.stop();
    const writes = `can be written at ${withoutSecrets(url)}`;
    return [
      well(subject, mayRead ? writes : `${writes}; its login may not read it, which a gateway does`),
      ...(await examinePostgres(url, ACCESS_LOG)),
    ];
  } catch (error) {
    const { faults = ["cannot be opened: look at ACCESS_LOG_URL"] } = error as Partial<StartRefused>;
    return faults.map((words) => wrong(subject, codeOfFault(words), words));
  }
}

function codeOfFault(words: string): string {
  return words.includes("ama audit migrate") ? "MIGRATIONS_MISSING" : "ACCESS_LOG_UNUSABLE";
}
