import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Beside the data directory in a kept folder: a digest of all its files, written last. */
const SEAL = "seal";
const DATA = "data";

/** Puts a seal on a finished data directory and gives the folder its name in one step: it is whole or not there. */
export function keepFolder(making: string, kept: string): void {
  writeFileSync(join(making, SEAL), digestOf(join(making, DATA)));
  try {
    renameSync(making, kept);
  } catch {
    // Somebody else kept the same one meanwhile, and may be copying it: theirs is as good as ours, unless it is spoilt.
    if (isWhole(kept)) return rmSync(making, { recursive: true, force: true });
    rmSync(kept, { recursive: true, force: true });
    renameSync(making, kept);
  }
}

function isWhole(kept: string): boolean {
  try {
    return digestOf(join(kept, DATA)) === readFileSync(join(kept, SEAL), "utf8");
  } catch {
    return false;
  }
}

/**
 * Copies a kept data directory to `target`.
 * @returns false, with nothing left at `target`, when there is none or when it is not as it was kept
 */
export function copyFolder(kept: string, target: string): boolean {
  try {
    const seal = readFileSync(join(kept, SEAL), "utf8");
    if (digestOf(join(kept, DATA), target) === seal) return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOSPC") throw error;
  }
  rmSync(target, { recursive: true, force: true });
  return false;
}

/** Digest of names and contents of all files under `folder`; on the way copies them to `target`, where given. */
function digestOf(folder: string, target?: string): string {
  const hash = createHash("sha1");
  const walk = (from: string, to?: string) => {
    if (to !== undefined) mkdirSync(to, { recursive: true, mode: 0o700 });
    for (const name of readdirSync(from).sort()) {
      const source = join(from, name);
      const copy = to === undefined ? undefined : join(to, name);
      hash.update(name);
      if (statSync(source).isDirectory()) {
        walk(source, copy);
        continue;
      }
      const content = readFileSync(source);
      hash.update(content);
      if (copy !== undefined) writeFileSync(copy, content);
    }
  };
  walk(folder, target);
  return hash.digest("hex");
}

/** The data directory within a folder that is being made or is kept. */
export function dataOf(folder: string): string {
  return join(folder, DATA);
}
