import { readFileSync, rmSync, writeFileSync } from "node:fs";

/** Why a folder is not opened: another process has it. */
export class FolderTaken extends Error {
  override readonly name = "FolderTaken";
  constructor(readonly processId: number) {
    super(`taken by process ${processId}`);
  }
}

/**
 * Takes a folder for this process alone, until it lets go or is gone.
 * @returns lets go of it
 * @throws FolderTaken
 */
export function takeFolder(file: string): () => void {
  for (let attempt = 1; ; attempt += 1)
    try {
      writeFileSync(file, String(process.pid), { flag: "wx" });
      return () => rmSync(file, { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST" || attempt === 3) throw error;
      const owner = Number(readOwner(file));
      // In a container the number may have been given anew, to ourselves.
      if (owner > 0 && owner !== process.pid && isAlive(owner)) throw new FolderTaken(owner);
      rmSync(file, { force: true });
    }
}

function readOwner(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
