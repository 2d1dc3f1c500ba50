import { join } from "node:path";
import type { StandIn } from "../agencies/stand-in.js";
import type { World } from "../agencies/population/world.js";
import type { SystemName } from "../schema/agencies.js";
import { readPostgresHosts } from "../platform/postgres/hosts.js";
import type { Settings } from "../platform/settings.js";

interface Place {
  host: string;
  /** 0 for any free port. */
  port: number;
  settings: Settings;
  /** The machine's time: when notices are signed, and what their numbers begin from. */
  now: () => Date;
}

/** A number that is higher than any an earlier process can have come to, as long as less than one thing a millisecond happened. */
const firstNumber = (now: () => Date) => now().getTime();

/** Starts the stand-in of each existing system on the secrets and folders of the settings. */
export const startStandIn: Record<SystemName, (world: World, place: Place) => Promise<StandIn>> = {
  async vdab(world, { host, port, settings, now }) {
    const { createVdab } = await import("../agencies/vdab/create-vdab.js");
    const { VDAB_CLIENT_ID: clientId, VDAB_CLIENT_SECRET: clientSecret } = settings;
    const { VDAB_TRANSFER_READ_DAYS: daysAfterTransfer } = settings;
    const { VDAB_NOTICE_SECRET: noticeSecret, VDAB_NOTICES_URL: noticesUrl } = settings;
    const notices = { noticeSecret, firstNotice: firstNumber(now), now: () => now().getTime() };
    const vdab = await createVdab(world, { host, port, clientId, clientSecret, daysAfterTransfer, ...notices });
    if (noticesUrl) vdab.postNoticesTo?.(noticesUrl);
    return vdab;
  },
  async magda(world, { host, port, now }) {
    const { createMagda } = await import("../agencies/magda/create-magda.js");
    return createMagda(world, { host, port, eersteVolgnummer: firstNumber(now) });
  },
  async loket(world, { host, port, settings, now }) {
    const { createLoket } = await import("../agencies/loket/create-loket.js");
    const { SCOPES } = await import("../agencies/loket/guard-door.js");
    const client = { id: settings.LOKET_CLIENT_ID, secret: settings.LOKET_CLIENT_SECRET, scopes: [...SCOPES] };
    const {
      LOKET_NOTICE_SECRET: noticeSecret,
      LOKET_NOTICES_URL: noticesUrl,
      LOKET_DROP_FOLDER: dropFolder,
    } = settings;
    const notices = { noticeSecret, firstNotice: firstNumber(now) };
    const loket = await createLoket(world, { host, port, dropFolder, clients: [client], ...notices });
    if (noticesUrl) loket.postNoticesTo?.(noticesUrl);
    return loket;
  },
  async dwse(world, { host, port, settings }) {
    const { createDwse } = await import("../agencies/dwse/create-dwse.js");
    const { AMA_DATA_DIR, DATABASE_URL: databaseUrl } = settings;
    return createDwse(world, { host, port, dataDir: join(AMA_DATA_DIR, "dwse"), ...(databaseUrl && { databaseUrl }) });
  },
};

/** The port each stand-in listens on, and the variable that says so. */
export const STAND_IN_PORTS = {
  vdab: "VDAB_PORT",
  magda: "MAGDA_PORT",
  loket: "LOKET_PORT",
  dwse: "DWSE_PORT",
} as const satisfies Record<SystemName, string>;

/** Settings that point the connectors at stand-ins that run, wherever they came to listen. */
export function pointAt(settings: Settings, standIns: readonly StandIn[]): Settings {
  const address = (system: SystemName) => standIns.find((standIn) => standIn.system === system)?.address;
  return {
    ...settings,
    VDAB_URL: address("vdab") ?? settings.VDAB_URL,
    MAGDA_URL: address("magda") ?? settings.MAGDA_URL,
    LOKET_URL: address("loket") ?? settings.LOKET_URL,
    DATABASE_URL: withPassword(address("dwse"), settings.DATABASE_URL),
  };
}

/** The stand-in passes a login on to the real PostgreSQL behind it but does not tell its password: that one has it. */
function withPassword(front: string | undefined, behind: string | undefined): string | undefined {
  if (front === undefined || behind === undefined) return front ?? behind;
  const url = new URL(front);
  url.password = new URL(readPostgresHosts(behind).urls[0]!).password;
  return url.href;
}
