import { posix } from "node:path";
import type { Archive } from "./open-archive.js";
import { readXml, type Attributes } from "./read-xml.js";
import { SpreadsheetFault } from "./spreadsheet-fault.js";
import type { SpreadsheetLimits } from "./spreadsheet-limits.js";

/** What a workbook is made of: parts of its archive. */
export interface Workbook {
  /** In the order of the tabs. */
  readonly sheets: readonly { readonly name: string; readonly part: string; readonly isHidden: boolean }[];
  readonly sharedStrings: string | undefined;
  readonly styles: string | undefined;
  /** Whether days are counted from 1904, as Excel for Macintosh did. */
  readonly from1904: boolean;
}

interface Relation {
  /** The last word of its type: `worksheet`, `styles`. */
  readonly kind: string;
  readonly part: string;
}

/** More tabs than anybody makes. */
const MOST_SHEETS = 1_000;

/** @throws SpreadsheetFault when it is no workbook */
export async function readWorkbook(archive: Archive, limits: SpreadsheetLimits): Promise<Workbook> {
  const [whole] = await relationsOf(archive, "", limits).then((all) =>
    [...all.values()].filter(({ kind }) => kind === "officeDocument"),
  );
  const part = whole?.part ?? "xl/workbook.xml";
  if (!archive.has(part) || part.endsWith(".bin")) throw noWorkbook(archive);
  const relations = await relationsOf(archive, part, limits);
  const tabs: { name: string; relation: string; isHidden: boolean }[] = [];
  let from1904 = false;
  const open = (name: string, attributes: Attributes) => {
    if (name === "workbookPr") from1904 = ["1", "true"].includes(attributes["date1904"] ?? "");
    if (name !== "sheet") return;
    const isHidden = (attributes["state"] ?? "visible") !== "visible";
    if (tabs.push({ name: attributes["name"] ?? "", relation: relationOf(attributes), isHidden }) > MOST_SHEETS)
      throw new SpreadsheetFault(`has more than ${MOST_SHEETS} sheets`);
  };
  await readAll(archive, part, { open }, limits);
  const named = (kind: string) => [...relations.values()].find((relation) => relation.kind === kind)?.part;
  return {
    sheets: tabs.flatMap(({ name, relation, isHidden }) => {
      const found = relations.get(relation);
      return found?.kind === "worksheet" ? [{ name, part: found.part, isHidden }] : [];
    }),
    sharedStrings: named("sharedStrings"),
    styles: named("styles"),
    from1904,
  };
}

function noWorkbook(archive: Archive): SpreadsheetFault {
  const remedy = "Open it in your spreadsheet program, save it as .xlsx, and deliver that.";
  if (archive.has("xl/workbook.bin")) return new SpreadsheetFault("is an .xlsb workbook", remedy);
  if (archive.has("mimetype") && archive.has("content.xml"))
    return new SpreadsheetFault("is an OpenDocument file (.ods)", remedy);
  return new SpreadsheetFault("is an archive that holds no workbook", "Deliver the .xlsx file itself.");
}

/** What a part refers to, by the ids it uses; nothing where it keeps no list. */
async function relationsOf(archive: Archive, part: string, limits: SpreadsheetLimits): Promise<Map<string, Relation>> {
  const folder = posix.dirname(part);
  const list = posix.join(folder, "_rels", `${posix.basename(part)}.rels`);
  const relations = new Map<string, Relation>();
  if (!archive.has(list)) return relations;
  const open = (name: string, { Id, Type = "", Target = "", TargetMode }: Attributes) => {
    if (name !== "Relationship" || Id === undefined || TargetMode === "External") return;
    const to = Target.startsWith("/") ? Target.slice(1) : posix.join(folder, Target);
    relations.set(Id, { kind: Type.slice(Type.lastIndexOf("/") + 1), part: to });
    if (relations.size > limits.entries) throw new SpreadsheetFault("is damaged");
  };
  await readAll(archive, list, { open }, limits);
  return relations;
}

/** The attribute `id` of the namespace of relations, under whatever prefix. */
function relationOf(attributes: Attributes): string {
  return Object.entries(attributes).find(([name]) => name.endsWith(":id"))?.[1] ?? "";
}

async function readAll(
  archive: Archive,
  part: string,
  handler: Parameters<typeof readXml>[1],
  limits: SpreadsheetLimits,
): Promise<void> {
  const reading = readXml(archive.read(part), handler, limits);
  while (!(await reading.next()).done);
}
