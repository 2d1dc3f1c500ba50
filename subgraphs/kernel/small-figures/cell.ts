/** A value per dimension; null is the total over that dimension. */
export type CellKey = Readonly<Record<string, string | null>>;

/** One cell of a table about people. A cell that is left out is nought. */
export interface Cell<Figures> {
  readonly key: CellKey;
  /** Distinct people behind the figures. */
  readonly people: number;
  readonly figures: Figures;
}

/** A cell as it may be published: with its figures, or suppressed. */
export type PublishedCell<Figures> =
  | (Cell<Figures> & { readonly suppressed: false })
  | { readonly key: CellKey; readonly people: null; readonly figures: null; readonly suppressed: true };
