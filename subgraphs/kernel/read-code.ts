/** What an agency's code means, or undefined for a code that is not in the table. */
export function readCode<Meaning>(table: Readonly<Record<string, Meaning>>, code: string): Meaning | undefined {
  // A code such as "constructor" is no code, although every object has something under that name.
  return Object.hasOwn(table, code) ? table[code] : undefined;
}
