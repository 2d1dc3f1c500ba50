/**
 * What is wrong with a spreadsheet, to be read after its name: "unpacks to more than 64 MB". It quotes nothing that the
 * spreadsheet holds but names of sheets and headings.
 */
export class SpreadsheetFault extends Error {
  override readonly name = "SpreadsheetFault";
  constructor(
    message: string,
    /** What to do, as a sentence; left out where a fresh copy of the template is all that helps. */
    readonly remedy?: string,
  ) {
    super(message);
  }
}
