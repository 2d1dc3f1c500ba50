import { Refusal } from "../../schema/faults.js";

/** How a client wants a table: as text with separators, or as a workbook. */
export type ExportFormat =
  | {
      readonly kind: "CSV";
      readonly delimiter: "," | ";" | "\t";
      /** Whether the text begins with a byte order mark, by which Excel knows UTF-8. */
      readonly bom: boolean;
      readonly decimalComma: boolean;
      readonly table: string | undefined;
    }
  | { readonly kind: "XLSX"; readonly table: string | undefined };

export const CSV = "text/csv";
export const XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

const DELIMITERS: Readonly<Record<string, "," | ";" | "\t">> = {
  comma: ",",
  ",": ",",
  semicolon: ";",
  ";": ";",
  tab: "\t",
};

const PARAMETERS: ReadonlySet<string> = new Set([
  "delimiter",
  "bom",
  "decimal",
  "for",
  "table",
  "charset",
  "header",
  "q",
]);

/**
 * Reads `accept` for a table: `text/csv; delimiter=semicolon; bom=true; decimal=comma; table="partnership.participants"`,
 * or the type of an Excel workbook. `text/csv; for=excel-nl` is what Excel in Dutch opens by itself: semicolons, a byte
 * order mark, decimal commas. Undefined where the client takes GraphQL's own answers first.
 * @throws Refusal EXPORT_REFUSED for a parameter that is not one of these
 */
export function exportFormatOf(accept: string | undefined): ExportFormat | undefined {
  const [type = "", ...parameters] = splitUnquoted(splitUnquoted(accept ?? "", ",")[0] ?? "", ";").map((part) =>
    part.trim(),
  );
  const given = new Map(parameters.map(readParameter));
  const table = given.get("table");
  const kind = type.toLowerCase();
  if ((kind !== XLSX && kind !== CSV) || Number(given.get("q") ?? 1) === 0) return undefined;
  checkParameters(given);
  if (kind === XLSX) return { kind: "XLSX", table };
  const dutchExcel = given.get("for") === "excel-nl";
  return {
    kind: "CSV",
    delimiter: DELIMITERS[given.get("delimiter") ?? ""] ?? (dutchExcel ? ";" : ","),
    bom: readSwitch(given.get("bom")) ?? dutchExcel,
    decimalComma: given.has("decimal") ? given.get("decimal") === "comma" : dutchExcel,
    table,
  };
}

/** Cuts at a sign that does not stand between quotes. */
function splitUnquoted(text: string, sign: string): string[] {
  const parts: string[] = [""];
  let quoted = false;
  for (const character of text) {
    if (character === '"') quoted = !quoted;
    if (character === sign && !quoted) parts.push("");
    else parts[parts.length - 1] += character;
  }
  return parts;
}

function readParameter(text: string): [string, string] {
  const cut = text.indexOf("=");
  const [name, value] = cut < 0 ? [text, ""] : [text.slice(0, cut), text.slice(cut + 1)];
  return [name.trim().toLowerCase(), value.trim().replace(/^"(.*)"$/, "$1")];
}

function readSwitch(value: string | undefined): boolean | undefined {
  return value === undefined ? undefined : ["true", "1", "yes"].includes(value.toLowerCase());
}

function checkParameters(given: ReadonlyMap<string, string>): void {
  const delimiter = given.get("delimiter");
  const unknown = [...given.keys()].find((name) => !PARAMETERS.has(name));
  if (unknown !== undefined)
    throw new Refusal(
      "EXPORT_REFUSED",
      `\`accept\` has a parameter \`${unknown}\`: use ${[...PARAMETERS].join(", ")}.`,
    );
  if (delimiter !== undefined && !(delimiter in DELIMITERS))
    throw new Refusal("EXPORT_REFUSED", "`delimiter` is comma, semicolon or tab.");
}
