import type { StatementColumn } from "../../rules/statement-line.js";
import { monthNamed } from "./months.js";

/** The headings of the department's template, in its order. */
export const TEMPLATE_HEADINGS = {
  insz: "INSZ",
  name: "Naam",
  agreement: "Overeenkomst",
  enterprise: "KBO partner",
  start: "Startdatum",
  end: "Einddatum",
  count: "Aantal dagen",
  days: "Aanwezig op",
} as const;
export type TemplateColumn = keyof typeof TEMPLATE_HEADINGS;

/** What people write in place of the template's headings, as `plain` gives it. */
const NAMES: Readonly<Record<TemplateColumn, string>> = {
  insz: "insz|insz nummer|insz nr|insz deelnemer|insz bis|inss|niss|ssin|rijksregisternummer|rijksregisternr|rijksregister nummer|rijksregister|rrn|rrnr|rr nr|rr nummer|bis nummer|national number|national register number|national id|social security number",
  name: "naam|naam deelnemer|deelnemer|naam en voornaam|voornaam en naam|naam voornaam|familienaam|achternaam|voornaam|name|full name|first name|last name|surname|participant|participant name",
  agreement:
    "overeenkomst|overeenkomstnummer|overeenkomst nummer|overeenkomst nr|overeenkomstnr|nummer overeenkomst|nr overeenkomst|begeleidingsovereenkomst|begeleidingsovereenkomst nr|nummer begeleidingsovereenkomst|bo|bo nummer|bo nr|agreement|agreement number|agreement no|agreement nr|agreement id|guidance agreement|contract|contractnummer|contract number",
  enterprise:
    "kbo partner|kbo|kbo nummer|kbo nr|kbonummer|partner kbo|kbo nummer partner|ondernemingsnummer|ondernemingsnummer partner|ondernemingsnr|partner|enterprise number|company number|partner enterprise number|cbe number",
  start:
    "startdatum|start|start datum|begindatum|begin|aanvang|aanvangsdatum|datum start|datum begin|datum aanvang|startdatum overeenkomst|begin overeenkomst|van|start date|startdate|begin date|starts on|started on|from",
  end: "einddatum|einde|eind|eind datum|stopdatum|datum einde|einddatum overeenkomst|einde overeenkomst|tot|tot en met|tm|end date|enddate|end|ends on|ended on|to|until",
  count:
    "aantal dagen|aantal|aantal dagen aanwezig|aantal aanwezige dagen|aantal aanwezigheidsdagen|aantal aanwezigheden|totaal dagen|totaal aantal dagen|dagen totaal|number of days|no of days|nr of days|day count|days count|total days|count",
  days: "aanwezig op|aanwezig|aanwezige dagen|aanwezigheidsdagen|dagen van aanwezigheid|datum aanwezigheid|data aanwezigheid|data|datums|present on|present|dates|dates present|attendance dates|attended on|days attended",
};
/** What may head either the number of days or the days themselves: whichever has no other heading. */
const EITHER = new Set("dagen|dagen aanwezig|aanwezigheid|aanwezigheden|days|days present|attendance".split("|"));

const COLUMN_OF = new Map(
  (Object.entries(NAMES) as [TemplateColumn, string][]).flatMap(([column, names]) =>
    names.split("|").map((name) => [name, column] as const),
  ),
);

/** What a heading may head: a column, the days of one month, or `either` the number of days or the days. */
export function columnHeaded(text: string): StatementColumn | "either" | undefined {
  if (text.length > 120) return undefined;
  const whole = plain(text);
  // A narrow column breaks words: `Overeen-` over `komst`.
  const joined = plain(text.replaceAll(/[-\u00AD]\s*[\r\n]+\s*/g, ""));
  for (const each of new Set([
    whole,
    joined,
    plain(text.replaceAll(/\([^)]*\)?/g, " ")),
    plain(text.split(/[/\n(:]/)[0]!),
  ])) {
    const column = COLUMN_OF.get(each) ?? monthColumn(each) ?? (EITHER.has(each) ? "either" : undefined);
    if (column) return column;
  }
  return undefined;
}

/** `juli`, `aanwezig in juli 2026` or `07 2026`, as the column of that month. */
function monthColumn(text: string): StatementColumn | undefined {
  const [, name] =
    /^(?:(?:dagen|aanwezig|aanwezigheid|days|present)(?: op| in| on)? )?([a-z]+)(?: 20\d\d)?$/.exec(text) ?? [];
  const [, number] = /^(0?[1-9]|1[0-2]) 20\d\d$/.exec(text) ?? [];
  const month = name === undefined ? Number(number) : monthNamed(name);
  return month ? monthColumnOf(month) : undefined;
}

export function monthColumnOf(month: number): StatementColumn {
  return `month${month}`;
}

/** The month whose days a column lists; undefined for every other column. */
export function monthOf(column: StatementColumn): number | undefined {
  return column.startsWith("month") ? Number(column.slice(5)) : undefined;
}

/** A heading in lower case, without accents, signs, line breaks and the quarter it is about. */
export function plain(text: string): string {
  return text
    .normalize("NFKD")
    .replaceAll(/\p{M}/gu, "")
    .toLowerCase()
    .replaceAll("t/m", "tm")
    .replaceAll(/[^a-z0-9]+/g, " ")
    .replaceAll(/\b(?:20\d\d ?[qk][1-4]|[qk][1-4] ?20\d\d|[qk][1-4])\b/g, " ")
    .replaceAll(/ +/g, " ")
    .trim();
}
