import type { QuarterName } from "../../../../schema/scalars.js";

/** What the name of a file in a partnership's folder says. */
export type NameReading =
  | { readonly kind: "statement"; readonly quarter: QuarterName }
  /** What programs leave beside a file that somebody has open, or in every folder. */
  | { readonly kind: "leftover" }
  /** Why nobody can say whose or of which quarter it is, to be read after its name. */
  | { readonly kind: "unknown"; readonly why: string };

const LEFTOVER = /^(?:\.|~\$)|^(?:thumbs\.db|desktop\.ini)$/i;
const HALF_WAY = /\.(?:tmp|temp|part|partial|crdownload|download|filepart)$/i;
const YEAR = "(?<year>20\\d\\d)";
const NUMBER = "(?<number>[1-4])";
const WORD = "(?:q|k|kw|kwartaal|quarter|qtr|t|trimester|trimestre)";
const ORDINAL = "(?:e|de|ste|st|nd|rd|th|er|eme)?";
/** A quarter as people write it, after `spread`: `2026q3`, `q3 2026`, `3e kwartaal 2026`, `2026 3de kwartaal`. */
const QUARTERS = [
  `${YEAR} ?${WORD} ?${NUMBER}`,
  `${WORD} ?${NUMBER} (?:van |of )?${YEAR}`,
  `${NUMBER} ?${ORDINAL} ?${WORD} (?:van |of )?${YEAR}`,
  `${YEAR} ${NUMBER} ?${ORDINAL} ?${WORD}`,
].map((form) => new RegExp(`(?<![a-z0-9])${form}(?![a-z0-9])`, "g"));

/**
 * Reads whose statement a file is from its name and its folder: `SV-0057_2025Q3.xlsx`, `kopie van sv-0057_2025q3 (1).XLSX`,
 * `Q3 2025.csv`. What kind of file it is does not matter here.
 */
export function readStatementName(name: string, partnership: string): NameReading {
  if (LEFTOVER.test(name)) return { kind: "leftover" };
  if (HALF_WAY.test(name)) return { kind: "unknown", why: "is an upload that has not ended" };
  const words = spread(name);
  const owners = ownersIn(words);
  if (owners.size > 1 || (owners.size === 1 && !owners.has(partnership)))
    return { kind: "unknown", why: "names another partnership than its folder" };
  const quarters = new Set(
    QUARTERS.flatMap((form) =>
      [...words.matchAll(form)].map(({ groups }) => `${groups!["year"]}Q${groups!["number"]}`),
    ),
  );
  const [quarter] = quarters;
  if (quarter === undefined) return { kind: "unknown", why: "names no quarter" };
  if (quarters.size > 1) return { kind: "unknown", why: "names more than one quarter" };
  return { kind: "statement", quarter };
}

/** The partnership that a file names, wherever it lies; undefined where it names none, or several. */
export function partnershipNamed(name: string): string | undefined {
  const [only, other] = ownersIn(spread(name));
  return other === undefined ? only : undefined;
}

function ownersIn(words: string): Set<string> {
  return new Set([...words.matchAll(/(?<![a-z0-9])sv ?(\d{4})(?!\d)/g)].map(([, number]) => `SV-${number}`));
}

/** A name in lower case, with one blank for whatever stands between its words. */
function spread(name: string): string {
  return name
    .normalize("NFKD")
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, " ");
}

/** Words of a file's name that name nobody. */
const PLAIN = new Set(
  "sv q k kw t e de ste st nd rd th v kwartaal kwartaaloverzicht kwartaaloverzichten overzicht quarter statement van of the kopie copy definitief definitieve final finaal nieuw new oud old versie version correctie gecorrigeerd corrected aangepast ama wse xlsx xlsm xls xlsb ods csv txt tsv pdf zip docx doc html xml numbers".split(
    " ",
  ),
);

/** A file's name for messages and logs: asterisks for words and long numbers, which may name a person. */
export function titleOf(name: string): string {
  return name
    .replaceAll(/\p{L}[\p{L}\p{M}]*/gu, (word) => (PLAIN.has(word.toLowerCase()) ? word : "*".repeat(word.length)))
    .replaceAll(/\d(?:[ .-]?\d){5,}/g, (digits) => (digits.length > 8 ? digits.replaceAll(/\d/g, "*") : digits));
}
