import { readFileSync, watch } from "node:fs";
import { basename, dirname } from "node:path";
import { readRegularFile } from "./read-regular-file.js";

const SETTLE_MS = 150;

/**
 * Gives the text of a file each time it has become another. The folder is what is watched: editors and deployments put a
 * new file in the place of the old one. A file that is not there says nothing until it is.
 */
export function watchFile(file: string, onText: (text: string) => void): { stop(): void } {
  let last = readFileSync(file, "utf8");
  let settling: NodeJS.Timeout | undefined;

  async function look(): Promise<void> {
    const text = await readRegularFile(file).catch(() => last);
    if (text === last) return;
    last = text;
    onText(text);
  }

  const watcher = watch(dirname(file), { persistent: false }, (_event, name) => {
    // A folder that is swapped through a link reports other names than the file's.
    if (name !== null && name !== basename(file) && !name.startsWith("..")) return;
    clearTimeout(settling);
    // It may be in the middle of being written.
    settling = setTimeout(() => void look(), SETTLE_MS);
    settling.unref();
  });
  return {
    stop() {
      clearTimeout(settling);
      watcher.close();
    },
  };
}
