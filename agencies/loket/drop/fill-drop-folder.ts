import { mkdir, readdir, readFile, rm, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import writeSheet from "write-excel-file/node";
import { hashOf } from "../../population/random.js";
import type { Person, World } from "../../population/world.js";
import { listOf, type Held } from "../books.js";
import { HEADERS, statementRows, type Cell } from "./statement-rows.js";

/** Hidden, as what programs leave in a folder. */
const MANIFEST = ".manifest.json";
/** What it was called up to format 2. */
const OLD_MANIFEST = "manifest.json";
/** Goes up when what is written changes, so that an older folder is written anew. */
const FORMAT = 3;
const AT_ONCE = 16;

/**
 * Puts the delivered quarterly statements of this year and the second half of the year before in the folder, one
 * spreadsheet each, with the moment of delivery as its time. A folder that already holds those of this world is left as
 * it is.
 * @throws Error when the folder holds anything that is not ours
 */
export async function fillDropFolder(world: World, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const contents = JSON.stringify({ format: FORMAT, day: world.now.slice(0, 10), world: fingerprint(world) });
  const manifest = await readFile(join(folder, MANIFEST), "utf8").catch(() => undefined);
  if (manifest === contents) return;
  const present = await readdir(folder);
  const isOld = present.includes(OLD_MANIFEST);
  if (manifest === undefined && !isOld && present.length > 0)
    throw new Error(`${folder} is not empty, and what is in it was not put there by this stand-in.`);
  // Until everything is there the manifest matches nothing: a start that was broken off begins again.
  await writeFile(join(folder, MANIFEST), "{}");
  if (isOld) await rm(join(folder, OLD_MANIFEST));
  for (const name of present) if (/^SV-\d{4}$/.test(name)) await rm(join(folder, name), { recursive: true });
  await writeStatements(world, folder);
  await writeFile(join(folder, MANIFEST), contents);
}

async function writeStatements(world: World, folder: string): Promise<void> {
  const held = new Map<string, Held[]>();
  for (const person of world.persons)
    for (const agreement of person.agreements) listOf(held, agreement.partnershipId).push({ person, agreement });
  const year = Number(world.now.slice(0, 4));
  const oldest = `${year - 1}Q3`;
  const today = world.now.slice(0, 10);
  const jobs: (() => Promise<void>)[] = [];
  for (const { id, statements } of world.partnerships)
    for (const { quarter, deliveredOn } of statements)
      if (quarter >= oldest && deliveredOn <= today)
        jobs.push(() => write(folder, id, quarter, deliveredOn, statementRows(world, held.get(id) ?? [], quarter)));
  for (let start = 0; start < jobs.length; start += AT_ONCE)
    await Promise.all(jobs.slice(start, start + AT_ONCE).map((job) => job()));
}

async function write(folder: string, id: string, quarter: string, deliveredOn: string, rows: Cell[][]): Promise<void> {
  await mkdir(join(folder, id), { recursive: true });
  const { name, format } = habitOf(id, quarter);
  const file = join(folder, id, name);
  if (format === "csv") await writeFile(file, csvOf([[...HEADERS], ...rows]), "latin1");
  else {
    const heading = HEADERS.map((value) => ({ value, fontWeight: "bold" as const }));
    const title = [[{ value: `Kwartaaloverzicht ${id}`, fontWeight: "bold" as const }], []];
    const above = format === "titled" ? title : [];
    await writeSheet([...above, heading, ...rows.map((row) => row.map(cell))], { sheet: quarter }).toFile(file);
  }
  const moment = new Date(`${deliveredOn}T09:00:00Z`);
  await utimes(file, moment, moment);
}

/** Partnerships up to this number deliver the template as it is: tests count on it. */
const ORDERLY = 20;

/** How a lead delivers a statement: mostly the template under its name, now and then something of its own. */
function habitOf(id: string, quarter: string): { name: string; format: "template" | "titled" | "csv" } {
  const name = `${id}_${quarter}`;
  const draw = Number(id.slice(3)) > ORDERLY ? hashOf(["habit", id, quarter]) % 12 : 0;
  switch (draw) {
    case 1:
      return { name: `${name}.csv`, format: "csv" };
    case 2:
      return { name: `${name} (1).xlsx`, format: "template" };
    case 3:
      return { name: `${name.toLowerCase()}.XLSX`, format: "titled" };
    default:
      return { name: `${name}.xlsx`, format: "template" };
  }
}

/** As Excel in Dutch saves it: semicolons, Windows' own code page, days with their year. */
function csvOf(rows: readonly Cell[][]): string {
  return rows.map((row) => `${row.map(csvValue).join(";")}\r\n`).join("");
}

function csvValue(value: Cell): string {
  if (value === null) return "";
  const text = value instanceof Date ? value.toISOString().slice(0, 10).split("-").reverse().join("/") : String(value);
  return /[";\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function cell(value: Cell) {
  if (value === null) return null;
  return value instanceof Date ? { value, format: "dd/mm/yyyy" } : { value };
}

/** Tells one world from another by what the statements are made of. */
function fingerprint({ seed, persons, partnerships }: World): number {
  const person = ({ insz, agreements }: Person) =>
    insz + agreements.map(({ id, startsOn, endsOn }) => id + startsOn + (endsOn ?? "")).join();
  return hashOf([
    seed,
    ...partnerships.map(({ id, statements }) => id + JSON.stringify(statements)),
    ...persons.map(person),
  ]);
}
