import { access, constants, mkdir, stat } from "node:fs/promises";
import { watch } from "node:fs";
import { join } from "node:path";
import type { Clock } from "../../platform/clock.js";
import type { Log } from "../../platform/log.js";
import { readRegularFile } from "../../platform/read-regular-file.js";
import type { Settings } from "../../platform/settings.js";
import { StartRefused } from "../../platform/start-refused.js";
import { watchFile } from "../../platform/watch-file.js";
import { createSupergraphFetcher, type FetchedSupergraph } from "./fetch-supergraph.js";
import {
  addVersion,
  readChoice,
  readRelease,
  readVersions,
  removeOldVersions,
  type Release,
} from "./supergraph-folder.js";
import { versionOf } from "./version-of.js";

/** Where supergraphs come from: a file, a folder of versions, or an address. */
export interface SupergraphSource {
  /** What is to serve now. @throws Error that says why nobody knows */
  read(): Promise<Release>;
  /** Told that this release serves. */
  onServed(release: Release): Promise<void>;
  /** How long to wait before reading again. */
  pauseMs(): number;
  /** Whether what `read` gives is what was kept, since the address is away. */
  isAway(): boolean;
  /** Calls back when there may be something else to read. */
  watch(onChange: () => void): { stop(): void };
}

export interface OpenSupergraphParts {
  /** A file, a folder, or an address. */
  readonly place: string;
  readonly settings: Settings;
  readonly clock: Clock;
  readonly log: Log;
  /** Whether a supergraph can be served at all. @throws Error */
  readonly check: (supergraph: string) => void;
}

const KEPT_VERSIONS = 10;

/** Opens the place that supergraphs come from. @throws StartRefused */
export async function openSupergraph(parts: OpenSupergraphParts): Promise<SupergraphSource> {
  const { place, settings } = parts;
  if (/^https?:\/\//.test(place)) return openAddress(parts);
  const found = await stat(place).catch(() => undefined);
  if (!found)
    throw new StartRefused([
      `the supergraph ${place} cannot be read: make it with \`ama schema\`, or name another with --supergraph`,
    ]);
  return found.isDirectory() ? folderSource(place, settings) : fileSource(place, settings);
}

/** The folder in which the versions that an address gave are kept. */
export function keptFolderOf(settings: Settings): string {
  return settings.AMA_SUPERGRAPH_FOLDER ?? join(settings.AMA_DATA_DIR, "supergraphs");
}

const still = {
  onServed: () => Promise.resolve(),
  isAway: () => false,
};

function fileSource(file: string, settings: Settings): SupergraphSource {
  return {
    ...still,
    pauseMs: () => settings.AMA_SUPERGRAPH_POLL_MS,
    read: async () => ({ supergraph: await readRegularFile(file), force: false }),
    watch: (onChange) => watchFile(file, onChange),
  };
}

function folderSource(folder: string, settings: Settings): SupergraphSource {
  return {
    ...still,
    pauseMs: () => settings.AMA_SUPERGRAPH_POLL_MS,
    read: () => readRelease(folder),
    watch: (onChange) => watchFolder(folder, onChange),
  };
}

/** A share, a pointer or a version that changed. A network's file system tells of none: it is read again after a while. */
function watchFolder(folder: string, onChange: () => void): { stop(): void } {
  const watcher = watch(folder, { persistent: false }, (_event, name) => {
    if (name === null || !name.startsWith(".")) onChange();
  });
  watcher.on("error", () => undefined);
  return { stop: () => watcher.close() };
}

async function openAddress({ place, settings, clock, log, check }: OpenSupergraphParts): Promise<SupergraphSource> {
  const folder = keptFolderOf(settings);
  await checkWritable(folder);
  const fetchNext = createSupergraphFetcher({
    url: place,
    key: settings.AMA_SUPERGRAPH_KEY,
    keyHeader: settings.AMA_SUPERGRAPH_KEY_HEADER,
    graphRef: settings.AMA_SUPERGRAPH_GRAPH_REF,
  });
  let fetched: string | undefined;
  let away = false;
  let pauseMs = 0;
  let justLooked = false;

  async function look(): Promise<void> {
    let found: FetchedSupergraph;
    try {
      found = await fetchNext();
    } catch (error) {
      if (!away)
        log.error(
          { reason: (error as Error).message },
          "the supergraph's address gives none: the last good one serves",
        );
      away = true;
      return;
    }
    if (away) log.info({}, "the supergraph's address answers again");
    away = false;
    pauseMs = found.pauseMs;
    fetched = found.supergraph ?? fetched;
  }

  /** What operators chose comes first, then what the address gives, then what was the last good one. */
  async function read(): Promise<Release> {
    if (!justLooked) await look();
    justLooked = false;
    const choice = await readChoice(folder);
    if (choice.serve !== undefined || fetched === undefined) return readRelease(folder);
    return { supergraph: fetched, force: choice.force };
  }

  const source: SupergraphSource = {
    read,
    isAway: () => away,
    pauseMs: () => Math.max(settings.AMA_SUPERGRAPH_POLL_MS, pauseMs),
    async onServed({ supergraph }) {
      if (supergraph !== fetched) return;
      // One that was kept before others, and that the address went back to, is the last good one again.
      if ((await readVersions(folder)).at(-1)?.endsWith(`-${versionOf(supergraph)}`)) return;
      await addVersion(folder, clock(), supergraph);
      await removeOldVersions(folder, KEPT_VERSIONS);
    },
    watch: (onChange) => watchFolder(folder, onChange),
  };
  await look();
  justLooked = true;
  if (fetched !== undefined && !isRight(fetched, check, log)) fetched = undefined;
  const isKept = (await readVersions(folder)).length > 0;
  if (fetched === undefined && !isKept)
    throw new StartRefused([
      "the supergraph's address gives none that can be served, and none is kept from before: look at the address of --supergraph or AMA_SUPERGRAPH, and at the log",
    ]);
  return source;
}

function isRight(supergraph: string, check: (supergraph: string) => void, log: Log): boolean {
  try {
    check(supergraph);
    return true;
  } catch (error) {
    log.error({ reason: (error as Error).message }, "the fetched supergraph is refused: the last good one serves");
    return false;
  }
}

async function checkWritable(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
    await access(folder, constants.W_OK);
  } catch {
    throw new StartRefused([
      `${folder} cannot be written: the last good supergraph is kept there; name another folder with AMA_SUPERGRAPH_FOLDER`,
    ]);
  }
}
