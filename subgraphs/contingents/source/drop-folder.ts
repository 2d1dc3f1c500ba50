import { lstat } from "node:fs/promises";
import { Fault } from "../../../schema/faults.js";
import type { Day, QuarterName } from "../../../schema/scalars.js";
import { dayOf } from "../../../platform/clock.js";
import type { Asking } from "../../kernel/asking.js";
import { chunksOf } from "../../kernel/chunks.js";
import type { Found } from "../../kernel/loader.js";
import type { SourceParts } from "../../kernel/subgraph.js";
import type { StatementContents } from "../rules/statement-problems.js";
import { openPartnershipFolder, type PartnershipFolder } from "./drop/open-partnership-folder.js";
import { openStatement, type StatementFile } from "./drop/open-statement.js";
import { createStatementReader } from "./drop/statement-reader.js";
import { statementUnreadable } from "./drop/statement-unreadable.js";

/** A statement that lies in the folder, and since when. */
export interface Delivery {
  quarter: QuarterName;
  deliveredOn: Day;
}

/** The department's drop folder: `<partnership>/<partnership>_<quarter>.xlsx`. */
export interface DropFolder {
  askDeliveries(partnerships: readonly string[], asking: Asking): Promise<Found<Delivery[]>>;
  /** By `<partnership>_<quarter>`; a file that cannot be read is a fault under its own key. */
  askStatements(keys: readonly string[], asking: Asking): Promise<Found<StatementContents>>;
}

const PARTNERSHIP = /^SV-\d{4}$/;
const KEY = /^(SV-\d{4})_(\d{4}Q[1-4])$/;
const FILE = /^(SV-\d{4})_(\d{4}Q[1-4])\.(?:xlsx|XLSX|Xlsx)$/;
/** Partnerships at a time, and statements of one. */
const AT_ONCE = 4;
/** Of the time that a request has, how much may go by before what is not read yet is left for the next. */
const SHARE_OF_REQUEST = 0.6;

export function createDropFolder({ settings, guard }: SourceParts): DropFolder & { stop(): Promise<void> } {
  const root = settings.LOKET_DROP_FOLDER;
  const reader = createStatementReader(settings);
  const mostMs = Math.min(2 * settings.LOKET_STATEMENT_TIMEOUT_MS, SHARE_OF_REQUEST * settings.AMA_REQUEST_TIMEOUT_MS);
  // The counter answers although the folder does not, and the other way round.
  const folderGuard = guard.apart();

  /** Looks into a partnership's folder; nothing when it has none. */
  function look<T>(
    partnership: string,
    asking: Asking,
    at: (folder: PartnershipFolder, signal: AbortSignal) => Promise<T>,
  ): Promise<T | undefined> {
    return folderGuard.read(asking, async (signal) => {
      const folder = await openPartnershipFolder(root, partnership);
      try {
        return folder && (await at(folder, signal));
      } finally {
        await folder?.close();
      }
    });
  }

  async function list(partnership: string, asking: Asking): Promise<Delivery[] | undefined> {
    if (!PARTNERSHIP.test(partnership)) return undefined;
    const delivered = await look(partnership, asking, async (folder) => {
      const latest = new Map<QuarterName, Date>();
      for (const { name, quarter } of statementsAmong(await folder.names(), partnership)) {
        // Of a link too it is the link's own time: where it leads is not looked at.
        const entry = await lstat(folder.pathTo(name)).catch(unlessGone);
        const before = latest.get(quarter);
        if (entry && (!before || before < entry.mtime)) latest.set(quarter, entry.mtime);
      }
      return [...latest].map(([quarter, time]) => ({ quarter, deliveredOn: dayOf(time) }));
    });
    return (delivered ?? []).sort((a, b) => (a.quarter < b.quarter ? -1 : 1));
  }

  /** The files of these quarters, each open, or what is wrong with it. */
  async function open(partnership: string, quarters: readonly QuarterName[], asking: Asking) {
    const found = await look(partnership, asking, async (folder, signal) => {
      const names = statementsAmong(await folder.names(), partnership);
      const files = new Map<QuarterName, StatementFile | Fault>();
      for (const quarter of quarters) {
        const own = names.filter((statement) => statement.quarter === quarter).map(({ name }) => name);
        const file = await openOnly(own.sort(), folder).catch(asFault);
        if (file) files.set(quarter, file);
      }
      // Nobody waits for them any more.
      if (signal.aborted) for (const file of files.values()) if (!(file instanceof Fault)) await file.close();
      return files;
    });
    return found ?? new Map<QuarterName, StatementFile | Fault>();
  }

  async function openOnly([name, other]: string[], folder: PartnershipFolder): Promise<StatementFile | undefined> {
    if (name === undefined) return undefined;
    if (other !== undefined) throw statementUnreadable(name, `is there as ${other} too`, "Keep one of the two.");
    return openStatement(folder.pathTo(name), name, settings.LOKET_STATEMENT_BYTES);
  }

  async function readAll(
    partnership: string,
    quarters: readonly QuarterName[],
    asking: Asking,
    signal: AbortSignal,
  ): Promise<(readonly [string, StatementContents | Fault])[]> {
    const files = await open(partnership, quarters, asking);
    return Promise.all(
      [...files].map(async ([quarter, file]) => {
        const contents = file instanceof Fault ? file : await reader.read(file, quarter, signal).catch(asFault);
        return [`${partnership}_${quarter}`, contents] as const;
      }),
    );
  }

  return {
    askDeliveries: async (partnerships, asking) =>
      new Map(
        await inTurn(partnerships, async (partnership) => {
          const deliveries = await list(partnership, asking).catch(asFault);
          return deliveries ? [[partnership, deliveries] as const] : [];
        }),
      ),
    askStatements: async (keys, asking) => {
      const wanted = new Map<string, QuarterName[]>();
      for (const key of keys) {
        const [, partnership, quarter] = KEY.exec(key) ?? [];
        if (partnership === undefined || quarter === undefined) continue;
        wanted.set(partnership, [...(wanted.get(partnership) ?? []), quarter]);
      }
      const signal = AbortSignal.any([asking.signal, AbortSignal.timeout(mostMs)]);
      const pieces = [...wanted].flatMap(([partnership, quarters]) =>
        chunksOf(quarters, AT_ONCE).map((chunk) => [partnership, chunk] as const),
      );
      return new Map(
        await inTurn(pieces, async ([partnership, quarters]) =>
          readAll(partnership, quarters, asking, signal).catch((error: unknown) =>
            quarters.map((quarter) => [`${partnership}_${quarter}`, asFault(error)] as const),
          ),
        ),
      );
    },
    stop: () => reader.stop(),
  };
}

/** What all of them give together, a few of them at a time. */
async function inTurn<Item, T>(items: readonly Item[], ask: (item: Item) => Promise<readonly T[]>): Promise<T[]> {
  const all: T[] = [];
  for (const chunk of chunksOf(items, AT_ONCE)) all.push(...(await Promise.all(chunk.map(ask))).flat());
  return all;
}

function asFault(error: unknown): Fault {
  return error instanceof Fault ? error : new Fault("INTERNAL", "LOKET", undefined, { cause: error });
}

/** The names that are of statements of the partnership, and of which quarter. */
function statementsAmong(names: readonly string[], partnership: string): { name: string; quarter: QuarterName }[] {
  return names.flatMap((name) => {
    const [, owner, quarter] = FILE.exec(name) ?? [];
    return owner === partnership && quarter !== undefined ? [{ name, quarter }] : [];
  });
}

function unlessGone(error: NodeJS.ErrnoException): undefined {
  if (error.code !== "ENOENT")
    throw new Fault("AGENCY_FAILED", "LOKET", `drop folder: ${error.code}`, { cause: error });
}
