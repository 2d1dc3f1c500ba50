import { constants } from "node:fs";
import { open, opendir, stat, type FileHandle } from "node:fs/promises";
import { join } from "node:path";
import { Fault } from "../../../../schema/faults.js";
import { folderUnreadable } from "./statement-unreadable.js";

/** The folder of one partnership, held open: what is put in its place meanwhile is not seen. */
export interface PartnershipFolder {
  /** The path to a name in it. */
  pathTo(name: string): string;
  /** Its names. @throws Fault STATEMENT_UNREADABLE when there are too many */
  names(): Promise<string[]>;
  close(): Promise<void>;
}

const MOST_NAMES = 1_000;

/**
 * Opens a partnership's folder; nothing when there is none. A link is not followed, though the drop folder itself may be one.
 * @throws Fault STATEMENT_UNREADABLE when it is no folder, AGENCY_FAILED when the whole drop folder is away
 */
export async function openPartnershipFolder(root: string, name: string): Promise<PartnershipFolder | undefined> {
  const path = join(root, name);
  let folder: FileHandle;
  try {
    folder = await open(path, constants.O_RDONLY | constants.O_DIRECTORY | constants.O_NOFOLLOW);
  } catch (error) {
    const { code = "failed" } = error as NodeJS.ErrnoException;
    const isThere = await stat(root)
      .then((found) => found.isDirectory())
      .catch(() => false);
    if (isThere && code === "ENOENT") return undefined;
    if (isThere && (code === "ELOOP" || code === "ENOTDIR"))
      throw folderUnreadable(name, "is not a folder, and links are not followed", "Put a folder in its place.");
    if (isThere && (code === "EACCES" || code === "EPERM"))
      throw folderUnreadable(name, `may not be read (${code})`, "Give the subgraph the right to read it.");
    // Not AGENCY_UNAVAILABLE: the counter itself answers all the same.
    throw new Fault("AGENCY_FAILED", "LOKET", `drop folder: ${code}`, { cause: error });
  }
  // Only Linux opens a name relative to an open folder; elsewhere a folder that is swapped in that instant goes unnoticed.
  const at = process.platform === "linux" ? `/proc/self/fd/${folder.fd}` : path;
  return {
    pathTo: (file) => join(at, file),
    async names() {
      const names: string[] = [];
      for await (const entry of await opendir(at, { bufferSize: 128 }))
        if (names.push(entry.name) > MOST_NAMES)
          throw folderUnreadable(name, `holds more than ${MOST_NAMES} names`, "Keep nothing but statements in it.");
      return names;
    },
    close: () => folder.close(),
  };
}
