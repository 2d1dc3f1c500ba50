import type { MapField, MapType } from "./map-types.js";

const MOST_FIELDS = 12;
const MOST_STEPS = 4;

/**
 * A question about a type, by the shortest way from where one begins: its own plain fields, and of what it leads to
 * the name alone. Undefined where no way leads there.
 */
export function sampleDocument(types: ReadonlyMap<string, MapType>, name: string): string | undefined {
  const way = findWay(types, name);
  const target = types.get(name);
  if (!way || !target) return undefined;
  const needed = way.flatMap(({ args }) => args.filter(({ type }) => type.endsWith("!")));
  const declared = [...new Map(needed.map((arg) => [arg.name, arg])).values()];
  const head =
    declared.length > 0 ? `(${declared.map(({ name, type }) => `$${variableOf(name, way)}: ${type}`).join(", ")})` : "";
  return `query About${name}${head} {\n${write(way, selectionOf(target, types), 1)}}\n`;

  function write([field, ...rest]: readonly MapField[], last: readonly string[], depth: number): string {
    if (!field) return last.map((line) => `${indent(depth)}${line}\n`).join("");
    const given = field.args
      .filter(({ type }) => type.endsWith("!"))
      .map(({ name }) => `${name}: $${variableOf(name, way!)}`);
    const pages = field.args.some(({ name }) => name === "first") ? ["first: 10"] : [];
    const args = [...given, ...pages];
    const inner = isPaged(field)
      ? `${indent(depth + 1)}edges {\n${indent(depth + 2)}node {\n${write(rest, last, depth + 3)}${indent(depth + 2)}}\n${indent(depth + 1)}}\n`
      : write(rest, last, depth + 1);
    return `${indent(depth)}${field.name}${args.length > 0 ? `(${args.join(", ")})` : ""} {\n${inner}${indent(depth)}}\n`;
  }
}

function findWay(types: ReadonlyMap<string, MapType>, name: string): MapField[] | undefined {
  let ways: MapField[][] = (types.get("Query")?.fields ?? []).map((field) => [field]);
  const seen = new Set<string>(["Query"]);
  for (let step = 0; step < MOST_STEPS && ways.length > 0; step += 1) {
    // One thing by its id before a list of them.
    const found = ways
      .filter((way) => way.at(-1)!.leadsTo === name)
      .sort((a, b) => Number(isMany(a)) - Number(isMany(b)))[0];
    if (found) return found;
    ways = ways.flatMap((way) => {
      const { leadsTo } = way.at(-1)!;
      if (seen.has(leadsTo)) return [];
      seen.add(leadsTo);
      return (types.get(leadsTo)?.fields ?? []).map((field) => [...way, field]);
    });
  }
  return undefined;
}

/** Fields without arguments that must be given: words and numbers, then the plainest word of each thing. */
function selectionOf({ fields }: MapType, types: ReadonlyMap<string, MapType>): string[] {
  const free = fields.filter(({ args }) => !args.some(({ type }) => type.endsWith("!")));
  const isLeaf = ({ leadsTo, type }: MapField) =>
    !isPagedType(type) && (types.get(leadsTo)?.kind ?? "scalar") !== "object";
  const leaves = free.filter(isLeaf).map(({ name }) => name);
  const things = free.flatMap(({ name, leadsTo, type }) => {
    if (isPagedType(type)) return [`${name}(first: 10) { totalCount }`];
    const inner = types.get(leadsTo);
    if (inner?.kind !== "object") return [];
    const plain = inner.fields.find((field) => isLeaf(field) && field.args.length === 0);
    return plain ? [`${name} { ${plain.name} }`] : [];
  });
  return [...leaves, ...things].slice(0, MOST_FIELDS);
}

/** What is called `id` after the thing it is the id of, as the trusted documents do. */
function variableOf(name: string, way: readonly MapField[]): string {
  return name === "id" ? (way[0]?.name ?? name) : name;
}

function isMany([field]: readonly MapField[]): boolean {
  return field !== undefined && (isPaged(field) || field.type.startsWith("["));
}

function isPaged({ type }: MapField): boolean {
  return isPagedType(type);
}

function isPagedType(type: string): boolean {
  return /Connection!?$/.test(type);
}

function indent(depth: number): string {
  return "  ".repeat(depth);
}
