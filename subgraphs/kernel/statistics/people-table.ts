/** The row of everybody, whatever other rows somebody stands in. */
export const EVERYBODY = null;

/** The row of those who stand in no other. Nobody publishes it, but it follows: it is everybody less the others. */
const NOWHERE = "";

interface Counted {
  /** Distinct people. */
  people: number;
  /** What they have: decisions, agreements. */
  records: number;
  last: unknown;
}

type Row = Counted & { readonly parts: Map<string, Counted> };

/**
 * Counts by row (a statute, an issuer) and part (paid work or not), with the totals. Records of one person come one after the
 * other; somebody may stand in several rows.
 */
export class PeopleTable {
  readonly #rows = new Map<string | null, Row>();

  add(rows: readonly string[], part: string, person: unknown): void {
    for (const row of rowsWithAll(rows)) this.#count(row, part, person);
  }

  /** So many people at once, each with one record. */
  addPeople(rows: readonly string[], part: string, people: number): void {
    for (const row of rowsWithAll(rows))
      for (const one of this.#at(row, part)) {
        one.records += people;
        one.people += people;
      }
  }

  /** Those that are published, without that of everybody. */
  rows(): string[] {
    return this.rowsThatFollow().filter((row) => row !== NOWHERE);
  }

  /** Those that add up to everybody: the published ones, and what is left when they are subtracted. */
  rowsThatFollow(): string[] {
    return [...this.#rows.keys()].filter((row) => row !== EVERYBODY).sort();
  }

  /** How many records are in a part of a row; of the whole row when no part is named. */
  count(row: string | null, part?: string): number {
    const counted = this.#rows.get(row);
    return (part === undefined ? counted?.records : counted?.parts.get(part)?.records) ?? 0;
  }

  /** How many people have them. */
  people(row: string | null, part?: string): number {
    const counted = this.#rows.get(row);
    return (part === undefined ? counted?.people : counted?.parts.get(part)?.people) ?? 0;
  }

  /** The same rows, by parts that several of these parts make up together. Each person must stand in one part. */
  byPart(partOf: (part: string) => string): PeopleTable {
    const table = new PeopleTable();
    for (const [row, { parts }] of this.#rows)
      for (const [part, { people, records }] of parts)
        for (const one of table.#at(row, partOf(part))) {
          one.people += people;
          one.records += records;
        }
    return table;
  }

  parts(): string[] {
    return [...(this.#rows.get(EVERYBODY)?.parts.keys() ?? [])];
  }

  #count(row: string | null, part: string, person: unknown): void {
    for (const one of this.#at(row, part)) {
      one.records += 1;
      if (one.last !== person) one.people += 1;
      one.last = person;
    }
  }

  #at(row: string | null, part: string): [Counted, Counted] {
    let counted = this.#rows.get(row);
    if (!counted) this.#rows.set(row, (counted = { ...nobody(), parts: new Map() }));
    let inPart = counted.parts.get(part);
    if (!inPart) counted.parts.set(part, (inPart = nobody()));
    return [counted, inPart];
  }
}

function rowsWithAll(rows: readonly string[]): (string | null)[] {
  return [EVERYBODY, ...(rows.length === 0 ? [NOWHERE] : rows)];
}

function nobody(): Counted {
  return { people: 0, records: 0, last: undefined };
}
