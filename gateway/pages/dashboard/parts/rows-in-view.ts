/** Which rows of a long list are drawn: those in view and some around them. */
export interface RowsInView {
  readonly first: number;
  /** The one after the last. */
  readonly end: number;
}

export function rowsInView(
  { rows, rowHeight, scrolled, height }: { rows: number; rowHeight: number; scrolled: number; height: number },
  around = 8,
): RowsInView {
  const first = Math.max(0, Math.min(rows, Math.floor(scrolled / rowHeight)) - around);
  const end = Math.min(rows, Math.ceil((scrolled + height) / rowHeight) + around);
  return { first, end: Math.max(first, end) };
}
