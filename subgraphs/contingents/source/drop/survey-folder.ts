import { lstat, opendir } from "node:fs/promises";
import { join } from "node:path";
import { dayOf } from "../../../../platform/clock.js";
import { Fault } from "../../../../schema/faults.js";
import type { UnassignedFile } from "../../entities/unassigned-file.js";
import { maskNumbers } from "../statement/mask-text.js";
import type { Delivery } from "./delivery.js";
import { openPartnershipFolder, type PartnershipFolder } from "./open-partnership-folder.js";
import { readStatementName, titleOf } from "./statement-name.js";

/** What lies in the folder of a partnership. */
export interface FolderSurvey {
  /** By quarter; of one quarter the newest first, and of two of one moment the one whose name is last. */
  readonly deliveries: Delivery[];
  readonly unassigned: UnassignedFile[];
}

const PARTNERSHIP = /^SV-\d{4}$/;
/** More folders than there are partnerships in Flanders. */
const MOST_FOLDERS = 10_000;
const REMEDY = "Name it as SV-0057_2026Q3.xlsx: the partnership, an underscore, the year, Q and the quarter.";

/** @throws Fault */
export async function surveyFolder(folder: PartnershipFolder, partnership: string): Promise<FolderSurvey> {
  const deliveries: (Delivery & { readonly order: number })[] = [];
  const unassigned: UnassignedFile[] = [];
  for (const file of await folder.names()) {
    const reading = readStatementName(file, partnership);
    if (reading.kind === "leftover") continue;
    // Of a link too it is the link's own time: where it leads is not looked at.
    const entry = await lstat(folder.pathTo(file)).catch(unlessGone);
    if (!entry) continue;
    const deliveredAt = entry.mtime.toISOString();
    if (reading.kind === "unknown")
      unassigned.push({ folder: partnership, file: maskNumbers(file), deliveredAt, why: reading.why, remedy: REMEDY });
    else
      deliveries.push({
        quarter: reading.quarter,
        file,
        title: titleOf(file),
        deliveredAt,
        deliveredOn: dayOf(entry.mtime),
        order: entry.mtimeMs,
      });
  }
  deliveries.sort((a, b) =>
    a.quarter === b.quarter ? b.order - a.order || (a.file < b.file ? 1 : -1) : a.quarter < b.quarter ? -1 : 1,
  );
  return { deliveries: deliveries.map(({ order: _, ...delivery }) => delivery), unassigned };
}

/** All that cannot be assigned in the whole drop folder: what lies beside the partnerships' folders, and in each. @throws Fault */
export async function findUnassigned(root: string): Promise<UnassignedFile[]> {
  const unassigned: UnassignedFile[] = [];
  const folders: string[] = [];
  for (const name of await namesIn(root)) {
    if (PARTNERSHIP.test(name)) folders.push(name);
    else if (readStatementName(name, "").kind !== "leftover") {
      const entry = await lstat(join(root, name)).catch(unlessGone);
      if (!entry) continue;
      const what = entry.isDirectory() ? "is a folder of no partnership" : "lies in the folder of no partnership";
      const remedy = "Move what is in it to the folder of its partnership, such as SV-0057.";
      unassigned.push({
        folder: null,
        file: maskNumbers(name),
        deliveredAt: entry.mtime.toISOString(),
        why: what,
        remedy,
      });
    }
  }
  for (const name of folders.sort()) unassigned.push(...(await unassignedIn(root, name)));
  return unassigned;
}

async function unassignedIn(root: string, name: string): Promise<UnassignedFile[]> {
  let folder: PartnershipFolder | undefined;
  try {
    folder = await openPartnershipFolder(root, name);
    return folder ? (await surveyFolder(folder, name)).unassigned : [];
  } catch (error) {
    if (!(error instanceof Fault) || error.code !== "STATEMENT_UNREADABLE") throw error;
    const entry = await lstat(join(root, name)).catch(unlessGone);
    if (!entry) return [];
    const deliveredAt = entry.mtime.toISOString();
    return [
      { folder: null, file: maskNumbers(name), deliveredAt, why: "cannot be looked into", remedy: error.message },
    ];
  } finally {
    await folder?.close();
  }
}

async function namesIn(root: string): Promise<string[]> {
  const names: string[] = [];
  try {
    for await (const { name } of await opendir(root))
      if (names.push(name) > MOST_FOLDERS) throw new Error(`more than ${MOST_FOLDERS} names`);
  } catch (error) {
    const { code = "too full" } = error as NodeJS.ErrnoException;
    throw new Fault("AGENCY_FAILED", "LOKET", `drop folder: ${code}`, { cause: error });
  }
  return names.sort();
}

function unlessGone(error: NodeJS.ErrnoException): undefined {
  if (error.code !== "ENOENT")
    throw new Fault("AGENCY_FAILED", "LOKET", `drop folder: ${error.code}`, { cause: error });
}
