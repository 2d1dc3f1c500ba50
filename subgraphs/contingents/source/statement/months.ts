const MONTHS = [
  "januari january jan",
  "februari february feb febr",
  "maart march mrt mar maa",
  "april apr",
  "mei may",
  "juni june jun",
  "juli july jul",
  "augustus august aug",
  "september sept sep",
  "oktober october okt oct",
  "november nov",
  "december dec",
].map((names) => names.split(" "));

const NUMBERS = new Map(MONTHS.flatMap((names, i) => names.map((name) => [name, i + 1] as const)));

/** The number of a month by its Dutch or English name, whole or short; undefined for what is none. */
export function monthNamed(name: string): number | undefined {
  return NUMBERS.get(name.toLowerCase());
}

/** All names of months, the longest first, to stand in a regular expression. */
export const MONTH_NAMES = [...NUMBERS.keys()].sort((a, b) => b.length - a.length).join("|");
