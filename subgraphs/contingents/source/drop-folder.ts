import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { LRUCache } from "lru-cache";
import { readSheet } from "read-excel-file/node";
import { Fault } from "../../../schema/faults.js";
import type { Day, QuarterName } from "../../../schema/scalars.js";
import { dayOf } from "../../../platform/clock.js";
import type { Asking } from "../../kernel/asking.js";
import { chunksOf } from "../../kernel/chunks.js";
import type { Found } from "../../kernel/loader.js";
import type { SourceParts } from "../../kernel/subgraph.js";
import type { StatementLine } from "../rules/statement-problems.js";
import { translateStatement } from "./translate-statement.js";

/** A statement that lies in the folder, and since when. */
export interface Delivery {
  quarter: QuarterName;
  deliveredOn: Day;
}

/** The department's drop folder: `<partnership>/<partnership>_<quarter>.xlsx`. */
export interface DropFolder {
  askDeliveries(partnerships: readonly string[], asking: Asking): Promise<Found<Delivery[]>>;
  /** By `<partnership>_<quarter>`; a file that cannot be read is a fault under its own key. */
  askStatements(keys: readonly string[], asking: Asking): Promise<Found<StatementLine[]>>;
}

const PARTNERSHIP = /^SV-\d{4}$/;
const STATEMENT = /^(SV-\d{4})_(\d{4}Q[1-4])$/;
const MAX_BYTES = 8 * 1024 * 1024;
const MOST_KEPT = 500;
/** Spreadsheets are unpacked on the thread that answers everybody: a few at a time. */
const AT_ONCE = 4;

export function createDropFolder({ settings, ids, guard }: SourceParts): DropFolder {
  const root = settings.LOKET_DROP_FOLDER;
  // A file that was replaced has another time or size, and so another key.
  const kept = new LRUCache<string, StatementLine[]>({ max: MOST_KEPT });

  async function list(partnership: string): Promise<Delivery[] | undefined> {
    if (!PARTNERSHIP.test(partnership)) return undefined;
    const names = await readdir(join(root, partnership)).catch(async (error: unknown) => {
      await mustExist(root, error);
      return [];
    });
    const deliveries: Delivery[] = [];
    for (const name of names) {
      const [, owner, quarter] = STATEMENT.exec(name.replace(/\.xlsx$/i, "")) ?? [];
      if (owner !== partnership || quarter === undefined) continue;
      deliveries.push({ quarter, deliveredOn: dayOf((await stat(join(root, partnership, name))).mtime) });
    }
    return deliveries.sort((a, b) => (a.quarter < b.quarter ? -1 : 1));
  }

  async function read(key: string): Promise<StatementLine[] | undefined> {
    const [, partnership, quarter] = STATEMENT.exec(key) ?? [];
    if (partnership === undefined || quarter === undefined) return undefined;
    const path = join(root, partnership, `${key}.xlsx`);
    const file = await stat(path).catch((error: unknown) => mustExist(root, error));
    if (!file) return undefined;
    if (file.size > MAX_BYTES) throw new Fault("AGENCY_UNREADABLE", "LOKET", `${key}: over ${MAX_BYTES} bytes`);
    const version = `${key} ${file.mtimeMs} ${file.size}`;
    let lines = kept.get(version);
    if (!lines) {
      const sheet = await readSheet(path).catch((cause: unknown) => {
        throw new Fault("AGENCY_UNREADABLE", "LOKET", `${key}: not a spreadsheet`, { cause });
      });
      lines = translateStatement(sheet, quarter, ids);
      kept.set(version, lines);
    }
    return lines;
  }

  /** Asks each key by itself, a few at a time; what goes wrong with one stays with it. */
  async function each<T>(keys: readonly string[], asking: Asking, ask: (key: string) => Promise<T | undefined>) {
    const found = new Map<string, T | Fault>();
    for (const chunk of chunksOf(keys, AT_ONCE))
      await Promise.all(
        chunk.map(async (key) => {
          const value = await guard.read(asking, () => ask(key)).catch((error: unknown) => error as Fault);
          if (value !== undefined) found.set(key, value);
        }),
      );
    return found;
  }

  return {
    askDeliveries: (partnerships, asking) => each(partnerships, asking, list),
    askStatements: (keys, asking) => each(keys, asking, read),
  };
}

/** Nothing, when only this file or folder is not there; the whole folder away is a failure of the agency. */
async function mustExist(root: string, error: unknown): Promise<undefined> {
  const { code } = error as NodeJS.ErrnoException;
  if (code === "ENOENT" && (await stat(root).catch(() => undefined))) return undefined;
  // Not AGENCY_UNAVAILABLE: that would shut the counter's service off as well, which answers by itself.
  throw new Fault("AGENCY_FAILED", "LOKET", `drop folder: ${code ?? "failed"}`, { cause: error });
}
