import { crc32 } from "node:zlib";
import { fromBufferPromise, type Entry, type ZipFile } from "yauzl";
import { SpreadsheetFault } from "./spreadsheet-fault.js";
import type { SpreadsheetLimits } from "./spreadsheet-limits.js";

/** The parts of a spreadsheet, each unpacked as it is read. */
export interface Archive {
  has(part: string): boolean;
  /** The text of a part, piece by piece. @throws SpreadsheetFault when it is not there, is damaged or is too large */
  read(part: string): AsyncIterable<string>;
}

type Limits = Pick<SpreadsheetLimits, "entries" | "unpackedBytes">;

/** @throws SpreadsheetFault when it is no archive, or holds too many parts */
export async function openArchive(bytes: Uint8Array, { entries: most, unpackedBytes }: Limits): Promise<Archive> {
  const zip = await fromBufferPromise(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)).catch(() => {
    throw new SpreadsheetFault("is cut off", "Save it again, wait until the upload has ended, and deliver it again.");
  });
  if (zip.entryCount > most) throw new SpreadsheetFault(`is an archive of more than ${most} parts`);
  const parts = await listParts(zip);
  let left = unpackedBytes;

  return {
    has: (part) => parts.has(keyOf(part)),
    async *read(part) {
      const entry = parts.get(keyOf(part));
      if (!entry) throw new SpreadsheetFault("lacks a part that every spreadsheet has");
      const tooLarge = () => new SpreadsheetFault(`unpacks to more than ${unpackedBytes / 1024 / 1024} MB`);
      if (entry.uncompressedSize > left) throw tooLarge();
      const decoder = new TextDecoder("utf-8", { fatal: true });
      let checksum = 0;
      try {
        for await (const chunk of await zip.openReadStreamPromise(entry)) {
          const piece = chunk as Buffer;
          left -= piece.length;
          if (left < 0) throw tooLarge();
          checksum = crc32(piece, checksum);
          yield decoder.decode(piece, { stream: true });
        }
        yield decoder.decode();
        if (checksum !== entry.crc32) throw new SpreadsheetFault("is damaged");
      } catch (error) {
        throw error instanceof SpreadsheetFault ? error : new SpreadsheetFault("is damaged");
      }
    },
  };
}

async function listParts(zip: ZipFile): Promise<Map<string, Entry>> {
  const parts = new Map<string, Entry>();
  try {
    for await (const entry of zip.eachEntry()) {
      const key = keyOf(entry.fileName);
      // Which of the two another program reads is anybody's guess.
      if (parts.has(key)) throw new SpreadsheetFault("holds the same part twice");
      parts.set(key, entry);
    }
  } catch (error) {
    throw error instanceof SpreadsheetFault ? error : new SpreadsheetFault("is damaged");
  }
  return parts;
}

/** Names of parts differ by more than their case (ECMA-376 part 2, 6.2.2). */
function keyOf(part: string): string {
  return part.toLowerCase();
}
