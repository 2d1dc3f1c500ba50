import { SpreadsheetFault } from "./spreadsheet-fault.js";

export type FileFormat = "workbook" | "text";

const WORKBOOK_NAMES = new Set(["xlsx", "xlsm"]);
const TEXT_NAMES = new Set(["csv", "txt", "tsv"]);
const SAVE_AS = "Open it in your spreadsheet program, save it as .xlsx, and deliver that.";

/**
 * What a file is, by its first bytes.
 * @throws SpreadsheetFault when it is nothing that is read
 */
export function detectFormat(bytes: Uint8Array): FileFormat {
  return formatOf(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
}

/**
 * Refuses a file whose name says that it is something else: another program would not open it either.
 * @param extension how its name ends, in lower case
 * @throws SpreadsheetFault
 */
export function checkExtension(format: FileFormat, extension: string): void {
  if (format === "workbook" && !WORKBOOK_NAMES.has(extension))
    throw new SpreadsheetFault(`is a workbook under ${nameEnd(extension)}`, "Give it a name that ends in .xlsx.");
  if (format === "text" && !TEXT_NAMES.has(extension))
    throw new SpreadsheetFault(
      `is text (CSV) under ${nameEnd(extension)}`,
      "Give it a name that ends in .csv, or save it as .xlsx in your spreadsheet program.",
    );
}

function nameEnd(extension: string): string {
  return /^[a-z0-9]{1,5}$/.test(extension) ? `a name that ends in .${extension}` : "another name";
}

function formatOf(bytes: Buffer): FileFormat {
  if (bytes.length === 0) throw new SpreadsheetFault("is empty");
  const head = bytes.subarray(0, 512);
  if (head.indexOf("PK\u0003\u0004", 0, "latin1") === 0) return "workbook";
  if (head.subarray(0, 8).equals(OLE)) throw whatOle(bytes);
  if (head.indexOf("%PDF", 0, "latin1") === 0)
    throw new SpreadsheetFault("is a PDF", "Deliver the spreadsheet that it was made from, as .xlsx.");
  if (!isText(bytes)) throw new SpreadsheetFault("is no spreadsheet that can be read", SAVE_AS);
  if (/^\uFEFF?\s*<(?:!doctype|html|\?xml|table)/i.test(head.toString("utf8")))
    throw new SpreadsheetFault("is a web page or XML, not a workbook", SAVE_AS);
  return "text";
}

const OLE = Buffer.from("d0cf11e0a1b11ae1", "hex");

/** The container of Office before 2007, which holds what is encrypted since ([MS-CFB], [MS-OFFCRYPTO]). */
function whatOle(bytes: Buffer): SpreadsheetFault {
  const holds = (stream: string) => bytes.includes(Buffer.from(`${stream}\0`, "utf16le"));
  if (holds("EncryptedPackage"))
    return new SpreadsheetFault("has a password", "Take the password off (File, Info, Protect), and deliver it again.");
  if (holds("Workbook") || holds("Book")) return new SpreadsheetFault("is an .xls file of before 2007", SAVE_AS);
  return new SpreadsheetFault("is an Office file and no workbook", "Deliver the statement as .xlsx.");
}

/** Whether it is text, in UTF-16 only where it says so by its first two bytes. */
function isText(bytes: Buffer): boolean {
  const mark = bytes.subarray(0, 2).toString("hex");
  if (mark === "fffe" || mark === "feff") return true;
  // Tab, line feed, form feed, carriage return and escape are the controls that texts hold.
  return !bytes.some((byte) => byte < 9 || (byte > 13 && byte < 27) || (byte > 27 && byte < 32));
}
