import { parseWritten } from "../../../platform/json/parse-json.js";
import type { RequiredSelection, Rewrite } from "../planning/prepared-plan.js";
import { isData, read, type Data } from "./data.js";
import { mergeData } from "./merge-data.js";
import { rewriteData, type MatchesType } from "./rewrite-data.js";
import { writeString, writeValue } from "./write-json.js";

/** JSON text of what a subgraph needs to know to find an entity; undefined where we do not know enough to ask. */
export type WriteRepresentation = (entity: Data) => string | undefined;

/** The text is also the identity of the question: equal text, same entity. */
export function compileRepresentation(
  requires: readonly RequiredSelection[],
  rewrites: readonly Rewrite[],
  matches: MatchesType,
): WriteRepresentation {
  const lone = loneType(requires);
  const byType = new Map<string, WriteRepresentation>();
  return (entity) => {
    const known = read(entity, "__typename");
    const typeName = typeof known === "string" ? known : lone;
    if (typeName === undefined) return undefined;
    let write = byType.get(typeName);
    if (!write) {
      write = compileFor(typeName, requires, rewrites, matches);
      // Type names come from subgraphs, and a lying one may not fill our memory.
      if (byType.size < 1000) byType.set(typeName, write);
    }
    return write(entity);
  };
}

function compileFor(
  typeName: string,
  requires: readonly RequiredSelection[],
  rewrites: readonly Rewrite[],
  matches: MatchesType,
): WriteRepresentation {
  const applied = rewrites.filter((it) => !it.path[0]?.startsWith("... on ") || matches(typeName, it.path[0].slice(7)));
  const setTypename = applied.find(
    (it) => it.kind === "ValueSetter" && it.path.at(-1) === "__typename" && it.path.length === 2,
  );
  const others = applied.filter((it) => it !== setTypename);
  const sentAs = setTypename?.kind === "ValueSetter" ? String(setTypename.setValueTo) : typeName;
  const groups = flattenFor(typeName, requires, matches);
  const write = groups.some((group) => group.some(({ key }) => key !== "__typename"))
    ? compileSelections(groups, matches, sentAs)
    : undefined;
  // Nobody finds an entity by its type alone, and some subgraphs then answer nothing about the others either.
  if (!write) return () => undefined;
  if (others.length === 0) return write;
  return (entity) => {
    const text = write(entity);
    if (text === undefined) return undefined;
    const value = parseWritten(text);
    rewriteData(value, others, matches);
    return writeValue(value);
  };
}

/** The groups of fields that apply to one type; a group is sent whole or not at all. */
function flattenFor(
  typeName: string,
  selections: readonly RequiredSelection[],
  matches: MatchesType,
): RequiredField[][] {
  const own = selections.filter((it) => it.kind === "Field");
  const groups = selections.flatMap((it) =>
    it.kind === "InlineFragment" && (it.typeCondition === undefined || matches(typeName, it.typeCondition))
      ? flattenFor(typeName, it.selections, matches)
      : [],
  );
  return own.length > 0 ? [own, ...groups] : groups;
}

type RequiredField = Extract<RequiredSelection, { kind: "Field" }>;

function compileSelections(
  groups: readonly RequiredField[][],
  matches: MatchesType,
  typeName: string | undefined,
): WriteRepresentation | undefined {
  const [first, ...more] = groups.map((group) => compileGroup(group, matches, typeName));
  if (!first) return undefined;
  const isEntity = typeName !== undefined;
  if (more.length === 0) {
    const named = !isEntity || groups[0]?.some((it) => it.key === "__typename");
    return named ? first : undefined;
  }
  return (source) => {
    const merged: Data = {};
    for (const write of [first, ...more]) {
      const text = write(source);
      if (text !== undefined) mergeData(merged, parseWritten(text) as Data, () => false);
    }
    const isNamed = merged.__typename !== undefined && Object.keys(merged).length > 1;
    return isEntity && !isNamed ? undefined : writeValue(merged);
  };
}

function compileGroup(
  fields: readonly RequiredField[],
  matches: MatchesType,
  typeName: string | undefined,
): WriteRepresentation {
  const parts = fields.map((field, index) => {
    const head = `${index === 0 ? "{" : ","}${JSON.stringify(field.name)}:`;
    const constant = field.key === "__typename" && typeName !== undefined ? head + writeString(typeName) : undefined;
    return { key: field.key, head, constant, nested: field.selections && compileNested(field.selections, matches) };
  });
  return (source) => {
    let text = "";
    for (const part of parts) {
      if (part.constant !== undefined) {
        text += part.constant;
        continue;
      }
      const value = read(source, part.key);
      if (value === undefined) return undefined;
      const written = part.nested && value !== null ? part.nested(value) : writeValue(value);
      if (written === undefined) return undefined;
      text += part.head + written;
    }
    return `${text}}`;
  };
}

function compileNested(
  selections: readonly RequiredSelection[],
  matches: MatchesType,
): (value: unknown) => string | undefined {
  const byType = new Map<string, WriteRepresentation>();
  const nothing: WriteRepresentation = () => "{}";
  const one = (value: Data): string | undefined => {
    const known = read(value, "__typename");
    const typeName = typeof known === "string" ? known : "";
    let write = byType.get(typeName);
    if (!write) {
      write = compileSelections(flattenFor(typeName, selections, matches), matches, undefined) ?? nothing;
      if (byType.size < 1000) byType.set(typeName, write);
    }
    return write(value);
  };
  const any = (value: unknown): string | undefined => {
    if (value === null) return "null";
    if (Array.isArray(value)) {
      let text = "";
      for (const item of value) {
        const written = any(item);
        if (written === undefined) return undefined;
        text += text === "" ? written : `,${written}`;
      }
      return `[${text}]`;
    }
    return isData(value) ? one(value) : undefined;
  };
  return any;
}

/** The object type that all of the requirements are about, if there is only one. */
function loneType(requires: readonly RequiredSelection[]): string | undefined {
  const types = new Set(requires.map((it) => (it.kind === "InlineFragment" ? it.typeCondition : undefined)));
  const [only] = types;
  return types.size === 1 ? only : undefined;
}
