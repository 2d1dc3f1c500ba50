import type { EntityAsker, PathStep } from "../planning/prepared-plan.js";
import { isData, read, type Data } from "./data.js";
import type { MatchesType } from "./rewrite-data.js";
import { writeValue } from "./write-json.js";

/** An entity together with the values that `@fromContext` takes from the objects it stands in. */
export interface InContext {
  readonly object: Data;
  /** Members of the variables object as JSON text; equal text, equal context. */
  readonly variables: string;
}

export type CollectContexts = (root: Data) => InContext[];

const FRAGMENT = "... on ";

export function compileContext(asker: EntityAsker, matches: MatchesType): CollectContexts {
  const readers = asker.contextRewrites.map((rewrite) => {
    const ups = rewrite.path.filter((it) => it === "..").length;
    return { name: rewrite.renameKeyTo, ups, path: rewrite.path.slice(ups) };
  });
  return (root) => {
    const found: InContext[] = [];
    walk(
      root,
      asker.path,
      [],
      (object, ancestors) => {
        const values = new Map<string, unknown>();
        for (const { name, ups, path } of readers) {
          if (values.has(name)) continue;
          const start = ups === 0 ? object : ancestors[ancestors.length - ups];
          const value = start && select(start, path, matches);
          if (value !== undefined) values.set(name, value);
        }
        const variables = [...values].map(([name, value]) => `${JSON.stringify(name)}:${writeValue(value)}`).join();
        found.push({ object, variables });
      },
      matches,
    );
    return found;
  };
}

function walk(
  value: unknown,
  path: readonly PathStep[],
  ancestors: readonly Data[],
  visit: (object: Data, ancestors: readonly Data[]) => void,
  matches: MatchesType,
): void {
  if (Array.isArray(value)) {
    const rest = path[0]?.kind === "list" ? path.slice(1) : path;
    for (const item of value) walk(item, Array.isArray(item) ? path : rest, ancestors, visit, matches);
    return;
  }
  if (!isData(value)) return;
  const [step, ...rest] = path;
  if (!step) visit(value, ancestors);
  else if (step.kind === "field") walk(read(value, step.name), rest, [...ancestors, value], visit, matches);
  else if (step.kind === "types" && step.names.some((name) => matches(read(value, "__typename"), name))) {
    walk(value, rest, ancestors, visit, matches);
  }
}

function select(value: unknown, path: readonly string[], matches: MatchesType): unknown {
  const [first, ...rest] = path;
  if (first === undefined) return value;
  if (Array.isArray(value)) return value.map((item) => select(item, path, matches));
  if (!isData(value)) return undefined;
  if (!first.startsWith(FRAGMENT)) return select(read(value, first), rest, matches);
  return matches(read(value, "__typename"), first.slice(FRAGMENT.length)) ? select(value, rest, matches) : undefined;
}
