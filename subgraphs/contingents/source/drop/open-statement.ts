import { constants } from "node:fs";
import { open, type FileHandle } from "node:fs/promises";
import { basename, extname } from "node:path";
import { Fault } from "../../../../schema/faults.js";
import { titleOf } from "./statement-name.js";
import { StatementUnreadable } from "./statement-unreadable.js";

/** A statement's file, open. */
export interface StatementFile {
  /** Of the file, for people: `SV-0057_2025Q3.xlsx`. */
  readonly title: string;
  /** How its name ends, in lower case, without the dot: `xlsx`. */
  readonly extension: string;
  /** Whose statement it is: `SV-0057`. */
  readonly partnership: string;
  /** The same while the file is the same and holds the same. */
  readonly version: string;
  /** All that it holds. */
  read(): Promise<Uint8Array<ArrayBuffer>>;
  close(): Promise<void>;
}

/** Nobody waits for a writer at the other end, and no link leads elsewhere. */
const FLAGS = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;

/** What stands under a statement's name and is no file, by the fault that opening it gives. */
const NO_FILE: Readonly<Record<string, string>> = {
  ELOOP: "is a link, and links are not followed",
  ENXIO: "is not a file",
  ENODEV: "is not a file",
};
/** The machine's own troubles, which say nothing about the file. */
const OURS = new Set(["EMFILE", "ENFILE", "ENOMEM", "EINTR"]);

/**
 * Opens a statement; nothing when it has gone meanwhile.
 * @throws Fault STATEMENT_UNREADABLE when it is no file, may not be read or is too large
 */
export async function openStatement(
  path: string,
  partnership: string,
  mostBytes: number,
): Promise<StatementFile | undefined> {
  const name = basename(path);
  const title = titleOf(name);
  let file: FileHandle;
  try {
    file = await open(path, FLAGS);
  } catch (error) {
    const { code = "failed" } = error as NodeJS.ErrnoException;
    if (code === "ENOENT") return undefined;
    if (OURS.has(code)) throw new Fault("STATEMENTS_BUSY", "LOKET", `${title}: ${code}`, { cause: error });
    if (code === "EACCES" || code === "EPERM")
      throw new StatementUnreadable(title, `may not be read (${code})`, "Give the subgraph the right to read it.");
    throw new StatementUnreadable(title, NO_FILE[code] ?? `cannot be opened (${code})`);
  }
  try {
    const found = await file.stat({ bigint: true });
    if (!found.isFile()) throw new StatementUnreadable(title, "is not a file");
    if (found.size > mostBytes) throw new StatementUnreadable(title, `is larger than ${mostBytes / 1024 / 1024} MB`);
    const { dev, ino, size, mtimeNs, ctimeNs } = found;
    return {
      partnership,
      title,
      extension: extname(name).slice(1).toLowerCase(),
      version: [name, dev, ino, size, mtimeNs, ctimeNs].join(" "),
      read: () => readWhole(file, Number(size)),
      close: () => file.close(),
    };
  } catch (error) {
    await file.close();
    throw error;
  }
}

/** No more than the file held when it was opened, however it grows. */
async function readWhole(file: FileHandle, size: number): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = new Uint8Array(size);
  let length = 0;
  while (length < size) {
    const { bytesRead } = await file.read(bytes, length, size - length, length);
    if (bytesRead === 0) break;
    length += bytesRead;
  }
  return bytes.subarray(0, length);
}
