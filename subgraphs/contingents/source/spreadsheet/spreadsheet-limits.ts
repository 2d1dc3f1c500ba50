/** How much of a spreadsheet is read. Every limit holds while it is unpacked: what is beyond is never in memory. */
export interface SpreadsheetLimits {
  /** Parts in the archive, read or not. */
  readonly entries: number;
  /** Bytes that the parts which are read unpack to, together. */
  readonly unpackedBytes: number;
  /** The last row and column that may hold something. */
  readonly rows: number;
  readonly columns: number;
  /** Characters in one cell. */
  readonly cellChars: number;
  /** Characters in all cells together; a shared text counts each time a cell shows it. */
  readonly sheetChars: number;
  /** Texts that cells share. */
  readonly sharedStrings: number;
  /** Characters in a row without one tag, attribute or text that ends: blanks, a comment, a name. */
  readonly runChars: number;
  /** Elements in one part, whether they hold something or not. */
  readonly elements: number;
  /** Elements within each other, and attributes of one. */
  readonly depth: number;
  readonly attributes: number;
}

/**
 * What a quarterly statement stays far below: the largest partnership has some hundreds of agreements. A cell holds no more in
 * Excel either.
 */
export const DEFAULT_LIMITS: SpreadsheetLimits = {
  entries: 1_000,
  unpackedBytes: 64 * 1024 * 1024,
  rows: 60_000,
  columns: 256,
  cellChars: 32_767,
  sheetChars: 16_000_000,
  sharedStrings: 250_000,
  runChars: 1024 * 1024,
  elements: 6_000_000,
  depth: 64,
  attributes: 256,
};
