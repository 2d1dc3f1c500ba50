import { constants } from "node:fs";
import { open } from "node:fs/promises";

const MOST_BYTES = 64 * 1024 * 1024;

/**
 * The text of a file, through links too. It waits for nobody: a pipe or a device under its name is refused, not read.
 * @throws Error when it is not there, no file, or larger than 64 MB
 */
export async function readRegularFile(path: string): Promise<string> {
  const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    const found = await file.stat();
    if (!found.isFile()) throw new Error(`${path} is not a file`);
    if (found.size > MOST_BYTES) throw new Error(`${path} is larger than ${MOST_BYTES / 1024 / 1024} MB`);
    return await file.readFile("utf8");
  } finally {
    await file.close();
  }
}
