import { randomUUID } from "node:crypto";
import { constants } from "node:fs";
import { access } from "node:fs/promises";
import { AGENCIES, type SystemName } from "../schema/agencies.js";
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
import { codeOf, type Finding } from "./finding.js";
import { withoutSecrets } from "./without-secrets.js";
import { loadSubgraph } from "./subgraphs.js";

/** Looks at everything outside that our own graph stands on, behind its gateway. */
export function examine(settings: Settings): Promise<Finding[]> {
  return Promise.all([
    ...AGENCIES.map((agency) => examineAgency(agency, settings)),
    examineDropFolder(settings),
    examineRedis(settings),
    examineAccessLog(settings),
  ]);
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

async function examineAgency(
  { name, subgraph, system }: (typeof AGENCIES)[number],
  settings: Settings,
): Promise<Finding> {
  const variable = ADDRESSES[system];
  const url = settings[variable];
  const place = url === undefined ? `its default place (${variable} is not set)` : withoutSecrets(url);
  const subject = `${name} (${system})`;
  const running = await runSubgraph(await loadSubgraph[subgraph](), {
    settings,
    clock: createClock(),
    log: createLog("silent"),
    accessLog: closedAccessLog,
  }).catch((error: unknown) => error as Error);
  if (running instanceof Error)
    return { well: false, subject, words: `cannot be connected to at ${place}: ${codeOf(running)}` };
  try {
    await running.probe({
      mandate: signOfLifeMandate(randomUUID()),
      signal: AbortSignal.timeout(2 * settings.AMA_AGENCY_TIMEOUT_MS),
    });
    return { well: true, subject, words: `answers at ${place}` };
  } catch (error) {
    const code = codeOf(error);
    return { well: false, subject, words: `${code} at ${place}: ${ADVICE[code] ?? "look at it, and at"} ${variable}` };
  } finally {
    await running.stop();
  }
}

async function examineDropFolder({ LOKET_DROP_FOLDER: folder }: Settings): Promise<Finding> {
  const subject = "drop folder";
  try {
    await access(folder, constants.R_OK | constants.X_OK);
    return { well: true, subject, words: `${folder} can be read` };
  } catch {
    return {
      well: false,
      subject,
      words: `${folder} cannot be read: make or mount it, or name another with LOKET_DROP_FOLDER`,
    };
  }
}

async function examineAccessLog(settings: Settings): Promise<Finding> {
  const subject = "access log";
  const { ACCESS_LOG_URL: url } = settings;
  if (url === undefined)
    return {
      well: true,
      subject,
      words:
        "ACCESS_LOG_URL is not set: `ama start` keeps its own; programs by themselves each keep their own, and in production do not start",
    };
  try {
    const database = await openLogDatabase(settings, { uses: ["write"] });
    const mayRead = (await checkLoginRights(database, ["read"])).length === 0;
    await database.stop();
    const writes = `can be written at ${withoutSecrets(url)}`;
    return {
      well: true,
      subject,
      words: mayRead ? writes : `${writes}; its login may not read it, which a gateway does`,
    };
  } catch (error) {
    const [fault] = (error as StartRefused).faults;
    return { well: false, subject, words: fault ?? "cannot be opened" };
  }
}
