import { statfs } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, resolve } from "node:path";
import type { Settings } from "../platform/settings.js";
import { warning, well, wrong, type Finding } from "./finding.js";

/** How much of a file system is left. */
export interface FreeSpace {
  readonly freeBytes: number;
  /** Between 0 and 1. */
  readonly freeShare: number;
  /** Of files that it can hold; 1 where it has no such bound. */
  readonly freeFileShare: number;
}

const WARN_SHARE = 0.1;
const WARN_BYTES = 5 * 1024 ** 3;
const LEAST_SHARE = 0.01;
const LEAST_BYTES = 64 * 1024 ** 2;

/** Whether the disks below the data folder, the drop folder and the folder for temporary files have room. */
export async function examineDisks({ AMA_DATA_DIR, LOKET_DROP_FOLDER }: Settings): Promise<Finding[]> {
  const folders = [AMA_DATA_DIR, LOKET_DROP_FOLDER, tmpdir()].map((folder) => resolve(folder));
  const findings = await Promise.all(
    [...new Set(folders)].map(async (folder) => {
      const space = await readSpace(folder);
      return space && judgeSpace(folder, space);
    }),
  );
  const faults = findings.filter((finding) => finding !== undefined);
  return faults.length > 0 ? faults : [well("disk", `has room at ${folders.join(", ")}`)];
}

/** What is wrong with the room at a folder: little is left by share and in bytes, or hardly anything. */
export function judgeSpace(folder: string, { freeBytes, freeShare, freeFileShare }: FreeSpace): Finding | undefined {
  const left = `${Math.round(freeBytes / 1024 ** 2)} MB, ${(freeShare * 100).toFixed(1)} %, of the disk at ${folder} are left`;
  if (freeFileShare < LEAST_SHARE)
    return wrong("disk", "DISK_FULL", `the disk at ${folder} can hold no further files: remove some`);
  if (freeBytes < LEAST_BYTES || (freeShare < LEAST_SHARE && freeBytes < WARN_BYTES))
    return wrong("disk", "DISK_FULL", `only ${left}: free some, or what is written there fails`);
  if (freeShare < WARN_SHARE && freeBytes < WARN_BYTES)
    return warning("disk", "DISK_NEARLY_FULL", `${left}: free some before it is full`);
  return undefined;
}

/** Of the nearest folder above that exists; undefined where that is not known. */
async function readSpace(folder: string): Promise<FreeSpace | undefined> {
  try {
    const { bavail, blocks, bsize, ffree, files } = await statfs(folder);
    return {
      freeBytes: bavail * bsize,
      freeShare: blocks > 0 ? bavail / blocks : 1,
      freeFileShare: files > 0 ? ffree / files : 1,
    };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT" || dirname(folder) === folder) return undefined;
    return readSpace(dirname(folder));
  }
}
