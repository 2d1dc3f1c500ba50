/**
 * What is wrong with a spreadsheet, to be read after its name: "unpacks to more than 64 MB". It quotes nothing that the
 * spreadsheet holds.
 */
export class SpreadsheetFault extends Error {
  override readonly name = "SpreadsheetFault";
}
