import { Kind, visit, type SelectionSetNode } from "graphql";
import { writeDocument } from "../operation/write-document.js";
import { groupFetches } from "./group-fetches.js";
import type { Fetch, Plan, Required } from "./plan.js";
import type {
  EntityAsker,
  EntityQuestion,
  PreparedFetch,
  PreparedPlan,
  RequiredSelection,
  Rewrite,
} from "./prepared-plan.js";

/** Makes requests of the fetches. Questions with equal text become one question with several askers. */
export function writeRequests({ fetches, primary, unplanned }: Plan): PreparedPlan {
  const texts = new Map<Fetch, Written>();
  const textOf = (fetch: Fetch): Written => {
    const text = texts.get(fetch) ?? written(fetch);
    texts.set(fetch, text);
    return text;
  };
  const groups = groupFetches(fetches, (it) => textOf(it).text);
  return {
    fetches: groups.map(({ members, after }) => write(members, after, textOf)),
    ...(primary && { primary: write([primary], [], textOf) }),
    ...(unplanned && { unplanned }),
  };
}

function write(members: readonly Fetch[], after: readonly number[], textOf: (fetch: Fetch) => Written): PreparedFetch {
  const [first] = members;
  if (!first) throw new Error("a request without questions");
  const { subgraph, kind, part, path, outputRewrites } = first;
  const common = { subgraph, kind, after, ...(part && { part }) };
  if (!first.requires) {
    const root = { path, keys: keysOf(first.selectionSet, outputRewrites), outputRewrites };
    return { ...common, ...writeOperation(first, [textOf(first)]), root, questions: [] };
  }

  const drafts = new Map<string, Written & { readonly fetch: Fetch; readonly askers: EntityAsker[] }>();
  for (const fetch of members) {
    const { inputRewrites, contextRewrites } = fetch;
    const asker = { path: fetch.path, requires: readRequires(fetch.requires ?? []), inputRewrites, contextRewrites };
    const own = textOf(fetch);
    const selection = own.text + JSON.stringify([fetch.outputRewrites, fetch.directives]);
    const known = drafts.get(selection);
    if (known) known.askers.push(asker);
    else drafts.set(selection, { ...own, fetch, askers: [asker] });
  }
  const questions = [...drafts].map(([selection, { fetch, askers, ...draft }], index): EntityQuestion => {
    const number = index === 0 ? "" : String(index);
    return {
      responseName: `_entities${number}`,
      variable: `representations${number}`,
      selection,
      keys: keysOf(fetch.selectionSet, fetch.outputRewrites),
      alone: writeOperation(fetch, [draft]),
      outputRewrites: fetch.outputRewrites,
      askers,
    };
  });
  return { ...common, ...writeOperation(first, [...drafts.values()]), questions };
}

/** A selection as text, and the definitions of the client's variables that it uses. */
interface Written {
  readonly text: string;
  readonly variables: ReadonlyMap<string, string>;
}

function written({ selectionSet, directives, variables }: Fetch): Written {
  const text = writeDocument(selectionSet);
  const used = new Set<string>();
  const note = { Variable: ({ name }: { readonly name: { readonly value: string } }) => void used.add(name.value) };
  if (text.includes("$")) visit(selectionSet, note);
  for (const it of directives) visit(it, note);
  const own = variables.filter((it) => used.has(it.variable.name.value));
  return { text, variables: new Map(own.map((it) => [it.variable.name.value, writeDocument(it)])) };
}

/** An operation of what is asked; its `variables` are the client's. */
function writeOperation(
  { kind, directives, requires, contextRewrites }: Fetch,
  asked: readonly Written[],
): { readonly query: string; readonly variables: readonly string[] } {
  const definitions = new Map(asked.flatMap(({ variables }) => [...variables]));
  const names = requires ? asked.map((_, index) => `representations${index === 0 ? "" : index}`) : [];
  const entities = asked.map(({ text }, index) => {
    const responseName = index === 0 ? "" : `_entities${index}:`;
    return `${responseName}_entities(representations:$${names[index]})${text}`;
  });
  const selection = requires ? `{${entities.join(" ")}}` : asked.map(({ text }) => text).join("");
  const parameters = [...names.map((it) => `$${it}:[_Any!]!`), ...definitions.values()].join("");
  const head = parameters && `(${parameters})`;
  const marks = directives.map((it) => writeDocument(it)).join("");
  const isPlain = kind === "query" && head === "" && marks === "";
  const contextual = new Set(contextRewrites.map((it) => it.renameKeyTo));
  return {
    query: `${isPlain ? "" : `${kind}${head}${marks}`}${selection}`,
    variables: [...definitions.keys()].filter((name) => !contextual.has(name)),
  };
}

/** Names under which the answer's fields come to stand in our data. */
function keysOf(set: SelectionSetNode, rewrites: readonly Rewrite[]): string[] {
  const keys = set.selections.flatMap((selection): string[] => {
    if (selection.kind === Kind.FIELD) return [(selection.alias ?? selection.name).value];
    return selection.kind === Kind.INLINE_FRAGMENT ? keysOf(selection.selectionSet, []) : [];
  });
  const renamed = rewrites.flatMap((it) => (it.kind === "KeyRenamer" ? [it.renameKeyTo] : []));
  return [...new Set([...keys, ...renamed])];
}

function readRequires(selections: readonly Required[]): RequiredSelection[] {
  return selections.map((it): RequiredSelection => {
    if (it.kind === "InlineFragment") return { ...it, selections: readRequires(it.selections) };
    const { alias, name, selections: inner } = it;
    return { kind: "Field", key: name, name: alias ?? name, ...(inner && { selections: readRequires(inner) }) };
  });
}
