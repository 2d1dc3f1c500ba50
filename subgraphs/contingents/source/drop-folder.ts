import { Fault } from "../../../schema/faults.js";
import type { QuarterName } from "../../../schema/scalars.js";
import type { Asking } from "../../kernel/asking.js";
import { chunksOf } from "../../kernel/chunks.js";
import type { Found } from "../../kernel/loader.js";
import type { SourceParts } from "../../kernel/subgraph.js";
import type { UnassignedFile } from "../entities/unassigned-file.js";
import { fileUnreadable } from "../rules/statement-problem.js";
import type { StatementContents } from "../rules/statement-problems.js";
import type { Delivery, StatementVersion } from "./drop/delivery.js";
import { openPartnershipFolder, type PartnershipFolder } from "./drop/open-partnership-folder.js";
import { openStatement, type StatementFile } from "./drop/open-statement.js";
import { createStatementReader } from "./drop/statement-reader.js";
import { StatementUnreadable } from "./drop/statement-unreadable.js";
import { findUnassigned, surveyFolder } from "./drop/survey-folder.js";

/** The department's drop folder: `<partnership>/<partnership>_<quarter>.xlsx`, or whatever people name it. */
export interface DropFolder {
  /** Every file that is of a partnership, by quarter; of one quarter the newest first. */
  askDeliveries(partnerships: readonly string[], asking: Asking): Promise<Found<Delivery[]>>;
  /**
   * What is in force, by `<partnership>_<quarter>`: the newest file that can be read, with a problem for each newer one that
   * cannot. Where none can be read, what is wrong with the newest is a fault under its own key.
   */
  askStatements(keys: readonly string[], asking: Asking): Promise<Found<StatementContents>>;
  /** All that was delivered, by `<partnership>_<quarter>`, the newest first; the first without a fault is in force. */
  askVersions(keys: readonly string[], asking: Asking): Promise<Found<StatementVersion[]>>;
  /** The files that nobody can assign to a partnership and a quarter. @throws Fault when the folder is away */
  askUnassigned(asking: Asking): Promise<UnassignedFile[]>;
}

const PARTNERSHIP = /^SV-\d{4}$/;
const KEY = /^(SV-\d{4})_(\d{4}Q[1-4])$/;
/** What the log calls the place beside the folders of partnerships. */
const BESIDE = ".";
/** Partnerships at a time, and statements of one. */
const AT_ONCE = 4;
/** Of the time that a request has, how much may go by before what is not read yet is left for the next. */
const SHARE_OF_REQUEST = 0.6;

export function createDropFolder({ settings, guard, log }: SourceParts): DropFolder & { stop(): Promise<void> } {
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

  /** For each folder, how many files in it nobody could assign when it was last looked into. */
  const unassigned = new Map<string, number>();

  /** Logs once that a folder holds such files, and again when their number changes: their names may name a person. */
  function logUnassigned(folder: string, files: number): void {
    if (files > 0 && files !== unassigned.get(folder))
      log.warn({ folder, files }, "files in the drop folder cannot be assigned: ask `unassignedFiles`");
    unassigned.set(folder, files);
  }

  /** The deliveries of these quarters, the newest of each open, or what is wrong with it. */
  async function open(partnership: string, quarters: readonly QuarterName[], asking: Asking) {
    const found = await look(partnership, asking, async (folder, signal) => {
      const { deliveries } = await surveyFolder(folder, partnership);
      const files = new Map<QuarterName, OpenQuarter>();
      for (const quarter of quarters) {
        const own = deliveries.filter((delivery) => delivery.quarter === quarter);
        if (own[0]) files.set(quarter, { deliveries: own, newest: await openIn(folder, partnership, own[0]) });
      }
      // Nobody waits for them any more.
      if (signal.aborted) for (const { newest } of files.values()) if (newest && !isFault(newest)) await newest.close();
      return files;
    });
    return found ?? new Map<QuarterName, OpenQuarter>();
  }

  function openIn(folder: PartnershipFolder, partnership: string, { file }: Delivery) {
    return openStatement(folder.pathTo(file), partnership, settings.LOKET_STATEMENT_BYTES).catch(asFault);
  }

  /** Reads one after another, the newest first; opens each that is not open yet. */
  async function* readVersions(
    partnership: string,
    { deliveries, newest }: OpenQuarter,
    asking: Asking,
    signal: AbortSignal,
  ): AsyncGenerator<StatementVersion> {
    for (const [place, delivery] of deliveries.entries()) {
      const file =
        place === 0
          ? newest
          : await look(partnership, asking, (folder) => openIn(folder, partnership, delivery)).catch(asFault);
      // Taken out meanwhile.
      if (!file) continue;
      const contents = isFault(file) ? file : await reader.read(file, delivery.quarter, signal).catch(asFault);
      yield { ...delivery, contents };
    }
  }

  /** Asks something of each statement that was delivered among the keys. */
  async function askEach<T>(
    keys: readonly string[],
    asking: Asking,
    ask: (versions: AsyncGenerator<StatementVersion>) => Promise<T | Fault | undefined>,
  ): Promise<Found<T>> {
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
      await inTurn(pieces, async ([partnership, quarters]): Promise<(readonly [string, T | Fault])[]> => {
        const files = await open(partnership, quarters, asking).catch(asFault);
        if (files instanceof Fault) return quarters.map((quarter) => [`${partnership}_${quarter}`, files] as const);
        const answers = [...files].map(async ([quarter, file]) => {
          const answer = await ask(readVersions(partnership, file, asking, signal));
          return answer === undefined ? [] : [[`${partnership}_${quarter}`, answer] as const];
        });
        return (await Promise.all(answers)).flat();
      }),
    );
  }

  return {
    askDeliveries: async (partnerships, asking) =>
      new Map(
        await inTurn(
          partnerships.filter((each) => PARTNERSHIP.test(each)),
          async (partnership): Promise<(readonly [string, Delivery[] | Fault])[]> => {
            const found = await look(partnership, asking, (folder) => surveyFolder(folder, partnership)).catch(asFault);
            if (found instanceof Fault) return [[partnership, found] as const];
            logUnassigned(partnership, found?.unassigned.length ?? 0);
            return [[partnership, found?.deliveries ?? []] as const];
          },
        ),
      ),
    askStatements: (keys, asking) => askEach(keys, asking, inForce),
    askVersions: (keys, asking) =>
      askEach(keys, asking, async (versions) => {
        const all: StatementVersion[] = [];
        for await (const version of versions) all.push(version);
        return all;
      }),
    async askUnassigned(asking) {
      const found = await folderGuard.read(asking, () => findUnassigned(root));
      const folders = new Set([...unassigned.keys(), ...found.map(({ folder }) => folder ?? BESIDE)]);
      for (const each of folders) logUnassigned(each, found.filter(({ folder }) => (folder ?? BESIDE) === each).length);
      return found;
    },
    stop: () => reader.stop(),
  };
}

interface OpenQuarter {
  /** The newest first; there is one at least. */
  readonly deliveries: readonly Delivery[];
  /** Undefined: taken out meanwhile. */
  readonly newest: StatementFile | Fault | undefined;
}

/** The newest version that can be read. One that is bad is passed over, and told; what is not known to be bad is not. */
async function inForce(versions: AsyncGenerator<StatementVersion>): Promise<StatementContents | Fault | undefined> {
  const bad: StatementUnreadable[] = [];
  for await (const { title, contents } of versions) {
    if (contents instanceof StatementUnreadable) bad.push(contents);
    else if (contents instanceof Fault || bad.length === 0) return contents;
    else return { ...contents, problems: [...bad.map((fault) => fileUnreadable(fault, title)), ...contents.problems] };
  }
  return bad[0];
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

function isFault(found: StatementFile | Fault): found is Fault {
  return found instanceof Fault;
}
